import { describe, expect, test } from 'vitest'
import { correctedMean, type Rating } from '../../src/index.js'
import { count } from '../support/counts.js'
import { coverage } from '../support/coverage.js'
import { uniformNumbers } from '../support/simulated-scores.js'

const rated = (values: readonly number[], language?: string): Rating[] =>
  values.map((value, i) => ({ id: `${i}`, ratings: { fluency: value }, ...(language !== undefined && { language }) }))

describe('correctedMean', () => {
  // To ppi-python it is held in tests/statistics/references.hosts.test.ts.
  test('the human mean, moved by what the judge says of the rest', () => {
    const judge = rated([2, 1, 2, 0, 2, 2, 1, 2, 2, 1, 2, 2])
    const human = rated([2, 1, 1, 0])
    const [fluency] = correctedMean(judge, human)
    expect(fluency).toMatchObject({ rated: 4, judged: 12, language: 'all', human: { mean: 1 } })
    expect(fluency?.judge).toBeCloseTo(19 / 12, 12)
    expect(fluency?.corrected.lambda).toBeGreaterThan(0)
    expect(fluency?.corrected.mean).toBeGreaterThan(1)
    // The judge is ¼ above the person on what both rated.
    expect(fluency?.samePrompts.mean).toBeCloseTo(19 / 12 - 1 / 4, 12)
  })

  test('what all have rated by people needs no judge, and these prompts have no error', () => {
    const ratings = rated([2, 1, 0, 2, 2])
    const [fluency] = correctedMean(rated([1, 1, 1, 1, 1]), ratings)
    expect(fluency?.corrected).toMatchObject({ mean: 1.4, lambda: 0 })
    expect(fluency?.samePrompts).toMatchObject({ mean: 1.4, standardError: 0 })
  })

  test('by language, all languages by their size; one that nobody rated is named', () => {
    const judge = [...rated([2, 2, 1, 1], 'fr'), ...rated([1, 1], 'ru'), ...rated([2], 'pt')]
    const human = [...rated([2, 1], 'fr'), ...rated([0, 1], 'ru')]
    const found = correctedMean(judge, human)
    expect(found.map(({ language, rated: n, judged }) => [language, n, judged])).toEqual([
      ['all', 4, 6],
      ['fr', 2, 4],
      ['ru', 2, 2],
    ])
    const [all, fr, ru] = found
    const mean = ((fr?.samePrompts.mean as number) * 4 + (ru?.samePrompts.mean as number) * 2) / 6
    expect(all?.samePrompts.mean).toBeCloseTo(mean, 12)
    expect(all?.warnings.at(-1)).toBe('no human ratings in pt: left out')
  })

  test('few ratings, and those that are nearly all equal, are not to be trusted', () => {
    const many = rated([...Array(58).fill(2), 1, 1])
    expect(correctedMean(many, many)[0]?.warnings).toEqual([expect.stringMatching(/^58 of 60 human ratings are equal/)])
    expect(correctedMean(rated([2, 0]), rated([2, 0]))[0]?.warnings).toEqual([
      expect.stringMatching(/^2 human ratings are fewer than 50/),
    ])
    expect(correctedMean(rated([2]), rated([2]))[0]?.human.interval).toBeNull()
    expect(correctedMean(rated([2]), [])).toEqual([])
  })

  test('a rating off the scale, or a sample twice, is a RangeError', () => {
    expect(() => correctedMean(rated([3]), [])).toThrow(/fluency must be 0, 1, 2 or null, got 3 \(judge\)/)
    expect(() => correctedMean([], [...rated([1]), ...rated([1])])).toThrow(/the human ratings have it twice/)
  })
})

// 60 human ratings and 400 of a judge who is off by about a fifth, and mostly goes with people.
describe('a simulated judge', () => {
  test('the corrected interval holds the truth and is narrower than that of the human ratings; the judge is off', () => {
    const next = uniformNumbers(3)
    const draw = () => (next() < 0.15 ? 0 : next() < 0.4 ? 1 : 2)
    const truth = 0.85 * (0.4 + 2 * 0.6)
    const [human, corrected, judge] = [coverage(truth), coverage(truth), coverage(truth)]
    const runs = count(200, 2000)
    for (let run = 0; run < runs; run++) {
      const people = Array.from({ length: 460 }, draw)
      const judged = people.map((value) => (next() < 0.85 ? value : 2))
      const [fluency] = correctedMean(rated(judged), rated(people.slice(0, 60)))
      human.add(fluency?.human.interval ?? null)
      corrected.add(fluency?.corrected.interval ?? null)
      const half = 1.96 * Math.sqrt(0.5 / 460)
      judge.add([(fluency?.judge as number) - half, (fluency?.judge as number) + half])
    }
    expect(human.result().covered).toBeGreaterThan(91)
    expect(corrected.result().covered).toBeGreaterThan(91)
    expect(corrected.result().width).toBeLessThan(0.85 * human.result().width)
    expect(judge.result().covered).toBeLessThan(80)
  })
})
