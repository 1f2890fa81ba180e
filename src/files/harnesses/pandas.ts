import type { Fields, Harness } from './harness.js'
import { fieldsOf, listOf } from './values.js'

/** A whole table as one document: the `orient`s that are no array of rows. */
export const pandas: Harness = {
  name: 'pandas',
  title: 'pandas, DataFrame.to_json with orient columns (the default), index or split',
  source: 'pandas 3.1.1, io/json/_json.py, to_json',
  rowsOf: (document) => ofSplit(document) ?? ofColumns(document) ?? ofIndex(document),
  begin: () => (row) => [row],
}

/** `{ columns: ['a', 'b'], index: [0], data: [[1, 2]] }` */
function ofSplit({ columns, index, data }: Fields): Fields[] | undefined {
  if (!Array.isArray(columns) || !Array.isArray(index) || !Array.isArray(data)) return undefined
  const names = columns.map(String)
  return data.map((values) => Object.fromEntries(names.map((name, i) => [name, listOf(values)[i]])))
}

/** `{ a: { 0: 1 }, b: { 0: 2 } }`, a table without names for its rows. */
function ofColumns(document: Fields): Fields[] | undefined {
  const columns = Object.entries(document).map(([name, values]) => [name, fieldsOf(values)] as const)
  const labels = Object.keys(columns[0]?.[1] ?? {})
  if (labels.length === 0 || !labels.every(isNumber)) return undefined
  if (!columns.every(([, values]) => Object.keys(values).length === labels.length && (labels[0] as string) in values)) {
    return undefined
  }
  return labels.map((label) => Object.fromEntries(columns.map(([name, values]) => [name, values[label]])))
}

/** `{ 0: { a: 1, b: 2 } }` */
function ofIndex(document: Fields): Fields[] | undefined {
  const labels = Object.keys(document)
  const rows = labels.map((label) => fieldsOf(document[label]))
  return labels.length > 0 && labels.every(isNumber) && rows.every((row) => Object.keys(row).length > 0)
    ? rows
    : undefined
}

function isNumber(label: string): boolean {
  return /^\d+$/.test(label)
}
