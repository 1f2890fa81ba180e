import { clusters } from './clusters.js'
import { distinctMarks } from './distinct-marks.js'
import { meanInterval } from './mean-interval.js'
import { percentileInterval } from './percentile-interval.js'
import { poissonDraws, RESAMPLES } from './poisson-weights.js'

/** A rated item: what the bootstrap draws it by, and how far its ratings are apart, 0..1. */
export interface RatedItem {
  id: string
  apart: number
}

/**
 * The 95 % interval of a coefficient that is 1 − observed / expected disagreement: the percentiles of a Poisson bootstrap over items, those of one id together. A few items
 * that agree give the bootstrap nothing to draw; so the interval is no narrower than that of the items' mean distance, the expected one being what it is. Null for items of
 * fewer than two ids.
 *
 * @param expected The disagreement that chance gives, on the scale of the distances.
 * @param of The coefficient of the items, each counting as often as it says; null where there is none.
 */
export function agreementInterval(
  items: readonly RatedItem[],
  expected: number,
  seed: number,
  of: (weight: (item: number) => number) => number | null,
): [low: number, high: number] | null {
  const draws = items.map(({ id }) => poissonDraws(id, seed))
  const distinct = distinctMarks()
  for (const { mark } of draws) if (mark !== undefined) distinct.add(mark)
  const total = (value: (item: number) => number) => items.reduce((sum, _, i) => sum + value(i), 0)
  const apart = (i: number) => items[i]?.apart as number
  const resamples = Array.from({ length: RESAMPLES }, (_, b) => b)
  const times = (i: number, b: number) => draws[i]?.weights[b] as number
  const sums = {
    scored: items.length,
    sum: total(apart),
    squares: total((i) => apart(i) ** 2),
    marks: distinct.marks(),
    unnamed: 0,
    weights: resamples.map((b) => total((i) => times(i, b))),
    weightedSums: resamples.map((b) => total((i) => times(i, b) * apart(i))),
  }
  const distance = meanInterval(items.length, sums.sum / items.length, clusters(sums), 'graded')
  if (distance === null) return null
  const coefficients = resamples.map((b) => of((i) => times(i, b))).filter((value) => value !== null)
  const [low, high] = percentileInterval(coefficients) ?? [1, -1]
  const ends = [low, high, 1 - distance[1] / expected, 1 - distance[0] / expected]
  return [Math.max(-1, Math.min(...ends)), Math.min(1, Math.max(...ends))]
}
