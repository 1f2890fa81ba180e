import { clusters, influences, meanSquare, smallSample } from './clusters.js'
import { tQuantile } from './student-t.js'
import type { ResampledSums } from './weighted-sums.js'

/**
 * The interval of the difference of two unweighted means of means, a − b, from the sums alone: replicate b of all has drawn the same samples, so that what they have in common
 * cancels out. With Student's t for the clusters of the tally that has fewest; null where one has fewer than two.
 *
 * @param a Each of at least one score.
 * @param b As many.
 * @param tail The chance of each side not to hold.
 */
export function scoreDifference(
  a: readonly ResampledSums[],
  b: readonly ResampledSums[],
  tail: number,
): [low: number, high: number] | null {
  const all = [...a, ...b].map(clusters)
  if (all.some(({ count }) => count < 2)) return null
  const effective = Math.min(...all.map((each) => each.effective))
  const [ofA, ofB] = [meanInfluence(a), meanInfluence(b)]
  const variance = meanSquare(ofA.map((value, i) => value - (ofB[i] as number))) * smallSample(effective)
  const difference = mean(a) - mean(b)
  const half = tQuantile(tail, Math.max(0.5, effective - 1)) * Math.sqrt(variance)
  return [difference - half, difference + half]
}

function mean(tallies: readonly ResampledSums[]): number {
  return tallies.reduce((total, { sum, scored }) => total + sum / scored, 0) / tallies.length
}

function meanInfluence(tallies: readonly ResampledSums[]): number[] {
  const all = tallies.map((tally) => influences(tally).map((value) => value / tally.scored / tallies.length))
  return (all[0] ?? []).map((_, i) => all.reduce((sum, values) => sum + (values[i] as number), 0))
}
