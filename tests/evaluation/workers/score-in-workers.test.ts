import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fasttextWasm } from '../../../src/engines/fasttext-wasm.js'
import {
  affixSpeller,
  defineScorer,
  evaluate,
  fasttext,
  languageConfusion,
  languageCorrectness,
  modifierFulfillment,
  nspell,
  type Sample,
  type Scorer,
  scored,
  scoreSamples,
  spellcheckRatio,
  weightedMean,
} from '../../../src/index.js'
import { demoSamples } from '../../support/demo.js'

const surface = [languageCorrectness(), spellcheckRatio()]
const client = { model: 'm', complete: () => Promise.reject(new Error('not asked')) } as never

describe('workers', () => {
  test('any number gives the same report, to the last bit, and calls back in order', async () => {
    const options = { scorers: [...surface, languageConfusion(), modifierFulfillment()], by: ['model', 'language'] }
    const samples = demoSamples.map((sample, i) => ({ ...sample, modifier: i % 2 ? 'short' : 'num_items_3' }))
    const one = await evaluate(samples, options)
    for (const workers of [1, 2, 3, 'auto'] as const) {
      const seen: Sample['id'][] = []
      const onSample = ({ sample }: { sample: { id?: Sample['id'] } }) => seen.push(sample.id)
      expect(JSON.stringify(await evaluate(samples, { ...options, workers, onSample }))).toBe(JSON.stringify(one))
      expect(seen).toEqual(samples.map(({ id }) => id))
    }
  }, 60_000)

  test('however many samples there are, they come back with the scores of this thread', async () => {
    const line = fc.oneof(
      fc.constantFrom('Le chat dort.', 'The cat sleeps.', 'Кошка спит.', '', '42', '\ud800'),
      fc.string({ unit: 'binary', maxLength: 30 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 200 }), async (outputs) => {
        const samples = outputs.map((output) => ({ output, language: 'fr', here: () => output }))
        const all = async (workers: number) => {
          const found = []
          for await (const each of scoreSamples(samples, { scorers: surface, workers })) found.push(each)
          return found
        }
        expect(await all(2)).toEqual(await all(1))
      }),
      { numRuns: 4 },
    )
  }, 60_000)

  test('a sample that was not generated may hold what cannot be sent', async () => {
    const generation = { error: 'truncated', message: 'cut off', response: () => 'x' }
    const samples = [{ output: '', language: 'fr', generation } as Sample]
    const [one, two] = await Promise.all([1, 2].map((workers) => evaluate(samples, { scorers: surface, workers })))
    expect(two).toEqual(one)
    expect(two?.groups[0]?.metrics.spellcheckRatio?.reasons['not-generated']?.message).toMatch(/truncated.*cut off/)
  })

  test('options go along: engines, models, dictionaries, languages', async () => {
    const aff = new TextEncoder().encode('SET UTF-8\n')
    const dic = new TextEncoder().encode('1\nsaluton\n')
    const samples = [{ output: 'saluton xyz' }]
    const model = new URL(
      import.meta.resolve('fasttext.wasm.js/dist/models/language-identification/assets/lid.176.ftz'),
    )
    for (const engine of [affixSpeller, nspell]) {
      const scorers = [
        languageCorrectness({ language: 'eo', identifier: engine === nspell ? fasttextWasm() : fasttext({ model }) }),
        spellcheckRatio({ language: 'eo', dictionaries: { eo: { aff, dic } }, engine }),
      ]
      const [one, two] = await Promise.all(
        [1, 2].map((workers) => evaluate(samples, { scorers, workers, wrongLanguage: 'include' })),
      )
      expect(two).toEqual(one)
      expect(two?.groups[0]?.metrics.spellcheckRatio?.mean).toBe(0.5)
    }
  }, 60_000)

  test.each<[string, Scorer, RegExp]>([
    [
      'a scorer of one’s own',
      defineScorer('mine', () => scored('mine', 1)),
      /^scorer "mine" cannot be sent to a worker; .*use concurrency for it$/,
    ],
    [
      'one made of others',
      weightedMean({ name: 'both', parts: surface.map((scorer) => ({ scorer, weight: 1 })) }),
      /^scorer "both" cannot be sent/,
    ],
    [
      'a language told by a function',
      languageCorrectness({ language: () => 'fr' }),
      /^languageCorrectness: its option "language" is a function/,
    ],
    [
      'an identifier of one’s own',
      spellcheckRatio({ identifier: { ...fasttext(), recipe: undefined } as never }),
      /^spellcheckRatio: its option "identifier" holds functions/,
    ],
    [
      'a model from a function',
      languageConfusion({ identifier: fasttext({ model: async () => new Uint8Array() }) }),
      /^fasttext: its option "model" is a function/,
    ],
    ['a judge', modifierFulfillment({ client }), /^modifierFulfillment: it asks a judge, .*use \{ concurrency \}/],
  ])('%s: a TypeError that says why', async (_, scorer, message) => {
    const run = async () => {
      const options = { scorers: [scorer], wrongLanguage: 'include', workers: 2 } as const
      for await (const _ of scoreSamples([{ output: 'x' }], options)) expect.unreachable()
    }
    await expect(run()).rejects.toThrow(
      expect.objectContaining({ name: 'TypeError', message: expect.stringMatching(message) }),
    )
  })

  test.each([0, -1, 1.5, Number.NaN, 'many', null])('workers: %s is a RangeError', async (workers) => {
    await expect(evaluate([], { workers: workers as never })).rejects.toThrow(
      /^workers must be a whole number from 1, or "auto"/,
    )
  })

  test('a sample without output is named; an abort ends it with the signal’s reason', async () => {
    const bad = [...demoSamples.slice(0, 70), { id: 'b', output: 7 } as never]
    await expect(evaluate(bad, { workers: 2 })).rejects.toThrow(
      new TypeError('sample "b": output must be a string, got number'),
    )
    const controller = new AbortController()
    const reason = new Error('enough')
    const onSample = (_: unknown, done: number) => {
      if (done === 10) controller.abort(reason)
    }
    await expect(evaluate(demoSamples, { workers: 2, signal: controller.signal, onSample })).rejects.toBe(reason)
  })

  test('an endless stream is read no further than a bounded way ahead', async () => {
    let read = 0
    function* endless() {
      for (;;) {
        read += 1
        yield { output: 'Bonjour', language: 'fr' }
      }
    }
    let taken = 0
    for await (const _ of scoreSamples(endless(), { scorers: surface, workers: 2 })) if (++taken === 1000) break
    expect(read).toBeLessThan(1000 + 64 * 16)
  })
})
