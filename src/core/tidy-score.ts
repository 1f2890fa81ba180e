import { failed, type Score, scored, skipped } from './score.js'

/** Holds whatever a foreign scorer gives, mostly `{ score: number | null }`, to the three values. */
export function tidyScore(name: string, given: Partial<Score> | null | undefined): Score {
  const { score = null, status, reason } = given ?? {}
  const metadata = given?.metadata ?? {}
  if (status === 'skipped' || status === 'failed') return { ...given, name, score: null, status, metadata }
  if (score === null) return skipped(name, 'no-score', 'the scorer gave no score', metadata)
  if (score >= 0 && score <= 1) return scored(name, score, metadata, reason)
  return failed(name, 'invalid-score', `the scorer gave ${score}, which is not a number from 0 to 1`, metadata)
}
