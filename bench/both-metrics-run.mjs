// `both-metrics-run.mjs ours|compiled|known|webassembly|nspell responses.jsonl` scores the responses and prints the processor seconds of this process; `compiled`
// first scores them some times, with models and dictionaries of their own each time, then prints the seconds of the last three quarters; `known` those of once more.
import { readFileSync } from 'node:fs'
import { fasttext, languageCorrectness, nspell, scoreSamples, spellcheckRatio } from 'crosslingual'
import { fasttextWasm } from 'crosslingual/fasttext-wasm'
import { tsImport } from 'tsx/esm/api'

/** Responses after which V8 compiles hardly anything any more: what it first made for one model and one dictionary, it makes again for several. */
const WARM_UP = 40_000

const [what, file, dictionaries = '{}'] = process.argv.slice(2)
const findsWords = what !== 'webassembly' && what !== 'nspell'
const samples = readFileSync(file, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => {
    const { output, language, words } = JSON.parse(line)
    return findsWords ? { output, language } : { output, language, words }
  })
const paths = JSON.parse(dictionaries)
const files = (language) => ({ aff: readFileSync(paths[language].aff), dic: readFileSync(paths[language].dic) })

async function ours() {
  await score(newScorers())
}

async function compiled() {
  for (let done = 0; done < WARM_UP; done += samples.length) await score(newScorers())
  const scorers = newScorers()
  await score(
    scorers,
    samples.filter((_, i) => i % 4 === 0),
  )
  const rest = samples.filter((_, i) => i % 4 !== 0)
  start = seconds()
  await score(scorers, rest)
  if (what !== 'known') return
  start = seconds()
  await score(scorers, rest)
}

function newScorers() {
  const dictionaries = Object.fromEntries(Object.keys(paths).map((language) => [language, files(language)]))
  return [languageCorrectness({ identifier: fasttext() }), spellcheckRatio({ dictionaries })]
}

async function score(scorers, some = samples) {
  for await (const _ of scoreSamples(some, { scorers, wrongLanguage: 'include' })) {
    // Scored.
  }
}

/** What somebody would write with the two packages: the same words, each looked up. */
async function webassembly() {
  const { hunspell } = await tsImport('../tests/support/hunspell.ts', import.meta.url)
  await lookUp(hunspell)
}

/** Its loading takes so long that the slope would be lost in it: the time begins after. */
async function withNspell() {
  await lookUp(nspell, () => {
    start = seconds()
  })
}

async function lookUp(engine, onLoaded = () => {}) {
  const identifier = fasttextWasm()
  const spellers = new Map()
  for (const language of Object.keys(paths)) spellers.set(language, await engine.load(files(language), language))
  onLoaded()
  for (const { output, language, words } of samples) {
    await identifier.identify(output, 3)
    for (const word of words) spellers.get(language).correct(word)
  }
}

function seconds() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

let start = 0
await { ours, compiled, known: compiled, webassembly, nspell: withNspell }[what]()
console.log(seconds() - start)
