import { readFileSync } from 'node:fs'
import { affixSpeller } from '../src/spelling/affix-speller.js'
import { hunspell } from '../src/spelling/hunspell.js'
import type { Speller } from '../src/spelling/speller.js'
import { packagedDictionary } from '../tests/support/dictionaries.js'
import { generatedWords } from '../tests/support/generated-words.js'
import { median } from './measure.js'

// `spelling-engine.ts memory language...` prints the resident megabytes before and after our speller has loaded the dictionaries.
// `spelling-engine.ts speed language words-file` prints, for ours and hunspell-asm, the CPU time to load and for each word, seen for
// the first time after many others; the two take turns, so that what else the machine does is shared.

/** Words of the dictionary with affixes and mistakes, checked before the time is taken: the machine code is there by then. */
const WARM_UP = 30_000
/** Words at a turn. */
const TURN = 250

const [what, ...args] = process.argv.slice(2)

const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

async function memory(languages: readonly string[]) {
  const megabytes = () => process.memoryUsage().rss / 2 ** 20
  const before = megabytes()
  const loaded: Speller[] = []
  for (const language of languages) loaded.push(await affixSpeller.load(packagedDictionary(language), language))
  return { before, after: megabytes(), loaded: loaded.length }
}

async function speed(language: string, file: string) {
  const files = packagedDictionary(language)
  const engines = []
  for (const engine of [affixSpeller, hunspell]) {
    const start = cpu()
    const speller = await engine.load(files, language)
    engines.push({ speller, load: cpu() - start, turns: [] as number[] })
  }
  const others = generatedWords(files, [], WARM_UP, 1)
  for (const { speller } of engines) for (const word of others) speller.correct(word)
  await new Promise((resolve) => setTimeout(resolve, 500)) // for the compilers' threads to be done

  const words = readFileSync(file, 'utf8').trimEnd().split('\n')
  for (let from = 0; from < words.length; from += TURN) {
    const some = words.slice(from, from + TURN)
    for (const { speller, turns } of engines) {
      const start = performance.now()
      for (const word of some) speller.correct(word)
      turns.push(((performance.now() - start) * 1000) / some.length)
    }
  }
  return engines.map(({ load, turns }) => ({ load, word: median(turns) }))
}

const [language = '', file = ''] = args
console.log(JSON.stringify(what === 'memory' ? await memory(args) : await speed(language, file)))
