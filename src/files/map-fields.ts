import { distance } from 'fastest-levenshtein'
import { didYouMean } from '../text/nearest.js'
import type { ColumnMap } from './columns.js'

/** The fields of a sample that scorers and reports look at. */
const SAMPLE_FIELDS = ['output', 'input', 'language', 'model', 'id', 'task', 'modifier', 'reasoning', 'finishReason']

/**
 * What is wrong with the fields of a map; undefined when nothing is.
 *
 * @param others What else there may be: the fields that groups are made by.
 */
export function unknownMapField(map: ColumnMap, others: readonly string[]): string | undefined {
  const known = [...SAMPLE_FIELDS, ...others]
  const field = Object.keys(map).find((each) => !known.includes(each))
  return field === undefined
    ? undefined
    : `a sample has no field "${field}"${didYouMean(field, known)} ${listed(known)}`
}

/**
 * Looks for misspelt fields where rows may have any of their own.
 *
 * @throws RangeError for one that is nearly a field of a sample.
 */
export function assertMapSpelling(map: ColumnMap): void {
  for (const field of Object.keys(map)) {
    if (SAMPLE_FIELDS.includes(field) || field.length < 5) continue
    if (SAMPLE_FIELDS.some((known) => known.length >= 5 && distance(field, known) <= 2)) {
      throw new RangeError(`map: no field "${field}"${didYouMean(field, SAMPLE_FIELDS)} ${listed(SAMPLE_FIELDS)}`)
    }
  }
}

function listed(known: readonly string[]): string {
  return `(fields: ${known.join(', ')})`
}
