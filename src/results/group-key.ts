import { fieldPaths, readField } from '../core/field-path.js'
import { modifierType, statedLanguage } from '../core/modifier-name.js'
import type { Sample } from '../core/sample.js'
import type { ScoredSample } from '../core/scored-sample.js'
import { LANGUAGE_CORRECTNESS } from '../core/wrong-language.js'
import { normalizeLanguage } from '../text/language-code.js'

/** The values of the grouping fields that a group's samples share; null where a sample has no such field. */
export type GroupKey<Field extends string = string> = Readonly<Record<Field, string | null>>

/** The group that a sample is in. */
export function groupKey({ sample, scores }: ScoredSample, by: readonly string[]): GroupKey {
  return Object.fromEntries(
    by.map((field) => [
      field,
      groupValue(field, field === 'language' ? expectedLanguage(sample, scores) : readField(sample, field)),
    ]),
  )
}

/**
 * The value that a field's value is grouped under.
 *
 * @throws RangeError for an object or an array.
 */
export function groupValue(field: string, value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'object') throw new RangeError(`by: ${notOneValue(field, value)}`)
  return (normalized.get(field) ?? String)(String(value))
}

/** What is said of a field that holds several values. */
export function notOneValue(field: string, value: object): string {
  const paths = fieldPaths({ [field]: value }, 20).filter((path) => path !== field)
  const mend = paths.length === 0 ? '' : `; group by a value in it: ${paths.join(', ')}`
  return `"${field}" is ${Array.isArray(value) ? 'an array' : 'an object'} and makes no group${mend}`
}

/** Fields whose values are grouped by what they mean: `pt-BR` with `pt`, and `num_items_3` with `num_items_5`, as the paper's tables do. */
const normalized: ReadonlyMap<string, (value: string) => string> = new Map([
  ['language', codeOrName],
  ['modifier', modifierType],
])

/** For a sample that names none, what the scorer took from its input. */
function expectedLanguage(sample: Sample, scores: ScoredSample['scores']): unknown {
  return statedLanguage(sample) ?? scores.find(({ name }) => name === LANGUAGE_CORRECTNESS)?.metadata.expected
}

function codeOrName(language: string): string {
  try {
    return normalizeLanguage(language)
  } catch {
    return language // its scores have failed, saying so
  }
}
