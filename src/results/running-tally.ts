import type { Score } from '../core/score.js'
import { WRONG_LANGUAGE } from '../core/wrong-language.js'
import { RESAMPLES } from '../statistics/poisson-weights.js'
import { weightedSums } from '../statistics/weighted-sums.js'
import type { Tally } from './tally.js'

/** A tally that is added to. */
export interface RunningTally {
  /** Adds one score. `draws` are the sample's bootstrap weights. */
  addScore(score: Score, draws: Uint8Array): void
  /** Adds another tally of the same metric and group: a shard's. */
  addTally(other: Tally): void
  /** What was added so far. */
  tally(): Tally
}

/** An empty tally. */
export function runningTally(): RunningTally {
  const counts = { total: 0, scored: 0, wrongLanguage: 0, skipped: 0, failed: 0 }
  let binary = true
  const plain = weightedSums(1)
  const resampled = weightedSums(RESAMPLES)
  const reasons = new Map<string, Tally['reasons'][string]>()

  /** Of several messages the first in code-unit order is kept, so that order and sharding cannot matter. */
  const addReason = (reason: string, count: number, message: string) => {
    const known = reasons.get(reason)
    const total = known
      ? { count: known.count + count, message: message < known.message ? message : known.message }
      : { count, message }
    reasons.set(reason, total)
  }
  return {
    addScore({ score, status, reason, metadata }, draws) {
      counts.total += 1
      if (reason !== undefined) addReason(reason, 1, String(metadata.message ?? ''))
      if (score === null) {
        counts[status === 'failed' ? 'failed' : reason === WRONG_LANGUAGE ? 'wrongLanguage' : 'skipped'] += 1
        return
      }
      counts.scored += 1
      binary &&= score === 0 || score === 1
      plain.add(score, ONCE)
      resampled.add(score, draws)
    },
    addTally(other) {
      for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += other[name]
      binary &&= other.binary
      plain.addSums([other.scored], [other.sum])
      resampled.addSums(other.weights, other.weightedSums)
      for (const [reason, { count, message }] of Object.entries(other.reasons)) addReason(reason, count, message)
    },
    tally: () => ({
      ...counts,
      sum: plain.sums()[0] as number,
      binary,
      weights: resampled.weights(),
      weightedSums: resampled.sums(),
      reasons: Object.fromEntries(reasons),
    }),
  }
}

const ONCE = Uint8Array.of(1)
