import type { Score } from '../core/score.js'

/** A score that is missing, in one line: `spellcheckRatio: skipped, no-dictionary: there is no dictionary for de`. */
export function notScored({ name, status, reason, metadata }: Score): string {
  return `${name}: ${status}, ${reason}: ${String(metadata.message)}`
}
