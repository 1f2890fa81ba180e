import { distinctCount } from './distinct-marks.js'
import type { ResampledSums } from './weighted-sums.js'

/**
 * How the scores of a tally hang together: those of one id are a cluster, which the bootstrap draws as one. Nothing but the sums is needed. In resample b,
 * cluster k is drawn w_kb times, and the w are independent with mean and variance 1; so the mean over b of (Σ_k w_kb a_k − Σ_k a_k)² is Σ_k a_k², whatever
 * is added up over the clusters.
 */
export interface Clusters {
  /** Different ids: exact below 512, else an estimate to about 4 %. */
  count: number
  /** So many clusters of equal size would tell as much: (Σ size)² / Σ size² (Kish 1965). At most `count`. */
  effective: number
  /** Σ size² over the clusters. */
  sizes: number
  /** Σ (sum of the cluster − mean × size)² over the clusters: the variance of the mean times the square of the number of scores. */
  spread: number
  /** Whether no two scores are of one id. */
  single: boolean
}

/** @param sums Of at least one score. */
export function clusters(sums: ResampledSums): Clusters {
  const { scored, sum, squares, marks, unnamed } = sums
  const count = Math.min(scored, distinctCount(marks) + unnamed)
  if (count === scored) {
    // No resampling is needed, and its chance would be seen.
    const spread = Math.max(0, squares - (sum * sum) / scored)
    return { count, effective: count, sizes: scored, spread, single: true }
  }
  const sizes = Math.max(meanSquare(sums.weights.map((weight) => weight - scored)), (scored * scored) / count, scored)
  return { count, effective: (scored * scored) / sizes, sizes, spread: meanSquare(influences(sums)), single: false }
}

/** In each resample, how far its sum is from the mean times its weight: what the replicates say of the mean's error, times the number of scores. */
export function influences({ scored, sum, weights, weightedSums }: ResampledSums): number[] {
  const mean = sum / scored
  return weightedSums.map((weighted, b) => weighted - mean * (weights[b] as number))
}

export function meanSquare(values: readonly number[]): number {
  return values.reduce((total, value) => total + value * value, 0) / values.length
}

/** c / (c − 1): what the spread around a mean of so many clusters is too small by, the mean being told from them too. */
export function smallSample(effective: number): number {
  return effective / Math.max(effective - 1, 1e-6)
}
