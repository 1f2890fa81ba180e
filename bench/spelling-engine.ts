import { readFileSync } from 'node:fs'
import { affixSpeller } from '../src/spelling/affix-speller.js'
import { hunspell } from '../src/spelling/hunspell.js'
import type { DictionaryFiles, Speller, SpellerEngine } from '../src/spelling/speller.js'
import { packagedDictionary } from '../tests/support/dictionaries.js'
import { generatedWords } from '../tests/support/generated-words.js'

// One engine in a process of its own: `spelling-engine.ts ours|hunspell-asm file language...`. The file holds words, one a line.
// Prints, as JSON, the time to load the dictionaries, memory, and CPU time for each word, seen for the first time after many others.

/** Words of the dictionary with affixes and mistakes, checked before the time is taken: the machine code is there by then. */
const WARM_UP = 30_000

const engines: Readonly<Record<string, SpellerEngine>> = { ours: affixSpeller, 'hunspell-asm': hunspell }

const [name = '', file = '', ...languages] = process.argv.slice(2)
const engine = engines[name]
if (engine === undefined) throw new Error(`no engine "${name}"`)
const words = file === '-' ? [] : readFileSync(file, 'utf8').trimEnd().split('\n')
const dictionaries = languages.map((language) => packagedDictionary(language))

const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const before = process.memoryUsage().rss

const spellers: Speller[] = []
const wall = performance.now()
const start = cpu()
for (const [i, files] of dictionaries.entries()) spellers.push(await engine.load(files, languages[i] as string))
const load = { cpu: cpu() - start, wall: performance.now() - wall }
const resident = process.memoryUsage().rss

const timed = (some: readonly string[]) => {
  const from = cpu()
  for (const word of some) spellers[0]?.correct(word)
  return ((cpu() - from) * 1000) / some.length
}
let [cold, first] = [0, 0]
if (words.length > 0) {
  const others = generatedWords(dictionaries[0] as DictionaryFiles, [], WARM_UP, 1)
  cold = timed(others.slice(0, 1000))
  timed(others)
  await new Promise((resolve) => setTimeout(resolve, 500)) // for the compilers' threads to be done
  first = timed(words)
}
console.log(JSON.stringify({ load, megabytes: [before, resident].map((bytes) => bytes / 2 ** 20), cold, first }))
