// `both-metrics-run.mjs ours|webassembly responses.jsonl` scores the responses and prints the processor seconds of this process.
import { readFileSync } from 'node:fs'
import { fasttextWasm, hunspell, languageCorrectness, scoreSamples, spellcheckRatio } from 'crosslingual'

const [what, file, dictionaries = '{}'] = process.argv.slice(2)
const samples = readFileSync(file, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line))
const paths = JSON.parse(dictionaries)
const files = (language) => ({ aff: readFileSync(paths[language].aff), dic: readFileSync(paths[language].dic) })

async function ours() {
  const own = Object.fromEntries(Object.keys(paths).map((language) => [language, files(language)]))
  const scorers = [languageCorrectness(), spellcheckRatio({ dictionaries: own })]
  for await (const _ of scoreSamples(samples, { scorers, wrongLanguage: 'include' })) {
    // Scored.
  }
}

/** What somebody would write with the two packages: the same words, each looked up. */
async function webassembly() {
  const identifier = fasttextWasm()
  const spellers = new Map()
  for (const language of Object.keys(paths)) spellers.set(language, await hunspell.load(files(language), language))
  for (const { output, language, words } of samples) {
    await identifier.identify(output, 3)
    for (const word of words) spellers.get(language).correct(word)
  }
}

await { ours, webassembly }[what]()
const { user, system } = process.cpuUsage()
console.log((user + system) / 1e6)
