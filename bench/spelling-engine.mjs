// Runs the built package, as users do, on what a file in JSON says: dictionaries, with words to check.
// `spelling-engine.mjs memory all.json` prints the resident megabytes before and after our speller has checked the words of every
// dictionary. `spelling-engine.mjs speed one.json` prints, for ours and hunspell-asm, the CPU time to load and for each word that a
// speller sees for the first time, once another has had the code compiled; the two take turns, so that what else the machine does is shared.
import { readFileSync } from 'node:fs'
import { affixSpeller } from 'crosslingual'
import { tsImport } from 'tsx/esm/api'

/** Words at a turn. */
const TURN = 250

const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** What asking for the time takes itself: tenths of a millisecond where the kernel is an emulated one. */
function clockCost() {
  const costs = Array.from({ length: 51 }, () => {
    const start = cpu()
    return cpu() - start
  })
  return median(costs)
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1]

const load = (engine, { language, aff, dic }) =>
  engine.load({ aff: readFileSync(aff), dic: readFileSync(dic) }, language)

async function memory(dictionaries) {
  const megabytes = () => process.memoryUsage().rss / 2 ** 20
  const before = megabytes()
  const loaded = []
  for (const dictionary of dictionaries) {
    const speller = await load(affixSpeller, dictionary)
    for (const word of dictionary.words) speller.correct(word)
    loaded.push(speller)
  }
  return { before, after: megabytes(), loaded: loaded.length }
}

async function speed([dictionary]) {
  const { hunspell } = await tsImport('../tests/support/hunspell.ts', import.meta.url)
  const { words, others } = dictionary
  const engines = []
  for (const engine of [affixSpeller, hunspell]) {
    const start = cpu()
    const speller = await load(engine, dictionary)
    speller.correct(words[0]) // what is put off until the first word belongs to loading
    engines.push({ engine, load: cpu() - start, first: speller, turns: [] })
  }
  // For the machine code to be there, for words of every kind: the compilers' threads are in the CPU time too.
  for (let round = 0; round < 3; round++) {
    for (const { first } of engines) for (const word of [...others, ...words]) first.correct(word)
  }
  // The words are new to a speller of its own, which knows the list.
  for (const one of engines) {
    one.first.dispose()
    one.speller = await load(one.engine, dictionary)
    for (const word of others) one.speller.correct(word)
  }
  await new Promise((resolve) => setTimeout(resolve, 500)) // for the compilers' threads to be done

  const clock = clockCost()
  for (let from = 0; from < words.length; from += TURN) {
    const some = words.slice(from, from + TURN)
    for (const { speller, turns } of engines) {
      const start = cpu()
      for (const word of some) speller.correct(word)
      turns.push(((cpu() - start - clock) * 1000) / some.length)
    }
  }
  return engines.map(({ load, turns }) => ({ load, word: median(turns) }))
}

const [what, file] = process.argv.slice(2)
const dictionaries = JSON.parse(readFileSync(file, 'utf8'))
console.log(JSON.stringify(what === 'memory' ? await memory(dictionaries) : await speed(dictionaries)))
