import type { JsonObject, Score } from '../core/score.js'

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

/** The objects in a list; none where it is no list. Metadata of foreign scorers is anything. */
export function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : []
}
