import { InputError } from '../core/input-error.js'
import type { Sample } from '../core/sample.js'
import { normalizeLanguage } from '../text/language-code.js'
import { didYouMean } from '../text/nearest.js'

/** The usual names of the columns that scorers read, the first found being taken. */
const USUAL_NAMES = {
  output: ['output', 'response', 'completion', 'prediction'],
  input: ['input', 'prompt', 'instruction'],
  language: ['language', 'lang'],
  reasoning: ['reasoning', 'reasoning_content'],
  finishReason: ['finishReason', 'finish_reason', 'stop_reason'],
} as const

/** What the user said about columns: `{ output: 'text' }` reads the sample's output from the column `text`. */
export type ColumnMap = Readonly<Record<string, string>>

/**
 * The sample that a row holds. All its fields stay; `output`, `input`, `language`, `reasoning` and `finishReason` are found under their usual names or the mapped
 * ones.
 *
 * @param where `file:line`, for errors.
 * @throws InputError when there is no output, a field that must be text is none, or the language is none.
 */
export function sampleOfRow(row: unknown, map: ColumnMap, where: string): Sample {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    throw new InputError(where, `expected an object like {"output": "…", "language": "fr"}, got ${kindOf(row)}`)
  }
  const fields = row as Record<string, unknown>
  const sample: Record<string, unknown> = { ...fields }
  for (const [field, column] of Object.entries(map)) {
    if (!(column in fields)) throw new InputError(where, `no column "${column}" for ${field}${mend(column, fields)}`)
    sample[field] = fields[column]
  }
  for (const [field, names] of Object.entries(USUAL_NAMES)) {
    const found = field in map ? field : names.find((name) => fields[name] !== undefined)
    if (found !== undefined) sample[field] = sample[found]
  }
  return checked(sample, fields, where)
}

function checked(sample: Record<string, unknown>, fields: Record<string, unknown>, where: string): Sample {
  if (sample.output === undefined) {
    const columns = Object.keys(fields).slice(0, 12).map(printable).join(', ')
    throw new InputError(where, `no output column; found: ${columns || 'nothing'}. Name it with --map output=COLUMN`)
  }
  for (const field of ['output', 'input', 'language', 'reasoning', 'finishReason']) {
    const value = sample[field]
    // An empty CSV cell, or a JSON null, is no input and no language; but a response must be there.
    if (field !== 'output' && (value === null || value === '')) delete sample[field]
    else if (value !== undefined && typeof value !== 'string') {
      throw new InputError(where, `${field} must be text, got ${kindOf(value)}`)
    }
  }
  if (typeof sample.language === 'string') {
    try {
      normalizeLanguage(sample.language)
    } catch (error) {
      throw new InputError(where, (error as Error).message)
    }
  }
  if (typeof sample.id === 'number') sample.id = String(sample.id)
  if (sample.id !== undefined && typeof sample.id !== 'string') delete sample.id
  return sample as Sample
}

function mend(column: string, fields: Record<string, unknown>): string {
  const names = Object.keys(fields)
  return `${didYouMean(column, names)} (columns: ${names.slice(0, 12).map(printable).join(', ')})`
}

function printable(name: string): string {
  return name.replace(/\p{C}/gu, '�').slice(0, 40)
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value)
    ? 'an array'
    : typeof value === 'object'
      ? 'an object'
      : `the ${typeof value} ${String(value).slice(0, 20)}`
}
