import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gate, type Score } from '../../../src/index.js'
import { down, english, reportOf, row, wordless } from './gate-reports.js'

describe('laws', () => {
  const score = fc.oneof(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.constantFrom<number | Score>(0, 1, down, wordless, english),
  )
  const anyRows = fc
    .array(fc.record({ language: fc.constantFrom('fr', 'ru'), score }), { minLength: 1, maxLength: 40 })
    .map((given) => given.map((each, i) => row(`${i}`, each.language, { m: each.score })))
  const level = fc.double({ min: 0, max: 1, noNaN: true })
  const lax = { maxFailed: '100%', minScored: 1 } as const

  test('what reaches a level reaches each below it', () => {
    fc.assert(
      fc.property(
        anyRows,
        level,
        level,
        fc.constantFrom('min' as const, 'minLowerBound' as const),
        (given, one, two, key) => {
          const [low, high] = [Math.min(one, two), Math.max(one, two)]
          const outcome = (limit: number) =>
            gate(reportOf(given), { ...lax, rules: [{ by: ['language'], [key]: limit }] }).outcome
          if (outcome(high) === 'passed') expect(outcome(low)).toBe('passed')
          if (outcome(low) === 'quality') expect(outcome(high)).toBe('quality')
        },
      ),
      { numRuns: 50 },
    )
  })

  test('equal reports pass any maxDrop, and whatever their order', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom(0, 0.02, 1), fc.infiniteStream(fc.nat()), (given, maxDrop, keys) => {
        const shuffled = given.map((each) => ({ each, key: keys.next().value })).sort((a, b) => a.key - b.key)
        const again = reportOf(shuffled.map(({ each }) => each))
        const { checks } = gate(reportOf(given), { ...lax, rules: [{ by: ['language'], maxDrop }], baseline: again })
        for (const { check, outcome } of checks) if (check === 'maxDrop') expect(outcome).toBe('passed')
        expect(checks.length).toBeGreaterThan(0)
      }),
      { numRuns: 50 },
    )
  })

  test('the order of the rows changes no verdict', () => {
    fc.assert(
      fc.property(anyRows, fc.infiniteStream(fc.nat()), (given, keys) => {
        const order = given.map((each) => ({ each, key: keys.next().value })).sort((a, b) => a.key - b.key)
        const report = reportOf(given)
        const mean = report.groups[0]?.metrics.m?.mean ?? 0
        const rules = [{ by: ['language'], min: mean }] // where the rounding of a sum could matter
        const shuffled = gate(reportOf(order.map(({ each }) => each)), { ...lax, rules })
        const { checks } = gate(report, { ...lax, rules })
        expect(shuffled.checks.map(({ check, outcome }) => [check, outcome])).toEqual(
          checks.map(({ check, outcome }) => [check, outcome]),
        )
      }),
      { numRuns: 50 },
    )
  })

  test('the larger the drop allowed, the more passes', () => {
    fc.assert(
      fc.property(anyRows, level, level, (given, one, two) => {
        const perfect = reportOf(
          given.map((each) => ({
            ...each,
            scores: each.scores.map((one) => (one.score === null ? one : { ...one, score: 1 })),
          })),
        )
        const outcome = (maxDrop: number) =>
          gate(reportOf(given), { ...lax, rules: [{ by: ['language'], maxDrop }], baseline: perfect }).outcome
        if (outcome(Math.min(one, two)) === 'passed') expect(outcome(Math.max(one, two))).toBe('passed')
      }),
      { numRuns: 30 },
    )
  })

  test('nothing but passed, quality and insufficient, and the worst of the checks', () => {
    fc.assert(
      fc.property(anyRows, level, (given, min) => {
        const { outcome, checks } = gate(reportOf(given), { rules: [{ by: ['language'], min, maxSkipped: '50%' }] })
        const outcomes = checks.map((check) => check.outcome)
        expect(outcome === 'passed').toBe(outcomes.every((each) => each === 'passed'))
        expect(outcome === 'quality').toBe(outcomes.includes('quality'))
        expect(checks.every(({ measured }) => Number.isFinite(measured))).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  const lowerBound = (scores: readonly number[], scale: 'binary' | 'graded') => {
    const signature = { crosslingual: '1.0.0', wrongLanguage: 'exclude', scales: `m=${scale}` }
    const rows = scores.map((each, i) => ({ ...row(`${i}`, 'fr', { m: each }), signature }))
    const { checks } = gate(reportOf(rows), { rules: [{ metric: 'm', minLowerBound: 0.5 }] })
    return checks[0]?.measured as number
  }
  const raised = (scores: readonly number[], by: number) =>
    scores.map((each, i) => (i === 0 ? each + by * (1 - each) : each))

  test('a better 0/1 score never lowers the lower bound, and a graded one by less than 0.01', () => {
    const binary = fc.array(fc.constantFrom(0, 1), { minLength: 2, maxLength: 60 })
    fc.assert(
      fc.property(binary, (scores) => {
        expect(lowerBound(raised(scores, 1), 'binary')).toBeGreaterThanOrEqual(lowerBound(scores, 'binary') - 1e-12)
      }),
      { numRuns: 40 },
    )
    const unit = fc.double({ min: 0, max: 1, noNaN: true })
    // Mostly alike, which is where one score weighs most in the spread.
    const alike = fc
      .tuple(unit, unit, fc.integer({ min: 1, max: 60 }))
      .map(([one, all, n]) => [one, ...Array<number>(n).fill(all)])
    fc.assert(
      fc.property(fc.oneof(alike, fc.array(unit, { minLength: 2, maxLength: 60 })), unit, (scores, by) => {
        expect(lowerBound(raised(scores, by), 'graded')).toBeGreaterThan(lowerBound(scores, 'graded') - 0.01)
      }),
      { numRuns: 60 },
    )
  })

  test('where a better graded score makes them differ more, it may', () => {
    const scores = [0.8, ...Array<number>(19).fill(0.2)]
    expect(lowerBound(scores, 'graded')).toBeCloseTo(0.1469, 4)
    expect(lowerBound(raised(scores, 1), 'graded')).toBeCloseTo(0.1458, 4)
  })
})
