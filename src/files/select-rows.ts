import { InputError } from '../core/input-error.js'
import type { SelectionRecord } from '../results/select/select-types.js'
import { didYouMean } from '../text/nearest.js'

/** A row of a table, and where it stood. */
export interface RecordRow {
  row: unknown
  /** `file:line` */
  where: string
}

/**
 * The rows of a table as records: a long table has the columns `language`, `metric` and `mean`; a wide one has `language` and a column for each of
 * the metrics that are named. An empty mean, or a JSON null, is a cell that the candidate lacks.
 *
 * @param metrics The columns of a wide table.
 * @throws InputError naming `file:line` for a row that is none, and for a mean that is no number.
 */
export function rowRecords(rows: readonly RecordRow[], metrics: readonly string[] | undefined): SelectionRecord[] {
  const columns = new Set(rows.flatMap(({ row }) => (typeof row === 'object' && row !== null ? Object.keys(row) : [])))
  const [first] = rows
  if (first === undefined) return []
  const long = columns.has('metric') && columns.has('mean')
  if (!long) assertColumns(columns, metrics, first.where)
  return rows.flatMap(({ row, where }) => {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) {
      throw new InputError(where, 'expected a row like {"model": "…", "language": "fr", "metric": "…", "mean": 0.9}')
    }
    const { metric, mean, language, ...fields } = row as Record<string, unknown>
    const text = textOf(language, 'language', where)
    if (long)
      return [{ ...fields, language: text, metric: textOf(metric, 'metric', where), mean: meanOf(mean, 'mean', where) }]
    const named = [...new Set(metrics)]
    const others = Object.entries(fields).filter(([field]) => !named.includes(field))
    return named
      .filter((name) => name in row)
      .map((name) => ({
        ...Object.fromEntries(others),
        language: text,
        metric: name,
        mean: meanOf((row as Record<string, unknown>)[name], name, where),
      }))
  })
}

function assertColumns(columns: ReadonlySet<string>, metrics: readonly string[] | undefined, where: string): void {
  const names = [...columns]
  const list = names.slice(0, 20).join(', ') || 'none'
  if (metrics === undefined) {
    throw new InputError(
      where,
      `no columns metric and mean (columns: ${list}); if each metric has a column, name them: --metrics relevance,…`,
    )
  }
  const unknown = metrics.find((name) => !columns.has(name))
  if (unknown === undefined) return
  throw new InputError(where, `no column for the metric "${unknown}"${didYouMean(unknown, names)} (columns: ${list})`)
}

function textOf(value: unknown, column: string, where: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value.trim()
  throw new InputError(where, `${column} must be text, got ${shown(value)}`)
}

function meanOf(value: unknown, column: string, where: string): number | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' && value.trim() === '') return null
  const mean = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN
  if (!Number.isFinite(mean)) throw new InputError(where, `${column} must be a number or empty, got ${shown(value)}`)
  return mean
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 40)
}
