import { describe, expect, test } from 'vitest'
import { correctedMean, type Rating } from '../../src/index.js'
import { count } from '../support/counts.js'
import { correctedCoverage, kindJudge, nearlyConstant } from '../support/simulated-judge.js'

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

// A small part of bench/corrected-mean.ts. 30 + 83 is what the paper has of each language: people rated 30 of 113 responses, and the judge all.
describe('a simulated judge', () => {
  test('30 of 113: the corrected interval holds the truth as that of people does, and is a third narrower; the judge’s does not', () => {
    const { judge, human, corrected, samePrompts } = correctedCoverage(kindJudge, {
      rated: 30,
      judgeOnly: 83,
      runs: count(200, 2000),
    })
    expect(human.covered).toBeGreaterThan(90)
    expect(corrected.covered).toBeGreaterThan(90)
    expect(samePrompts.covered).toBeGreaterThan(89)
    expect(human.width).toBeCloseTo(0.54, 1)
    expect(corrected.width).toBeLessThan(0.72 * human.width)
    expect(samePrompts.width).toBeLessThan(0.5 * human.width)
    expect(judge.covered).toBeLessThan(87)
  })

  test('113 of 1113: the judge alone is sure, and wrong', () => {
    const { judge, corrected } = correctedCoverage(kindJudge, { rated: 113, judgeOnly: 1000, runs: count(40, 1000) })
    expect(judge.covered).toBeLessThan(35)
    expect(corrected.covered).toBeGreaterThan(84)
    expect(judge.width).toBeLessThan(corrected.width)
  })

  test('where people nearly always give the same, intervals miss, and it is said', () => {
    const found = correctedCoverage(nearlyConstant, { rated: 30, judgeOnly: 83, runs: count(100, 2000) })
    expect(found.corrected.covered).toBeLessThan(88)
    expect(found.warned).toBe(100)
    const more = correctedCoverage(nearlyConstant, { rated: 113, judgeOnly: 400, runs: count(30, 500) })
    expect(more.warned).toBeGreaterThan(98)
  })
})
