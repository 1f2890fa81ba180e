import type { Score } from '../core/score.js'

/** Whether a value of unknown origin has what a score is displayed by. */
export function isScore(value: unknown): value is Score {
  const { name, score, status, reason, metadata } = (value ?? {}) as Partial<Score>
  return (
    typeof name === 'string' &&
    (score === null || typeof score === 'number') &&
    (status === 'scored' || status === 'skipped' || status === 'failed') &&
    (reason === undefined || typeof reason === 'string') &&
    typeof metadata === 'object' &&
    metadata !== null
  )
}
