import { describe, expect, test } from 'vitest'
import { runningTally } from '../../src/results/running-tally.js'
import { summarizeTally } from '../../src/results/tally.js'
import { poissonDraws } from '../../src/statistics/poisson-weights.js'
import { tQuantile } from '../../src/statistics/student-t.js'
import { wilsonInterval } from '../../src/statistics/wilson.js'
import { count } from '../support/counts.js'
import { coverage, type Design, simulatedMean } from '../support/coverage.js'
import { drawnFrom, judged, rightOrWrong, type SimulatedMetric, uniformNumbers } from '../support/simulated-scores.js'

/** Spelling as models have it: mostly without a fault, and one response of forty full of them. */
const spelling = drawnFrom('spelling', [...Array(26).fill(1), ...Array(9).fill(0.97), ...Array(4).fill(0.92), 0.65])

const REPLICATIONS = count(100, 1000)

// A small part of bench/coverage.ts, which has the tables. Of 100 replications 95 % are covered within a standard error of 2.2 points.
describe('95 % intervals hold the truth', () => {
  test.each(
    (
      [
        [rightOrWrong(0.8), 40, 'group'],
        [rightOrWrong(0.8), 40, 'macro'],
        [rightOrWrong(0.95), 113, 'group'],
        [judged, 20, 'single'],
        [judged, 40, 'macro'],
        [spelling, 20, 'single'],
        [spelling, 40, 'group'],
        [spelling, 40, 'macro'],
      ] as [SimulatedMetric, number, Design][]
    ).map(([metric, ...of]) => [metric.name, ...of, metric] as const),
  )('%s of %i prompts, %s', (_, prompts, design, metric) => {
    const next = uniformNumbers(7)
    const covered = coverage(metric.mean)
    for (let i = 0; i < REPLICATIONS; i++) {
      covered.add(simulatedMean(metric, prompts, { design, name: `${i}`, next }).interval)
    }
    expect(covered.result().covered).toBeGreaterThanOrEqual(90)
    if (metric.scale === 'graded') expect(covered.result().above).toBeLessThanOrEqual(count(8, 6.5))
  })

  test('scores that are not told apart from independent ones would not', () => {
    const metric = rightOrWrong(0.8)
    const next = uniformNumbers(7)
    const covered = coverage(metric.mean)
    for (let i = 0; i < REPLICATIONS; i++) {
      const { tallies } = simulatedMean(metric, 40, { design: 'group', name: `${i}`, next })
      const [{ sum, scored } = { sum: 0, scored: 1 }] = tallies
      covered.add(wilsonInterval(sum, scored))
    }
    expect(covered.result().covered).toBeLessThan(88)
  })
})

describe('one interval for every metric', () => {
  const interval = (scores: readonly number[], scale: 'binary' | 'graded' | null, idOf = (i: number) => `${i}`) => {
    const running = runningTally(scale)
    for (const [i, score] of scores.entries()) {
      running.addScore({ name: 'm', score, status: 'scored', metadata: {} }, poissonDraws(idOf(i), 0))
    }
    return summarizeTally(running.tally())
  }
  const ones = Array<number>(19).fill(1)

  test('that of a graded metric does not jump where its last score becomes 1', () => {
    const lows = [0.98, 0.99, 0.995, 0.999, 1].map(
      (last) => interval([...ones, last], 'graded').interval?.[0] as number,
    )
    for (const [i, low] of lows.entries()) {
      if (i === 0) continue
      const before = lows[i - 1] as number
      expect(low).toBeGreaterThan(before)
      expect(low - before).toBeLessThan(0.01)
    }
  })

  test('of graded scores that are all alike it is as wide as three prompts far apart make it, however many answers a prompt has', () => {
    const [low, high] = interval(Array<number>(20).fill(0.97), 'graded').interval as [number, number]
    expect([low, high]).toEqual(wilsonInterval((0.97 * 400) / 3, 400 / 3, tQuantile(0.025, 19)))
    const four = interval(Array<number>(80).fill(0.97), 'graded', (i) => `${i % 20}`).interval as [number, number]
    // How unequal the prompts are is told by resampling, to about a twentieth.
    expect((four[1] - four[0]) / (high - low)).toBeGreaterThan(0.9)
    expect((four[1] - four[0]) / (high - low)).toBeLessThan(1.1)
  })

  test('of a binary metric it is Wilson’s, and narrower by no more than its prompts tell', () => {
    expect(interval([...ones, 0], 'binary').interval).toEqual(wilsonInterval(19, 20))
    const four = interval([...ones, ...ones, 0, 0], 'binary', (i) => `${i % 10}`)
    const [low, high] = four.interval as [number, number]
    const [singleLow, singleHigh] = wilsonInterval(38, 40)
    expect(four).toMatchObject({ scored: 40, prompts: 10 })
    expect(high - low).toBeGreaterThan(singleHigh - singleLow)
  })

  test('one prompt has none, and the summary says why', () => {
    expect(interval([1, 0, 1], 'binary', () => 'same')).toMatchObject({
      mean: 2 / 3,
      prompts: 1,
      interval: null,
      noInterval: 'one-prompt',
    })
    expect(interval([], 'binary')).toMatchObject({ mean: null, interval: null, noInterval: 'nothing-scored' })
  })

  test('prompts are counted exactly below 512, and to a tenth above', () => {
    const scores = Array<number>(2000).fill(1)
    expect(interval(scores.slice(0, 511), null).prompts).toBe(511)
    expect(interval(scores, null, (i) => `${i % 300}`).prompts).toBe(300)
    const many = interval(scores, null).prompts
    expect([many > 1800, many <= 2000]).toEqual([true, true])
  })
})
