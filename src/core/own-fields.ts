/** The fields of scored samples that we write. */
export const SCORED_FIELDS = ['scores', 'signature'] as const

/** The fields of generated samples that we write. */
export const GENERATED_FIELDS = ['key', 'model', 'output', 'generation'] as const

/**
 * The names under which a row's own fields survive where we write fields of their names: `scores` becomes `ownScores`, or `ownScores2` where there is one.
 */
function ownNames(row: object, written: readonly string[]): [field: string, name: string][] {
  return written
    .filter((field) => Object.hasOwn(row, field))
    .map((field) => {
      const name = `own${field.charAt(0).toUpperCase()}${field.slice(1)}`
      let count = 1
      while (Object.hasOwn(row, count === 1 ? name : `${name}${count}`)) count += 1
      return [field, count === 1 ? name : `${name}${count}`]
    })
}

/** A row whose own fields make room for those that we write; the same row where there are none. */
export function withOwnNames<Row extends object>(row: Row, written: readonly string[]): Row {
  const names = new Map(ownNames(row, written))
  if (names.size === 0) return row
  return Object.fromEntries(Object.entries(row).map(([field, value]) => [names.get(field) ?? field, value])) as Row
}

/** What is said of fields that were renamed; undefined where there are none. */
export function ownNamesNote(row: object, written: readonly string[]): string | undefined {
  const names = ownNames(row, written)
  if (names.length === 0) return undefined
  return `its own ${names.map(([field, name]) => `"${field}" is kept as "${name}"`).join(', ')}`
}
