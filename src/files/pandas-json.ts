type Fields = Readonly<Record<string, unknown>>

/**
 * The rows of a table that pandas wrote as one object: `DataFrame.to_json` by default has an object for each column, with `orient="index"` one for each row, and with
 * `orient="split"` the names of the columns and rows of cells. Undefined for any other object.
 *
 * @param isRow Whether an object is a row that is looked for.
 */
export function pandasRows(document: Fields, isRow: (row: Fields) => boolean): Fields[] | undefined {
  const { columns, data } = document
  if (Array.isArray(columns) && Array.isArray(data) && data.every(Array.isArray)) {
    return data.map((cells) => Object.fromEntries(columns.map((name, at) => [String(name), cells[at]])))
  }
  const entries = Object.entries(document)
  const values = entries.map(([, value]) => value)
  if (entries.length === 0 || !values.every(isFields)) return undefined
  if (values.every(isRow)) return values
  const [first] = values
  const keys = Object.keys(first as Fields)
  const isTable = isRow(document) && values.every((value) => Object.keys(value).length === keys.length)
  if (!isTable) return undefined
  return keys.map((key) => Object.fromEntries(entries.map(([name, value]) => [name, (value as Fields)[key]])))
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
