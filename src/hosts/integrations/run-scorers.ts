import type { SampleArgs } from '../../core/sample.js'
import type { Score } from '../../core/score.js'
import type { Scorer } from '../../core/scorer.js'
import { tidyScore } from '../../core/tidy-score.js'

/** What scorers give of one sample, in their order. */
export interface Scores {
  all: Score[]
  scored: (Score & { score: number })[]
  /** Why the others are missing, in one line each. */
  missing: string[]
}

/** Runs scorers on a sample. They may be anybody's: what they give is held to the three values. */
export async function runScorers(scorers: readonly Scorer[], args: SampleArgs): Promise<Scores> {
  const all = await Promise.all(scorers.map((scorer) => runScorer(scorer, args)))
  return { all, scored: all.filter(isScored), missing: all.filter((score) => !isScored(score)).map(notScored) }
}

/** The same for one scorer. */
export async function runScorer(scorer: Scorer, args: SampleArgs): Promise<Score> {
  return tidyScore(scorer.name, await scorer(args))
}

/** Whether there is a number. */
export function isScored(score: Score): score is Score & { score: number } {
  return score.score !== null
}

/** A score that is missing, in one line: `spellcheckRatio: skipped, no-dictionary: there is no dictionary for de`. */
export function notScored({ name, status, reason, metadata }: Score): string {
  const why = [status, reason].filter((part) => part !== undefined).join(', ')
  return metadata.message === undefined ? `${name}: ${why}` : `${name}: ${why}: ${String(metadata.message)}`
}
