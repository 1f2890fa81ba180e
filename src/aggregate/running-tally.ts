import type { Score } from '../core/score.js'
import { WRONG_LANGUAGE } from '../core/wrong-language.js'
import { RESAMPLES } from './poisson-weights.js'
import { sums } from './sums.js'
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
  const sum = sums(1)
  const weights = new Float64Array(RESAMPLES) // whole numbers, whose plain sum is exact
  const weightedSums = sums(RESAMPLES)
  const reasons: Tally['reasons'] = {}

  /** Of several messages the first in code-unit order is kept, so that order and sharding cannot matter. */
  const addReason = (reason: string, count: number, message: string) => {
    const known = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined
    reasons[reason] = known
      ? { count: known.count + count, message: message < known.message ? message : known.message }
      : { count, message }
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
      sum.add(score, ONCE)
      for (let i = 0; i < RESAMPLES; i++) weights[i] = (weights[i] as number) + (draws[i] as number)
      weightedSums.add(score, draws)
    },
    addTally(other) {
      for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += other[name]
      binary &&= other.binary
      sum.addEach([other.sum])
      for (let i = 0; i < RESAMPLES; i++) weights[i] = (weights[i] as number) + (other.weights[i] as number)
      weightedSums.addEach(other.weightedSums)
      for (const [reason, { count, message }] of Object.entries(other.reasons)) addReason(reason, count, message)
    },
    tally: () => ({
      ...counts,
      sum: sum.values()[0] as number,
      binary,
      weights: [...weights],
      weightedSums: weightedSums.values(),
      reasons: { ...reasons },
    }),
  }
}

const ONCE = Uint8Array.of(1)
