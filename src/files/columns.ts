import { fieldPaths, readField } from '../core/field-path.js'
import { InputError } from '../core/input-error.js'
import type { Sample } from '../core/sample.js'
import { normalizeLanguage } from '../text/language-code.js'
import { didYouMean } from '../text/nearest.js'
import { chatMessages, chatOf } from './chat-messages.js'
import { harnesses } from './harnesses/harnesses.js'
import { type Naming, nameSample } from './naming.js'
import { usualColumns } from './usual-columns.js'

/**
 * What the user said about columns: `{ output: 'text' }` reads the sample's output from the column `text`, `{ output: 'choices[0].message.content' }` from within
 * a column.
 */
export type ColumnMap = Readonly<Record<string, string>>

/** Makes samples of rows. */
export interface SampleColumns {
  /**
   * The sample that a row holds. All its fields stay; `output`, `input`, `language`, `reasoning` and `finishReason` are found under their usual names or the mapped
   * ones.
   *
   * @param where `file:line`, for errors.
   * @param file Where the row is from, if it is of several.
   * @throws InputError when there is no output, a field that must be text is none, or the language is none.
   */
  sampleOf(row: unknown, where: string, file?: string): Sample
  /**
   * Looks whether the columns that were named are there: whether more rows have to be seen to know.
   *
   * @throws InputError when enough rows have been seen, and none has one of them.
   */
  check(isEnd?: boolean): boolean
  /** Where several columns could be meant: which they were, and which was taken. */
  notes(): readonly string[]
}

/** How many rows are looked at before a column that none of them has is taken for a misspelling. */
const ROWS_LOOKED_AT = 1000

/**
 * The columns of one file.
 *
 * @param naming What rows are called that name no model.
 */
export function sampleColumns(map: ColumnMap, naming: Naming = {}): SampleColumns {
  const mapped = Object.entries(map)
  const wanted = new Set(Object.keys(map))
  let first: { row: object; where: string } | undefined
  const notes = new Set<string>()
  let seen = 0
  return {
    sampleOf(row, where, file) {
      if (typeof row !== 'object' || row === null || Array.isArray(row)) {
        throw new InputError(where, `expected an object like {"output": "…", "language": "fr"}, got ${kindOf(row)}`)
      }
      const fields = row as Record<string, unknown>
      first ??= { row, where }
      seen += 1
      const sample: Record<string, unknown> = { ...fields }
      for (const [field, column] of mapped) {
        const value = readField(fields, column)
        if (value !== undefined) wanted.delete(field)
        else if (field === 'output') throw noColumn(fields, where, field, column)
        if (value === undefined) delete sample[field]
        else sample[field] = value
      }
      for (const [field, { taken, others }] of usualColumns(fields)) {
        if (Object.hasOwn(map, field)) continue
        sample[field] = fields[taken]
        if (others.length > 0 && seen <= ROWS_LOOKED_AT) {
          notes.add(`${[taken, ...others].map(printable).join(', ')}: took ${printable(taken)}`)
        }
      }
      withoutChat(sample, where)
      const found = checked(sample, fields, where)
      if (nameSample(found, file === undefined ? naming : { ...naming, several: true }, file ?? fileOf(where)))
        notes.add('no column names the model: the file stands for it; give --name NAME, or --map model=COLUMN')
      return found
    },
    check(isEnd = false) {
      if (!isEnd && seen < ROWS_LOOKED_AT) return true
      if (wanted.size === 0) return false
      const [field = ''] = wanted
      if (first !== undefined && field !== 'output') {
        throw noColumn(first.row, first.where, field, map[field] ?? '', ', nor in the rows after it')
      }
      return false
    },
    notes: () => [...notes],
  }
}

/** A conversation as input or output becomes its last user message, with the rest as context, and its last answer. */
function withoutChat(sample: Record<string, unknown>, where: string): void {
  if (Array.isArray(sample.input) && sample.input.length === 0) delete sample.input
  const asked = chatMessages(sample.input)
  if (asked !== undefined) {
    const { input, context } = chatOf(asked)
    sample.input = input
    if (context.length > 0) sample.context ??= context
  }
  if (typeof sample.output !== 'object' || sample.output === null) return
  const answered = chatMessages(Array.isArray(sample.output) ? sample.output : [sample.output])
  if (answered === undefined) return
  const { input, context, answers } = chatOf(answered)
  if (answers.length === 0) throw new InputError(where, 'output holds no message of the assistant with text in it')
  sample.output = answers.at(-1)
  if (sample.input !== undefined || input === undefined) return
  sample.input = input
  if (context.length > 0) sample.context ??= context
}

/** The file of `file:line` or `file[index]`. */
function fileOf(where: string): string {
  return where.replace(/(?::\d+|\[\d+\])$/, '')
}

function noColumn(row: object, where: string, field: string, column: string, andAfter = ''): InputError {
  const paths = fieldPaths(row, 40)
  return new InputError(
    where,
    `no column "${printable(column)}" for ${field}${andAfter}${didYouMean(column, [...Object.keys(row).map(printable), ...paths])} ` +
      `(columns: ${paths.slice(0, 20).join(', ') || 'none'})`,
  )
}

function checked(sample: Record<string, unknown>, fields: Record<string, unknown>, where: string): Sample {
  if (sample.output === undefined) {
    const paths = fieldPaths(fields, 20)
    // What a harness writes is nested; a flat row has a column that is called otherwise.
    const isFlat = Object.values(fields).every((value) => typeof value !== 'object' || value === null)
    const kinds = harnesses.map(({ name }) => name).join(', ')
    throw new InputError(
      where,
      `no output column; found: ${paths.join(', ') || 'nothing'}. Name it with --map output=${
        isFlat
          ? 'COLUMN'
          : `PATH, e.g. --map output='${paths.at(-1)}'; nor is it of a kind that is known (${kinds}; see --from list)`
      }`,
    )
  }
  for (const field of ['output', 'input', 'language', 'reasoning', 'finishReason']) {
    const value = sample[field]
    // An empty CSV cell, or a JSON null, is no input and no language; but a response must be there.
    if (field !== 'output' && (value === null || value === '')) delete sample[field]
    else if (value !== undefined && typeof value !== 'string') {
      throw new InputError(where, `${field} must be text, got ${kindOf(value)}${within(field, value)}`)
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

/** Where in a value that is no text there is some. */
function within(field: string, value: unknown): string {
  if (typeof value !== 'object' || value === null) return ''
  const [path] = fieldPaths({ [field]: value }, 1)
  return path === undefined || path === field ? '' : `; a path leads to what it holds: --map ${field}=${path}`
}

function printable(name: string): string {
  return name.replace(/\p{C}/gu, '�').slice(0, 120)
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value)
    ? 'an array'
    : typeof value === 'object'
      ? 'an object'
      : `the ${typeof value} ${String(value).slice(0, 20)}`
}
