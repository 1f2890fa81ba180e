import { describe, expect, test } from 'vitest'
import {
  defineScorer,
  failed,
  givenCorrectLanguage,
  minimumBar,
  type Score,
  type Scorer,
  scored,
  skipped,
  weightedMean,
  withDefaults,
} from '../../src/index.js'

const gives = (name: string, score: number | Score): Scorer =>
  defineScorer(name, () => (typeof score === 'number' ? scored(name, score) : score))
const skips = (name: string) => gives(name, skipped(name, 'no-words', 'no words'))
const fails = (name: string) => gives(name, failed(name, 'error', 'it broke'))
const part = (scorer: Scorer, weight = 1) => ({ scorer, weight })
const sample = { output: 'x' }

describe('weightedMean: a failed part fails the whole, a skipped part leaves the rest, all skipped is skipped', () => {
  test.each<[string, { scorer: Scorer; weight: number }[], Partial<Score>]>([
    ['one part', [part(gives('a', 0.25))], { status: 'scored', score: 0.25 }],
    ['weights', [part(gives('a', 1), 3), part(gives('b', 0), 1)], { status: 'scored', score: 0.75 }],
    [
      'a skipped part',
      [part(gives('a', 0.5), 1), part(skips('b'), 99)],
      { status: 'scored', score: 0.5, reason: 'partial' },
    ],
    [
      'a failed part',
      [part(gives('a', 1)), part(fails('b'))],
      { status: 'failed', score: null, reason: 'failed-part' },
    ],
    ['failed beats skipped', [part(skips('a')), part(fails('b'))], { status: 'failed', score: null }],
    [
      'all skipped',
      [part(skips('a')), part(skips('b'))],
      { status: 'skipped', score: null, reason: 'all-parts-skipped' },
    ],
  ])('%s', async (_, parts, expected) => {
    expect(await weightedMean({ parts })(sample)).toMatchObject({ name: 'weightedMean', ...expected })
  })

  test('never exceeds 1 by rounding', async () => {
    const parts = Array.from({ length: 7 }, (_, i) => part(gives(`s${i}`, 1), 0.1 * (i + 1)))
    expect((await weightedMean({ parts })(sample)).score).toBeCloseTo(1, 12)
    expect((await weightedMean({ parts })(sample)).score).toBeLessThanOrEqual(1)
  })

  test.each([0, -1, NaN, Infinity])('a weight of %s is a RangeError', (weight) => {
    expect(() => weightedMean({ parts: [part(gives('a', 1), weight)] })).toThrow(/the weight of a must be a positive/)
  })

  test('no parts, or two of one name, are a TypeError', () => {
    expect(() => weightedMean({ parts: [] })).toThrow(TypeError)
    expect(() => weightedMean({ parts: [part(gives('a', 1)), part(gives('a', 0))] })).toThrow(/two parts are named "a"/)
  })
})

describe('minimumBar', () => {
  test.each<[string, { scorer: Scorer; min: number }[], Partial<Score>]>([
    ['all hold', [{ scorer: gives('a', 0.9), min: 0.9 }], { score: 1 }],
    [
      'one does not',
      [
        { scorer: gives('a', 0.9), min: 0.8 },
        { scorer: gives('b', 0.1), min: 0.2 },
      ],
      { score: 0 },
    ],
    [
      'a skipped part: nobody knows',
      [
        { scorer: gives('a', 0.9), min: 0.8 },
        { scorer: skips('b'), min: 1 },
      ],
      { status: 'skipped', reason: 'partial' },
    ],
    [
      'a skipped part beside one that is below',
      [
        { scorer: gives('a', 0.7), min: 0.8 },
        { scorer: skips('b'), min: 1 },
      ],
      { score: 0 },
    ],
    [
      'a failed part',
      [
        { scorer: gives('a', 0), min: 1 },
        { scorer: fails('b'), min: 1 },
      ],
      { status: 'failed' },
    ],
    ['all skipped', [{ scorer: skips('b'), min: 1 }], { status: 'skipped', reason: 'all-parts-skipped' }],
  ])('%s', async (_, parts, expected) => {
    expect(await minimumBar({ parts: parts })(sample)).toMatchObject({ name: 'minimumBar', ...expected })
  })

  test('names those below, with what they got and should have', async () => {
    const { metadata } = await minimumBar({
      parts: [
        { scorer: gives('a', 0.9), min: 0.8 },
        { scorer: gives('b', 0.1), min: 0.2 },
      ],
    })(sample)
    expect(metadata.below).toEqual([{ name: 'b', score: 0.1, min: 0.2 }])
  })

  test('a minimum outside 0..1 is a RangeError', () => {
    expect(() => minimumBar({ parts: [{ scorer: gives('a', 1), min: 90 }] })).toThrow(
      /the minimum of a must be from 0 to 1, got 90/,
    )
  })
})

describe('givenCorrectLanguage', () => {
  const right = gives('languageCorrectness', 1)
  const wrong = gives('languageCorrectness', 0)

  test('leaves a score alone when the language is right', async () => {
    expect(await givenCorrectLanguage(gives('a', 0.5), { language: right })(sample)).toMatchObject({ score: 0.5 })
  })

  test('exclude skips, and does not run the scorer', async () => {
    let runs = 0
    const counting = defineScorer('a', () => {
      runs += 1
      return scored('a', 1)
    })
    const score = await givenCorrectLanguage(counting, { language: wrong })(sample)
    expect(score).toMatchObject({ name: 'a', status: 'skipped', score: null, reason: 'wrong-language' })
    expect(runs).toBe(0)
  })

  test('zero scores 0, and keeps what it would have been', async () => {
    const score = await givenCorrectLanguage(gives('a', 0.5), { wrongLanguage: 'zero', language: wrong })(sample)
    expect(score).toMatchObject({
      status: 'scored',
      score: 0,
      reason: 'wrong-language',
      metadata: { withoutPolicy: 0.5 },
    })
  })

  test('zero leaves skipped and failed as they are', async () => {
    const options = { wrongLanguage: 'zero', language: wrong } as const
    expect(await givenCorrectLanguage(skips('a'), options)(sample)).toMatchObject({
      status: 'skipped',
      reason: 'no-words',
    })
    expect(await givenCorrectLanguage(fails('a'), options)(sample)).toMatchObject({ status: 'failed', reason: 'error' })
  })

  test('without a verdict nobody knows whether a score counts: failed', async () => {
    const options = { language: fails('languageCorrectness') }
    expect(await givenCorrectLanguage(gives('a', 1), options)(sample)).toMatchObject({
      status: 'failed',
      reason: 'error',
    })
  })

  test('a response without a language (skipped verdict) is scored as it is', async () => {
    const options = { language: skips('languageCorrectness') }
    expect(await givenCorrectLanguage(gives('a', 0.5), options)(sample)).toMatchObject({ score: 0.5 })
  })

  test('include is refused: use the scorer as it is', () => {
    expect(() => givenCorrectLanguage(right, { wrongLanguage: 'include' as never })).toThrow(RangeError)
    expect(() => givenCorrectLanguage(right, { wrongLanguage: 'drop' as never })).toThrow(
      /exclude, zero, include, got drop/,
    )
  })
})

describe('withDefaults', () => {
  const echo = defineScorer('echo', ({ language, input }) => scored('echo', 1, { language, input }))

  test('fills what is not passed; what is passed wins; undefined counts as not passed', async () => {
    const french = withDefaults(echo, { language: 'fr', input: 'q' })
    expect((await french({ output: 'x' })).metadata).toEqual({ language: 'fr', input: 'q' })
    expect((await french({ output: 'x', language: 'ru', input: undefined as never })).metadata).toEqual({
      language: 'ru',
      input: 'q',
    })
  })
})
