import type { JsonObject } from '../core/score.js'

/** The objects in a list; none where it is no list. Metadata of foreign scorers is anything. */
export function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : []
}
