import { readFileSync } from 'node:fs'
import { eld } from 'eld/large'
import { franc } from 'franc'
import { detect } from 'tinyld'
import type { Sample } from '../src/core/sample.js'
import { fasttext } from '../src/engines/fasttext/fasttext.js'
import { fasttextWasm, foldWhiteSpace } from '../src/engines/fasttext/fasttext-wasm.js'
import { normalizeLanguage } from '../src/text/language-code.js'
import { hasNativeFasttext, nativeFasttext } from '../tests/support/native.js'
import { hasShared, sharedResponses } from '../tests/support/shared.js'
import { identifyAll, model, nativeSlope, quartered } from './engines.js'
import { median } from './measure.js'

const ROUNDS = 5

type Text = { output: string; language: string }

/** Others as they come, without hints, in the shape of ours. */
const peers = {
  franc: identifier((text) => franc(text)),
  tinyld: identifier((text) => detect(text)),
  'eld (large)': identifier((text) => eld.detect(text).language),
}

/**
 * Identifiers side by side: the share of texts whose language is told, by language, and microseconds of processor time for one more text, medians
 * of rounds in which they take turns. The texts are prompts, whose language is known, which that of a response is not: those of the benchmark's
 * monolingual part, each once. Without them, the instructions of our own set, in four languages.
 */
export async function benchIdentifiers(): Promise<string[]> {
  const texts = knownTexts()
  const [first, others] = quartered(texts)
  const wasm = fasttextWasm()
  const bytes = readFileSync(model)
  const measured: Record<string, number[]> = { fasttext: [], fasttextWasm: [], native: [] }
  for (let round = 0; round < ROUNDS; round++) {
    const ours = fasttext({ model: bytes }) // a new one, which has met none of the texts
    await ours.signature()
    for (const [name, engine] of Object.entries({ fasttext: ours, fasttextWasm: wasm, ...peers })) {
      await identifyAll(engine, first)
      measured[name] = [...(measured[name] ?? []), await identifyAll(engine, others)]
    }
    measured.native?.push(hasNativeFasttext ? nativeSlope(texts) : Number.NaN)
  }

  const told = new Map<string, string[]>()
  for (const [name, engine] of Object.entries({ fasttext: fasttext({ model: bytes }), fasttextWasm: wasm, ...peers })) {
    const guesses: string[] = []
    for (const { output } of texts) guesses.push((await engine.identify(output, 1))[0]?.language ?? '')
    told.set(name, guesses)
  }
  const lines = texts.map(({ output }) => foldWhiteSpace(output))
  if (hasNativeFasttext) {
    const labels = nativeFasttext(model, lines).map(([best]) => best?.language ?? '')
    told.set('native', labels)
  }

  const names = Object.keys(measured)
  const speed = names.map((name) => median(measured[name] ?? []))
  const accuracy = (name: string, language: string) => {
    const own = [...texts.keys()].filter((i) => texts[i]?.language === language)
    const guesses = told.get(name)
    return guesses ? (100 * own.filter((i) => guesses[i] === language).length) / own.length : Number.NaN
  }
  const languages = [...new Set(texts.map(({ language }) => language))].sort()
  const row = (name: string, count: number | string, values: readonly number[]) =>
    `| ${[name, count, ...values.map((value) => value.toFixed(1))].join(' | ')} |`
  return [
    `| ${['identified, % of prompts', 'texts', ...names.map((name) => (name in peers ? name : name === 'native' ? 'native fastText' : `\`${name}\``))].join(' | ')} |`,
    `|---|---:|${names.map(() => '---:|').join('')}`,
    ...languages.map((language) =>
      row(
        language,
        texts.filter((text) => text.language === language).length,
        names.map((name) => accuracy(name, language)),
      ),
    ),
    row(
      'mean of languages',
      texts.length,
      names.map((name) => languages.reduce((sum, language) => sum + accuracy(name, language), 0) / languages.length),
    ),
    row('µs of processor a text', '', speed),
    row(
      '÷ ours',
      '',
      speed.map((value) => value / (speed[0] ?? Number.NaN)),
    ),
  ].map((line) => line.replaceAll('NaN', '–'))
}

function knownTexts(): Text[] {
  const prompts = hasShared
    ? [...sharedResponses('llama-2-instruct'), ...sharedResponses('gpt-3.5-turbo')].filter(
        ({ setting }) => setting === 'monolingual',
      )
    : ['en', 'fr', 'pt', 'ru'].flatMap((language) =>
        (JSON.parse(readFileSync(`fixtures/evalset/${language}.json`, 'utf8')) as Sample[]).map((each) => ({
          ...each,
          language,
        })),
      )
  const known = prompts.flatMap(({ input, language }): [string, Text][] =>
    input && language ? [[`${language} ${input}`, { output: input, language }]] : [],
  )
  return [...new Map(known).values()]
}

function identifier(identify: (text: string) => string) {
  return {
    async identify(text: string) {
      return [{ language: code(identify(text)), probability: Number.NaN }]
    },
  }
}

/** franc answers in ISO 639-3, and `und` where it does not know. */
function code(language: string): string {
  try {
    return normalizeLanguage(language)
  } catch {
    return ''
  }
}
