import { errorFunction, standardDeviation } from 'simple-statistics'
import { ROUNDING } from './reaches.js'
import type { ResampledSums } from './weighted-sums.js'

/** How much lower one mean is than another over the same samples. */
export interface PairedDrop {
  current: number
  baseline: number
  drop: number
  /** Of the drop. */
  standardError: number
}

/**
 * The drop from one tally's mean to another's, with the standard error of a paired bootstrap. Nothing but the sums is needed: the
 * bootstrap of a tally draws by a hash of the sample's id, so replicate b of both has drawn the same samples, as often, and the
 * spread of the replicates' differences is that of the paired difference. What the samples have in common (some are hard for any
 * model) cancels out. Tallies over other samples are drawn independently, and the error is then the larger one of unpaired means.
 *
 * @param current Something must be scored in both.
 */
export function pairedDrop(current: ResampledSums, baseline: ResampledSums): PairedDrop {
  const differences = current.weightedSums
    .map(
      (sum, b) =>
        (baseline.weightedSums[b] as number) / (baseline.weights[b] as number) - sum / (current.weights[b] as number),
    )
    .filter((difference) => !Number.isNaN(difference))
  const means = { current: current.sum / current.scored, baseline: baseline.sum / baseline.scored }
  return {
    ...means,
    drop: means.baseline - means.current,
    standardError: Math.max(ROUNDING, differences.length === 0 ? 1 : standardDeviation(differences)),
  }
}

/**
 * One-sided p-value of a drop of no more than `maxDrop`, by the normal distribution with the bootstrap's standard error: a share of
 * 1000 replicates would have no values small enough to adjust for many comparisons.
 */
export function dropPValue({ drop, standardError }: PairedDrop, maxDrop: number): number {
  const z = (drop - maxDrop) / standardError
  return 0.5 * (1 - errorFunction(z / Math.SQRT2))
}
