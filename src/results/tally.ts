import type { Scale } from '../core/scorer.js'
import { clusters } from '../statistics/clusters.js'
import { meanInterval } from '../statistics/mean-interval.js'
import type { ResampledSums } from '../statistics/weighted-sums.js'

/** The scores of one metric in one group, as sums and counts: plain JSON, and two tallies add up to the tally of the whole. */
export interface Tally extends ResampledSums {
  total: number
  wrongLanguage: number
  skipped: number
  failed: number
  /** What the scorer says that its scores may be; null where it says nothing. */
  scale: Scale | null
  /** How often each reason was given, and one sentence for each. */
  reasons: Record<string, { count: number; message: string }>
}

/** Why a mean has no interval: it is of nothing; all its scores are of one prompt, and nothing tells how prompts differ. */
export type NoInterval = 'nothing-scored' | 'one-prompt'

/** One metric over one group. `total = scored + wrongLanguage + skipped + failed`. */
export interface MetricSummary {
  /** Samples in the group. */
  total: number
  /** Samples that the mean is over. */
  scored: number
  /**
   * How many prompts these answer: different ids. Samples of one id, in several languages or drawn again, hang together, and tell less than as many prompts
   * would. Exact below 512, else an estimate to about 4 %. Samples without an id count as a prompt each.
   */
  prompts: number
  /** Samples left out because the response is in the wrong language (policy `exclude`). */
  wrongLanguage: number
  skipped: number
  failed: number
  /** 0..1, or null when nothing was scored. */
  mean: number | null
  /**
   * 95 % interval of the mean, as of prompts drawn from all that might be asked: Wilson's, with the number of independent answers that would vary as much
   * and Student's t for the number of prompts. Null where `noInterval` says why.
   */
  interval: [low: number, high: number] | null
  noInterval?: NoInterval
  /** How often each reason was given by scores that were not simply scored, and what one of them said. */
  reasons: Record<string, { count: number; message: string }>
}

export function summarizeTally(tally: Tally): MetricSummary {
  const { total, scored, wrongLanguage, skipped, failed, reasons } = tally
  const counts = { wrongLanguage, skipped, failed }
  if (scored === 0) {
    const none = { mean: null, interval: null, noInterval: 'nothing-scored' } as const
    return { total, scored, prompts: 0, ...counts, ...none, reasons: sorted(reasons) }
  }
  const mean = tallyMean(tally)
  const of = clusters(tally)
  const interval = meanInterval(scored, mean, of, tallyScale(tally))
  const why = interval === null ? ({ noInterval: 'one-prompt' } as const) : {}
  return { total, scored, prompts: of.count, ...counts, mean, interval, ...why, reasons: sorted(reasons) }
}

/** @param tally Of at least one score. */
export function tallyMean({ sum, scored }: ResampledSums): number {
  return Math.min(1, sum / scored)
}

/** As the scorer says, or else as the scores do: squares add up to the same where each is 0 or 1, and to less where one is between. */
export function tallyScale({ scale, sum, squares }: Tally): Scale {
  return scale ?? (squares === sum ? 'binary' : 'graded')
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
