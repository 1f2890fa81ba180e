import type { ScoredSample } from '../core/scored-sample.js'
import { groupKey, groupValue } from './group-key.js'

/**
 * What tells a sample from others of its file, and finds it again in another: its id, which an evaluation set has in several languages, with the languages of the answer and of
 * the instruction, the modifier, and the fields that samples are grouped by.
 */
export function sampleKey(scored: ScoredSample, by: readonly string[]): string {
  const { id, language, instructionLanguage, modifier } = scored.sample
  const stated = groupValue('language', language)
  const fields = [...Object.values(groupKey(scored, ['language', ...by])), stated, instructionLanguage, modifier]
  return JSON.stringify([id, ...fields.map((field) => field ?? null)])
}
