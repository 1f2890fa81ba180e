/** The usual names of the columns that scorers read, the first that holds something being taken. */
const USUAL_NAMES: Readonly<Record<string, readonly string[]>> = {
  output: [
    'output',
    'response',
    'completion',
    'prediction',
    'answer',
    'generated_text',
    'model_output',
    'model_response',
  ],
  input: ['input', 'prompt', 'instruction', 'question', 'query', 'messages'],
  language: [
    'language',
    'lang',
    'language_code',
    'lang_code',
    'target_language',
    'target_lang',
    'expected_language',
    'response_language',
    'locale',
  ],
  reasoning: ['reasoning', 'reasoning_content'],
  finishReason: ['finishReason', 'finish_reason', 'stop_reason'],
}

/** The column of a field, and those that could be meant as well: they hold something else. */
export interface UsualColumn {
  taken: string
  others: readonly string[]
}

const places = new Map(
  Object.entries(USUAL_NAMES).flatMap(([field, names]) => names.map((name, rank) => [name, { field, rank }] as const)),
)
type Place = { field: string; rank: number }

const known = new Map<string, Place | undefined>()
/** Files have few columns; whoever makes others for each row fills no memory. */
const MOST_KNOWN = 1000

/** Which field a column is, however it is capitalised; its rank among the field's names, those in the very spelling first. */
function placeOf(column: string): Place | undefined {
  if (known.has(column)) return known.get(column)
  const exact = places.get(column)
  const like = exact ?? places.get(column.trim().toLowerCase())
  const place = like && { field: like.field, rank: like.rank + (exact === undefined ? 0.5 : 0) }
  if (known.size < MOST_KNOWN) known.set(column, place)
  return place
}

/** The columns that have usual names. One that is null or empty passes on to the next; where all are, the first stands. */
export function usualColumns(row: Readonly<Record<string, unknown>>): Map<string, UsualColumn> {
  const found = new Map<string, { column: string; rank: number; isEmpty: boolean }[]>()
  for (const column of Object.keys(row)) {
    const place = placeOf(column)
    const value = row[column]
    if (place === undefined || value === undefined) continue
    const entry = { column, rank: place.rank, isEmpty: value === null || value === '' }
    const before = found.get(place.field)
    if (before === undefined) found.set(place.field, [entry])
    else before.push(entry)
  }
  const usual = new Map<string, UsualColumn>()
  for (const [field, columns] of found) {
    const [first, ...rest] = columns.sort((a, b) => Number(a.isEmpty) - Number(b.isEmpty) || a.rank - b.rank)
    if (first === undefined) continue
    const others = rest.filter(
      ({ column, isEmpty }) => !isEmpty && typeof row[column] !== 'object' && row[column] !== row[first.column],
    )
    usual.set(field, { taken: first.column, others: first.isEmpty ? [] : others.map(({ column }) => column) })
  }
  return usual
}
