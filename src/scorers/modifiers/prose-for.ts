import type { Score } from '../../core/score.js'
import { type MeasuredMetadata, measured, notMeasured } from '../language/measured-text.js'
import type { CheckOptions } from './check.js'

/** What of a response a check counts words and sentences of, with what to say of it; a skipped score where nothing of it is prose. */
export function proseFor(
  response: string,
  text: CheckOptions['text'],
): { text: string; metadata: MeasuredMetadata } | Score {
  const part = measured({ output: response }, { ...(text !== undefined && { text }) })
  return part.missing === undefined ? part : notMeasured('', part.missing, part.metadata)
}
