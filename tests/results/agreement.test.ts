import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agreement, type Rating, ratersAgreement } from '../../src/index.js'

const rated = (values: readonly (number | null)[], language?: string): Rating[] =>
  values.map((value, i) => ({ id: `${i}`, ratings: { fluency: value }, ...(language !== undefined && { language }) }))

describe('agreement', () => {
  // cohen_kappa_score(a, b, weights='quadratic') of scikit-learn 1.9.1
  test.each<[a: string, b: string, kappa: number]>([
    ['2221202212', '2211212202', 2 / 3],
    ['012012', '210210', -1],
    ['0121202010121202010121202010121202010121', '1121002020122202110101200010221212011121', 0.6274509803921569],
  ])('κ of %s and %s is %f', (a, b, kappa) => {
    const [fluency] = agreement(rated([...a].map(Number)), rated([...b].map(Number))).criteria
    expect(fluency?.kappa).toBeCloseTo(kappa, 12)
  })

  test('the matrix is in percent, the first rater’s rating first', () => {
    const [fluency] = agreement(rated([2, 2, 1, 0]), rated([2, 1, 1, 2])).criteria
    expect(fluency).toMatchObject({
      rated: 4,
      exact: 0.5,
      matrix: [
        [0, 0, 25],
        [0, 25, 0],
        [0, 25, 25],
      ],
    })
  })

  test('for all languages and each, and each criterion', () => {
    const a = [...rated([2, 2], 'fr'), { id: 'x', language: 'ru', ratings: { fluency: 0, helpfulness: 1 } }]
    const b = [...rated([2, 1], 'fr'), { id: 'x', language: 'ru', ratings: { fluency: 0, helpfulness: 1 } }]
    const { criteria } = agreement(a, b)
    expect(criteria.map(({ criterion, language, rated: n }) => [criterion, language, n])).toEqual([
      ['fluency', 'all', 3],
      ['fluency', 'fr', 2],
      ['fluency', 'ru', 1],
      ['helpfulness', 'all', 1],
      ['helpfulness', 'ru', 1],
    ])
  })

  test('what one rater lacks is left out and counted; order does not matter', () => {
    const a = rated([2, 1, null, 0, 1])
    const b = rated([2, 0, 1, null]).reverse()
    const result = agreement(a, b)
    expect(result.criteria[0]).toMatchObject({ rated: 2, exact: 0.5 })
    expect(result.unmatched).toEqual({ a: 1, b: 0 })
    expect(result.disagreements).toEqual([{ criterion: 'fluency', id: '1', language: null, a: 1, b: 0 }])
  })

  test('disagreements come worst first', () => {
    const { disagreements } = agreement(rated([2, 2, 0, 1]), rated([1, 0, 2, 1]))
    expect(disagreements.map(({ id }) => id)).toEqual(['1', '2', '0'])
  })

  test('raters who never vary have no κ; one sample has no interval; none have no criteria', () => {
    expect(agreement(rated([2, 2]), rated([2, 2])).criteria[0]).toMatchObject({ exact: 1, kappa: null, interval: null })
    expect(agreement(rated([2]), rated([0])).criteria[0]).toMatchObject({ kappa: 0, interval: null })
    expect(agreement([], rated([1]))).toEqual({ criteria: [], disagreements: [], unmatched: { a: 0, b: 1 } })
  })

  test('two samples that agree tell little: κ and α are not [1, 1]', () => {
    const [fluency] = agreement(rated([2, 0]), rated([2, 0])).criteria
    expect(fluency).toMatchObject({ kappa: 1, alpha: 1, ac2: 1 })
    expect(fluency?.interval?.[0]).toBeLessThan(0)
    expect(fluency?.alphaInterval?.[0]).toBeLessThan(0)
    const many = Array.from({ length: 100 }, (_, i) => i % 3)
    expect(agreement(rated(many), rated(many)).criteria[0]?.interval?.[0]).toBeGreaterThan(0.8)
  })

  test('any number of raters; what only one has rated is left out', () => {
    const [fluency] = ratersAgreement([rated([2, 0, 1, 2]), rated([2, 0, 1]), rated([2, 1, 1])])
    expect(fluency).toMatchObject({ criterion: 'fluency', language: 'all', rated: 3 })
    expect(fluency?.exact).toBeCloseTo((3 + 1 + 3) / 9, 12)
    expect(() => ratersAgreement([rated([1])])).toThrow(/at least two raters, got 1/)
    expect(() => ratersAgreement([rated([1]), rated([4])])).toThrow(/got 4 from rater 2/)
  })

  test('a rating off the scale, or a sample twice, is a RangeError that names it', () => {
    expect(() => agreement(rated([3]), [])).toThrow(
      /sample "0": fluency must be 0, 1, 2 or null, got 3 from the first rater/,
    )
    expect(() => agreement([], [...rated([1]), ...rated([1])])).toThrow(/sample "0": the second rater has it twice/)
  })

  test('laws: κ and exact agreement are symmetric, κ at most 1 and 1 with oneself, the interval holds κ’s neighbourhood', () => {
    const ratings = fc.array(fc.tuple(fc.constantFrom(0, 1, 2), fc.constantFrom(0, 1, 2)), {
      minLength: 2,
      maxLength: 30,
    })
    fc.assert(
      fc.property(ratings, (pairs) => {
        const a = rated(pairs.map(([x]) => x))
        const b = rated(pairs.map(([, y]) => y))
        const [forwards] = agreement(a, b).criteria
        const [backwards] = agreement(b, a).criteria
        expect(forwards?.exact).toBe(backwards?.exact)
        expect(forwards?.kappa ?? 0).toBeCloseTo(backwards?.kappa ?? 0, 12)
        expect(forwards?.kappa ?? 0).toBeLessThanOrEqual(1)
        expect(agreement(a, a).criteria[0]?.kappa ?? 1).toBeCloseTo(1, 12)
        expect(forwards?.matrix.flat().reduce((sum, cell) => sum + cell, 0)).toBeCloseTo(100, 9)
        const [low, high] = forwards?.interval ?? [0, 0]
        expect(low).toBeLessThanOrEqual(high)
      }),
      { numRuns: 30 },
    )
  })
})
