import { percentileInterval } from '../statistics/percentile-interval.js'
import type { ResampledSums } from '../statistics/weighted-sums.js'
import { wilsonInterval } from '../statistics/wilson.js'

/** The scores of one metric in one group, as sums and counts: plain JSON, and two tallies add up to the tally of the whole. */
export interface Tally extends ResampledSums {
  total: number
  wrongLanguage: number
  skipped: number
  failed: number
  /** Whether every score so far was 0 or 1: such a metric is a proportion. */
  binary: boolean
  /** How often each reason was given, and one sentence for each. */
  reasons: Record<string, { count: number; message: string }>
}

/** One metric over one group. `total = scored + wrongLanguage + skipped + failed`. */
export interface MetricSummary {
  /** Samples in the group. */
  total: number
  /** Samples that the mean is over. */
  scored: number
  /** Samples left out because the response is in the wrong language (policy `exclude`). */
  wrongLanguage: number
  skipped: number
  failed: number
  /** 0..1, or null when nothing was scored. */
  mean: number | null
  /**
   * 95 % interval of the mean: Wilson's when every score is 0 or 1, else the percentiles of a Poisson bootstrap over samples. Null
   * when nothing was scored, or one sample only that is neither 0 nor 1.
   */
  interval: [low: number, high: number] | null
  /** How often each reason was given by scores that were not simply scored, and what one of them said. */
  reasons: Record<string, { count: number; message: string }>
}

export function summarizeTally(tally: Tally): MetricSummary {
  const { total, scored, wrongLanguage, skipped, failed, sum, reasons } = tally
  const mean = scored === 0 ? null : Math.min(1, sum / scored)
  return { total, scored, wrongLanguage, skipped, failed, mean, interval: interval(tally), reasons: sorted(reasons) }
}

function interval({ scored, sum, binary, weights, weightedSums }: Tally): [number, number] | null {
  if (scored === 0) return null
  if (binary) return wilsonInterval(sum, scored)
  if (scored === 1) return null // resampling one sample tells nothing of its spread
  const means = weightedSums.map((weighted, i) => weighted / (weights[i] as number))
  const percentiles = percentileInterval(means)
  return percentiles && [percentiles[0], Math.min(1, percentiles[1])]
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
