import type { Score } from '../core/score.js'
import type { Scale } from '../core/scorer.js'
import { WRONG_LANGUAGE } from '../core/wrong-language.js'
import { distinctMarks } from '../statistics/distinct-marks.js'
import { type Draws, RESAMPLES } from '../statistics/poisson-weights.js'
import { grainSum, weightedSums } from '../statistics/weighted-sums.js'
import type { Tally } from './tally.js'

/** A tally that is added to. */
export interface RunningTally {
  /** Adds one score. `draws` are those of the sample's id. */
  addScore(score: Score, draws: Draws): void
  /** Adds another tally of the same metric and group: a shard's. */
  addTally(other: Tally): void
  /** What was added so far. */
  tally(): Tally
}

/** An empty tally of a metric whose scale its scorer says, or does not. */
export function runningTally(scale: Scale | null): RunningTally {
  const counts = { total: 0, scored: 0, wrongLanguage: 0, skipped: 0, failed: 0 }
  const plain = grainSum()
  const squared = grainSum()
  const distinct = distinctMarks()
  let unnamed = 0
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
      plain.add(score)
      squared.add(score * score)
      if (draws.mark === undefined) unnamed += 1
      else distinct.add(draws.mark)
      resampled.add(score, draws.weights)
    },
    addTally(other) {
      for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += other[name]
      plain.add(other.sum)
      squared.add(other.squares)
      for (const mark of other.marks) distinct.add(mark)
      unnamed += other.unnamed
      resampled.addSums(other.weights, other.weightedSums)
      for (const [reason, { count, message }] of Object.entries(other.reasons)) addReason(reason, count, message)
    },
    tally: () => ({
      ...counts,
      scale,
      sum: plain.sum(),
      squares: squared.sum(),
      marks: distinct.marks(),
      unnamed,
      weights: resampled.weights(),
      weightedSums: resampled.sums(),
      reasons: Object.fromEntries(reasons),
    }),
  }
}
