import { didYouMean } from '../../text/nearest.js'
import type { SelectionRecord } from './select-types.js'

/** What a record says of one metric in one language. */
type Cell = Pick<SelectionRecord, 'mean' | 'interval' | 'tally'>

/** The cells of one candidate, by metric and language. */
export type Cells = ReadonlyMap<string, ReadonlyMap<string, Cell>>

/** The records of one configuration, by candidate. */
export interface ConfigurationCells {
  configuration: Record<string, string | null>
  candidates: ReadonlyMap<string, Cells>
}

/**
 * The records as a table of configurations, candidates, metrics and languages; configurations and candidates sorted.
 *
 * @throws TypeError for a record that is none; RangeError for a field that no record has, one in two roles, and a cell that comes twice.
 */
export function selectionCells(
  records: readonly SelectionRecord[],
  fields: { configuration: readonly string[]; choose: string },
): ConfigurationCells[] {
  if (fields.configuration.includes(fields.choose)) {
    throw new RangeError(`"${fields.choose}" is the field to choose, and cannot be one of the configuration too`)
  }
  for (const [i, record] of records.entries()) assertRecord(record, i)
  assertFields(records, [...fields.configuration, fields.choose])
  type Metrics = Map<string, Map<string, Cell>>
  const table = new Map<string, { configuration: Record<string, string | null>; candidates: Map<string, Metrics> }>()
  for (const [i, record] of records.entries()) {
    const { language, metric, mean, interval, tally } = record
    const parts = fields.configuration.map((field) => [field, label(record[field], field, i)] as const)
    const value = label(record[fields.choose], fields.choose, i)
    const place = [...parts, [fields.choose, value] as const]
      .map(([field, part]) => `${field} ${part ?? '–'}`)
      .join(', ')
    if (value === null) throw new RangeError(`record ${i + 1} (${place}) has no ${fields.choose} to choose`)
    const key = JSON.stringify(parts.map(([, part]) => part))
    const { candidates } = entry(table, key, () => ({
      configuration: Object.fromEntries(parts),
      candidates: new Map<string, Metrics>(),
    }))
    const means = entry(
      entry(candidates, value, (): Metrics => new Map()),
      metric,
      () => new Map(),
    )
    if (means.has(language)) {
      throw new RangeError(
        `${metric} in ${language} comes twice for ${place}: ${means.get(language)?.mean} and ${mean}; if a field tells them apart, add it to configuration`,
      )
    }
    means.set(language, { mean, ...(interval && { interval }), ...(tally && { tally }) })
  }
  return [...table].sort(byKey).map(([, { configuration, candidates }]) => ({
    configuration,
    candidates: new Map([...candidates].sort(([a], [b]) => compareValues(a, b, [...candidates.keys()]))),
  }))
}

/** By size when all values are numbers, else by code units; two spellings of one number by code units too. */
function compareValues(a: string, b: string, all: readonly string[]): number {
  const order = all.every(isNumber) ? Number(a) - Number(b) : 0
  return order !== 0 ? order : a < b ? -1 : 1
}

/** Whether a value is written as a number: `1e-5`, not empty, not `abc`. */
export function isNumber(value: string): boolean {
  return value.trim() !== '' && Number.isFinite(Number(value))
}

function assertRecord(record: SelectionRecord, i: number): void {
  const where = `record ${i + 1}`
  if (typeof record !== 'object' || record === null) {
    throw new TypeError(
      `${where}: expected { language, metric, mean, … }, got ${record === null ? 'null' : typeof record}`,
    )
  }
  for (const field of ['language', 'metric'] as const) {
    const text: unknown = record[field]
    if (typeof text !== 'string' || text === '') {
      throw new TypeError(`${where}: ${field} must be text, got ${JSON.stringify(text) ?? 'undefined'}`)
    }
  }
  if (record.mean !== null && !Number.isFinite(record.mean)) {
    throw new TypeError(`${where}: mean must be a finite number or null, got ${String(record.mean)}`)
  }
}

function assertFields(records: readonly SelectionRecord[], fields: readonly string[]): void {
  const known = new Set(records.flatMap((record) => Object.keys(record)))
  for (const cell of ['metric', 'mean', 'language', 'interval', 'tally']) known.delete(cell)
  for (const field of records.length === 0 ? [] : fields) {
    if (known.has(field)) continue
    const names = [...known].sort()
    throw new RangeError(
      `no record has a field "${field}"${didYouMean(field, names)} (fields: ${names.slice(0, 20).join(', ') || 'none'})`,
    )
  }
}

function label(value: unknown, field: string, i: number): string | null {
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'object' || typeof value === 'function') {
    throw new TypeError(`record ${i + 1}: ${field} must be text or a number, got an ${typeof value}`)
  }
  return String(value)
}

function entry<T>(map: Map<string, T>, key: string, make: () => T): T {
  const found = map.get(key) ?? make()
  map.set(key, found)
  return found
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}
