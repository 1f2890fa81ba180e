import { quantileSorted } from 'simple-statistics'
import type { Score } from '../core/score.js'
import { WRONG_LANGUAGE } from '../core/wrong-language.js'
import { RESAMPLES } from './poisson-weights.js'
import { wilsonInterval } from './wilson.js'

/** The scores of one metric in one group, as sums and counts: plain JSON, and two tallies add up to the tally of the whole. */
export interface Tally {
  total: number
  scored: number
  wrongLanguage: number
  skipped: number
  failed: number
  /** Σ score */
  sum: number
  /** Whether every score so far was 0 or 1: such a metric is a proportion. */
  binary: boolean
  /** For each bootstrap resample, Σ weight and Σ weight × score. */
  weights: number[]
  weightedSums: number[]
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

export function emptyTally(): Tally {
  return {
    total: 0,
    scored: 0,
    wrongLanguage: 0,
    skipped: 0,
    failed: 0,
    sum: 0,
    binary: true,
    weights: new Array(RESAMPLES).fill(0),
    weightedSums: new Array(RESAMPLES).fill(0),
    reasons: {},
  }
}

/** Adds one score. `draws` are the sample's bootstrap weights. */
export function addScore(tally: Tally, score: Score, draws: Uint8Array): void {
  tally.total += 1
  if (score.reason !== undefined) addReason(tally, score.reason, 1, String(score.metadata.message ?? ''))
  if (score.score === null) {
    const outcome = score.status === 'failed' ? 'failed' : score.reason === WRONG_LANGUAGE ? 'wrongLanguage' : 'skipped'
    tally[outcome] += 1
    return
  }
  const value = score.score
  tally.scored += 1
  tally.sum += value
  tally.binary &&= value === 0 || value === 1
  const { weights, weightedSums } = tally
  for (let i = 0; i < RESAMPLES; i++) {
    const draw = draws[i] as number
    weights[i] = (weights[i] as number) + draw
    weightedSums[i] = (weightedSums[i] as number) + draw * value
  }
}

/** Adds another tally of the same metric and group: a shard's. */
export function addTally(tally: Tally, other: Tally): void {
  for (const count of ['total', 'scored', 'wrongLanguage', 'skipped', 'failed', 'sum'] as const) {
    tally[count] += other[count]
  }
  tally.binary &&= other.binary
  for (let i = 0; i < RESAMPLES; i++) {
    tally.weights[i] = (tally.weights[i] as number) + (other.weights[i] as number)
    tally.weightedSums[i] = (tally.weightedSums[i] as number) + (other.weightedSums[i] as number)
  }
  for (const [reason, { count, message }] of Object.entries(other.reasons)) addReason(tally, reason, count, message)
}

/** Of several messages the first in code-unit order is kept, so that order and sharding cannot matter. */
function addReason(tally: Tally, reason: string, count: number, message: string): void {
  const known = Object.hasOwn(tally.reasons, reason) ? tally.reasons[reason] : undefined
  tally.reasons[reason] = known
    ? { count: known.count + count, message: message < known.message ? message : known.message }
    : { count, message }
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
  return percentileInterval(means)
}

/** The middle 95 % of bootstrap means. Resamples that drew no sample (NaN) say nothing and are left out. */
function percentileInterval(means: readonly number[]): [low: number, high: number] {
  const ordered = means.filter((mean) => !Number.isNaN(mean)).sort((a, b) => a - b)
  return [quantileSorted(ordered, 0.025), Math.min(1, quantileSorted(ordered, 0.975))]
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
