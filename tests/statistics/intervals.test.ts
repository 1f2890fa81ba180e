import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defineScorer, evaluate, type Sample, type Scorer, scored } from '../../src/index.js'
import { poissonDraws, RESAMPLES } from '../../src/statistics/poisson-weights.js'
import { wilsonInterval } from '../../src/statistics/wilson.js'

// Newcombe (1998), Statistics in Medicine 17, Table I, method 3 (Wilson's score interval, no continuity correction).
describe('wilsonInterval', () => {
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0.0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i: %f to %f', (successes, total, low, high) => {
    const interval = wilsonInterval(successes, total)
    expect(interval[0]).toBeCloseTo(low, 4)
    expect(interval[1]).toBeCloseTo(high, 4)
  })

  test('holds the proportion, stays within 0..1, mirrors', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (total, share) => {
        const successes = Math.round(share * total)
        const [low, high] = wilsonInterval(successes, total)
        const [mirroredLow] = wilsonInterval(total - successes, total)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(successes / total + 1e-12)
        expect(high).toBeGreaterThanOrEqual(successes / total - 1e-12)
        expect(high).toBeCloseTo(1 - mirroredLow, 12)
      }),
    )
  })
})

describe('poissonDraws', () => {
  test('the same id and seed, the same weights; another of either, others', () => {
    expect(poissonDraws('a', 0)).toEqual(poissonDraws('a', 0))
    expect(poissonDraws('a', 0)).not.toEqual(poissonDraws('b', 0))
    expect(poissonDraws('a', 0)).not.toEqual(poissonDraws('a', 1))
  })

  test('are Poisson(1), and independent between ids and between resamples', () => {
    const ids = Array.from({ length: 2000 }, (_, i) => `sample-${i}`)
    const weights = ids.map((id) => poissonDraws(id, 0).weights)
    const counts = new Array(9).fill(0)
    for (const draws of weights) for (const draw of draws) counts[draw] += 1
    const n = ids.length * RESAMPLES
    for (const [k, probability] of [0.36788, 0.36788, 0.18394, 0.06131, 0.01533, 0.00307].entries()) {
      // within five standard errors
      expect(Math.abs(counts[k] / n - probability)).toBeLessThan(
        5 * Math.sqrt((probability * (1 - probability)) / n) + 2e-5,
      )
    }
    const correlation = (pairs: [number, number][]) =>
      pairs.reduce((sum, [a, b]) => sum + (a - 1) * (b - 1), 0) / pairs.length
    const betweenIds = weights
      .slice(1)
      .map((draws, i): [number, number] => [draws[0] as number, weights[i]?.[0] as number])
    const betweenResamples = weights.map((draws): [number, number] => [draws[0] as number, draws[1] as number])
    for (const pairs of [betweenIds, betweenResamples])
      expect(Math.abs(correlation(pairs))).toBeLessThan(5 / Math.sqrt(2000))
  })
})

describe('the bootstrap interval', () => {
  const given: Scorer = defineScorer('given', (args) => scored('given', Number((args as Sample).value)))
  const interval = async (values: readonly number[]) => {
    const samples = values.map((value, i) => ({ id: `${i}`, output: 'x', value }))
    const report = await evaluate(samples, { scorers: [given], wrongLanguage: 'include' })
    return report.groups[0]?.metrics.given?.interval
  }

  test('agrees with the normal approximation on many samples', async () => {
    const values = Array.from({ length: 2000 }, (_, i) => ((i * 7919) % 1000) / 1000)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
    const half = (1.96 * deviation) / Math.sqrt(values.length)
    const [low, high] = (await interval(values)) ?? [NaN, NaN]
    expect(Math.abs(low - (mean - half))).toBeLessThan(half / 8)
    expect(Math.abs(high - (mean + half))).toBeLessThan(half / 8)
  })

  test('covers the true mean in about 95 % of repetitions', async () => {
    // Uniform values by a fixed congruential generator; true mean 0.5; 300 repetitions of 60 samples.
    let state = 12345
    const uniform = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state / 2 ** 32
    }
    let covered = 0
    for (let i = 0; i < 300; i++) {
      const samples = Array.from({ length: 60 }, (_, j) => ({ id: `${i}-${j}`, output: 'x', value: uniform() }))
      const report = await evaluate(samples, { scorers: [given], wrongLanguage: 'include' })
      const [low, high] = report.groups[0]?.metrics.given?.interval ?? [NaN, NaN]
      if (low <= 0.5 && 0.5 <= high) covered += 1
    }
    expect(covered / 300).toBeGreaterThan(0.9)
    expect(covered / 300).toBeLessThan(0.985)
  })

  test('0/1 scores of different ids have the Wilson interval; one score has none, and two equal ones tell little', async () => {
    expect(await interval([1, 1, 0, 1])).toEqual(wilsonInterval(3, 4))
    expect(await interval([0.5])).toBeNull()
    expect(await interval([1])).toBeNull()
    const [low, high] = (await interval([0.5, 0.5])) ?? [NaN, NaN]
    expect([low < 0.01, high > 0.99]).toEqual([true, true])
  })
})
