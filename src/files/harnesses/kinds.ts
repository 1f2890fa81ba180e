import { fieldPaths } from '../../core/field-path.js'
import { InputError } from '../../core/input-error.js'
import { chatMessages } from '../chat-messages.js'
import { peek } from '../peek.js'
import type { Row } from '../row-readers.js'
import type { Fields, Harness, Turn } from './harness.js'
import { harnesses } from './harnesses.js'

/** How kinds of files are told apart, and what is known of the files that are read together. */
export interface Kinds {
  /** The kind that all are, because the user says so. Without it, the content of each tells. */
  only?: Harness
  /** Of conversations: the last answer, or all of them. Default: the last. */
  turn?: Turn
  /** What lies beside, by kind and key. */
  beside?: ReadonlyMap<Harness, ReadonlyMap<string, Fields>>
  /** Told once a file what the user should know. */
  onNote?: (note: string) => void
}

/** What a file of a kind is. */
interface OfKind {
  path: string
  harness?: Harness
  document?: Fields
}

/** The samples' fields in the rows of a file, if it is of a kind that is known; else its rows as they stand. */
export async function* rowsOfKind(
  rows: AsyncIterable<Row | InputError>,
  kinds: Kinds,
  { path, harness: found, document }: OfKind,
): AsyncGenerator<Row | InputError> {
  let make: ReturnType<Harness['begin']> | undefined
  let isKnown = false
  for await (const read of rows) {
    if (read instanceof InputError) {
      yield read
      continue
    }
    // A line that is a conversation has nothing around it.
    const item = chatMessages(read.row) === undefined ? read : { ...read, row: { messages: read.row } }
    if (!isKnown) {
      isKnown = true
      if (found === undefined && besideOf(item.row, kinds) !== undefined) return
      const harness = found ?? kindOfRow(item.row, kinds, { path, where: item.where })
      if (harness !== undefined) make = begin(harness, kinds, path, document)
    }
    if (make === undefined) yield item
    else yield* made(item, make)
  }
}

function* made({ row, where, file }: Row, make: ReturnType<Harness['begin']>): Generator<Row | InputError> {
  try {
    if (!isFields(row)) throw new InputError(where, 'expected an object')
    for (const fields of make(row, where)) yield { row: fields, where, ...(file !== undefined && { file }) }
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    yield error
  }
}

function begin(harness: Harness, kinds: Kinds, path: string, document: Fields | undefined) {
  const { turn = 'last', beside, onNote } = kinds
  const notes = new Set<string>()
  return harness.begin({
    path,
    turn,
    ...(document !== undefined && { document }),
    beside: (key) => beside?.get(harness)?.get(key),
    note(text) {
      if (!notes.has(text)) onNote?.(text)
      notes.add(text)
    },
  })
}

/** The kind of a table by its first row. @throws InputError where another was said. */
function kindOfRow(
  row: unknown,
  { only }: Kinds,
  { path, where }: { path: string; where: string },
): Harness | undefined {
  if (!isFields(row)) return undefined
  if (only === undefined) return harnesses.find((each) => each.isRow?.(row, path))
  if (only.isRow?.(row, path)) return only
  throw notThis(only, row, where)
}

/** The kind of a JSON document and its rows; undefined where it is none, or is an array. */
export function kindOfDocument(
  document: unknown,
  kinds: Kinds,
  name: string,
): { harness?: Harness; document: Fields; rows: readonly unknown[] } | undefined {
  if (!isFields(document)) return undefined
  if (besideOf(document, kinds) !== undefined) return { document, rows: [] }
  for (const harness of kinds.only === undefined ? harnesses : [kinds.only]) {
    const rows = harness.rowsOf?.(document)
    if (rows !== undefined) return { harness, document, rows }
    if (harness.isRow?.(document, name)) return { harness, document, rows: [document] }
  }
  if (kinds.only !== undefined && !Object.values(document).some(Array.isArray))
    throw notThis(kinds.only, document, name)
  return undefined
}

/** The kind of a zip, and which of its members are what. */
export function kindOfMembers(names: readonly string[], { only }: Kinds) {
  for (const harness of only === undefined ? harnesses : [only]) {
    const members = harness.membersOf?.(names)
    if (members !== undefined) return { harness, members }
  }
  return undefined
}

/** The kind that this document, or the table with this first row, lies beside. */
export function besideOf(row: unknown, { only }: Kinds): Harness | undefined {
  if (!isFields(row)) return undefined
  return (only === undefined ? harnesses : [only]).find((each) => each.beside?.is(row))
}

/** A longer first line is looked at no further: it is taken for a row as it stands. */
const MOST_BYTES = 2 ** 24

/** Whether JSON Lines begin as those of a kind, or were said to be. */
export async function startsKind(
  stream: AsyncIterable<Uint8Array>,
  kinds: Kinds,
): Promise<{ isKind: boolean; chunks: AsyncIterable<Uint8Array> }> {
  const { row, chunks } = await firstRow(stream)
  const isKind =
    kinds.only !== undefined ||
    (isFields(row) && harnesses.some((each) => each.isRow?.(row, '') || each.beside?.is(row)))
  return { isKind, chunks }
}

/** The first line that is JSON, of JSON Lines. */
export async function firstRow(
  stream: AsyncIterable<Uint8Array>,
): Promise<{ row: unknown; chunks: AsyncIterable<Uint8Array> }> {
  let looked = 0
  let row: unknown
  const { start, chunks } = await peek(stream, (seen) => {
    for (let end = seen.indexOf(10, looked); end !== -1; end = seen.indexOf(10, looked)) {
      row = parsed(seen.subarray(looked, end))
      looked = end + 1
      if (row !== undefined) return true
    }
    return seen.length >= MOST_BYTES
  })
  return { row: row ?? parsed(start.subarray(looked)), chunks }
}

function parsed(line: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(line))
  } catch {
    return undefined
  }
}

function notThis({ name, title }: Harness, row: object, where: string): InputError {
  const found = fieldPaths(row, 20).join(', ') || 'nothing'
  return new InputError(where, `is no row of --from ${name} (${title}); found: ${found}`)
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
