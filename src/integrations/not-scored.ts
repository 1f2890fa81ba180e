import type { Score } from '../core/score.js'

/** A score that is missing, in one line: `spellcheckRatio: skipped, no-dictionary: there is no dictionary for de`. */
export function notScored({ name, status, reason, metadata }: Score): string {
  const why = [status, reason].filter((part) => part !== undefined).join(', ')
  return metadata.message === undefined ? `${name}: ${why}` : `${name}: ${why}: ${String(metadata.message)}`
}
