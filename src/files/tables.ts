import { InputError } from '../core/input-error.js'
import { parquetRows } from './containers/parquet.js'
import type { WholeSource } from './containers/whole-source.js'
import { zipMembers } from './containers/zip.js'
import { asUtf8 } from './encodings.js'
import { type Kinds, kindOfDocument, kindOfMembers, rowsOfKind, startsKind } from './harnesses/kinds.js'
import { jsonShape, rowsOfDocument } from './json-shape.js'
import { peek } from './peek.js'
import { type Row, readDocument, rowReaders, type TextFormat } from './row-readers.js'
import { type OpenSource, openSource, type RowSource } from './row-source.js'
import { unpacked } from './unpacked.js'

/** How a file holds rows. */
export type RowFormat = 'jsonl' | 'json' | 'csv' | 'tsv' | 'parquet'

export const rowFormats: readonly RowFormat[] = ['jsonl', 'json', 'csv', 'tsv', 'parquet']

export interface TableOptions {
  /** How the rows are held. Without it, the name of the file tells, else how it begins. */
  from?: RowFormat
  /** Where in a JSON document the rows are, as a path: `results.results`. */
  rows?: string
  /** The kinds of files that are told apart by content; without them, rows are as they stand. */
  kinds?: Kinds
  /** Told how many bytes were read, chunk by chunk. Reading goes on when what it returns is resolved. */
  onBytes?: (bytes: number) => void | Promise<void>
}

/** One table of rows: a file, or a member of an archive. */
export interface Table {
  /** What errors call it. */
  name: string
  /** Its rows, each as it stands or as its kind has it; in the place of a bad one stands the error. Can be read once. */
  rows(): AsyncIterable<Row | InputError>
  /** Its bytes instead, where they are JSON Lines and rows are as they stand: a worker may read them. */
  lines?: AsyncIterable<Uint8Array>
}

/** The tables of a source. Each is to be read before the next is taken. */
export async function* tablesOf(source: RowSource, options: TableOptions): AsyncGenerator<Table> {
  const opened = openSource(source)
  try {
    for await (const { rows, lines, ...table } of told(tablesIn(opened, options), opened.name)) {
      yield {
        ...table,
        rows: () => told(rows(), table.name),
        ...(lines !== undefined && { lines: told(lines, table.name) }),
      }
    }
  } finally {
    opened.close()
  }
}

/** Errors of the disk say of which file they are. */
async function* told<T>(items: AsyncIterable<T>, name: string): AsyncGenerator<T> {
  try {
    yield* items
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw new InputError(name, `cannot be read (${error.message})`)
    throw error
  }
}

/** How a parquet file, a zip, and a zip without members begin. */
const CONTAINERS: ReadonlyMap<string, 'parquet' | 'zip'> = new Map([
  ['PAR1', 'parquet'],
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'],
])

type Piece = Pick<OpenSource, 'name' | 'chunks' | 'whole'>

async function* tablesIn({ name, chunks: raw, whole }: Piece, options: TableOptions): AsyncGenerator<Table> {
  const packed = await peek(counted(raw, options.onBytes), (seen) => seen.length >= 4)
  const isPlain = containerOf(packed.start) !== undefined
  const { start, chunks } = isPlain ? packed : await peek(unpacked(packed.chunks, name), (seen) => seen.length >= 4)
  const container = containerOf(start)
  // What was packed once more, and what is a stream, has no places to go to.
  const source: WholeSource = { name, chunks, ...(isPlain && whole !== undefined && { whole }) }
  if (container === 'zip') yield* tablesOfZip(source, options)
  else if (container === 'parquet') {
    assertFormat(name, 'parquet', options)
    yield { name, rows: () => withKinds(parquetRows(source), name, options) }
  } else yield await textTable(chunks, name, options)
}

function containerOf(start: Uint8Array): 'parquet' | 'zip' | undefined {
  return CONTAINERS.get(String.fromCharCode(...start.subarray(0, 4)))
}

async function textTable(raw: AsyncIterable<Uint8Array>, name: string, options: TableOptions): Promise<Table> {
  const { rows: path, kinds } = options
  if (options.from === 'parquet') throw new InputError(name, 'is no parquet: it does not begin with PAR1')
  const known = options.from ?? (path === undefined ? formatOfName(name) : 'json')
  if (path !== undefined) assertFormat(name, known ?? 'json', options)
  const { format, chunks } = await shapeOf(asUtf8(raw, name), known, options)
  if (format === 'json') return { name, rows: () => documentRows(chunks, name, options) }
  const { isKind, chunks: all } =
    format === 'jsonl' && kinds !== undefined ? await startsKind(chunks, kinds) : { isKind: format !== 'jsonl', chunks }
  const rows = () => withKinds(rowReaders[format](all, name), name, options)
  return { name, rows, ...(!isKind && { lines: all }) }
}

function assertFormat(name: string, format: RowFormat, { from, rows }: TableOptions): void {
  if (from !== undefined && from !== format) throw new InputError(name, `is ${format}, and not ${from}`)
  if (rows !== undefined && format !== 'json')
    throw new InputError(name, `rows at a path (${rows}) are those of a JSON document, and this is ${format}`)
}

function withKinds(
  rows: AsyncIterable<Row | InputError>,
  path: string,
  { kinds }: TableOptions,
): AsyncIterable<Row | InputError> {
  return kinds === undefined ? rows : rowsOfKind(rows, kinds, { path })
}

async function* documentRows(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  { rows: path, kinds }: TableOptions,
): AsyncGenerator<Row | InputError> {
  const document = await readDocument(chunks, name)
  const kind = path === undefined && kinds !== undefined ? kindOfDocument(document, kinds, name) : undefined
  const rows = kind?.rows ?? rowsOfDocument(document, path, name)
  const located = rows.map((row, index) => ({ row, where: `${name}[${index}]` }))
  if (kinds === undefined || path !== undefined) yield* located
  else yield* rowsOfKind(inOrder(located), kinds, { path: name, ...kind })
}

async function* inOrder<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items
}

/** The members of a zip as files of their own, or as the rows that its kind has them for. */
async function* tablesOfZip(source: WholeSource, options: TableOptions): AsyncGenerator<Table> {
  const { name } = source
  const members = await zipMembers(source)
  try {
    const { kinds } = options
    const kind = kinds && kindOfMembers(members.names, kinds)
    if (kinds !== undefined && kind !== undefined) {
      const read = async (member: string) => readDocument(members.open(member), `${name}/${member}`)
      yield { name, rows: () => memberRows(kind.members, read, name, kinds, kind.harness) }
      return
    }
    const files = members.names.filter(isReadable)
    if (files.length === 0) {
      const list = members.names.slice(0, 10).join(', ') || 'nothing'
      throw new InputError(name, `is a zip without a file that has rows; found: ${list}`)
    }
    for (const member of files) {
      const file = `${name}/${member}`
      for await (const table of tablesIn({ name: file, chunks: members.open(member) }, withoutBytes(options)))
        yield files.length === 1 ? table : { name: file, rows: () => ofFile(table.rows(), file) }
    }
  } finally {
    members.close()
  }
}

async function* ofFile(rows: AsyncIterable<Row | InputError>, file: string): AsyncGenerator<Row | InputError> {
  for await (const row of rows) yield row instanceof InputError ? row : { ...row, file }
}

/** The bytes of an archive were counted already. */
function withoutBytes({ onBytes: _, ...options }: TableOptions): TableOptions {
  return options
}

async function* memberRows(
  { document, rows }: { document?: string; rows: readonly string[] },
  read: (member: string) => Promise<unknown>,
  name: string,
  kinds: Kinds,
  harness: NonNullable<Kinds['only']>,
): AsyncGenerator<Row | InputError> {
  async function* all(): AsyncGenerator<Row> {
    for (const member of rows) yield { row: await read(member), where: `${name}/${member}` }
  }
  const around = document === undefined ? undefined : ((await read(document)) as Record<string, unknown>)
  yield* rowsOfKind(all(), kinds, { path: name, harness, ...(around !== undefined && { document: around }) })
}

/** What was said of the format stands; what a name says of JSON is held against how it begins. */
async function shapeOf(
  all: AsyncIterable<Uint8Array>,
  known: TextFormat | undefined,
  { from, rows }: TableOptions,
): Promise<{ format: TextFormat; chunks: AsyncIterable<Uint8Array> }> {
  if (known === undefined) return sniff(all)
  const isSaid = from !== undefined || rows !== undefined
  if (!isSaid && (known === 'json' || known === 'jsonl')) return jsonShape(all, known)
  if (!rowFormats.includes(known))
    throw new RangeError(`from must be one of ${rowFormats.join(', ')}, got ${JSON.stringify(known)}`)
  return { format: known, chunks: all }
}

/** The text format that a name tells. */
export function formatOfName(name: string): TextFormat | undefined {
  const extension = /\.(jsonl|ndjson|json|csv|tsv)(?:\.gz|\.zst)?$/i.exec(name)?.[1]?.toLowerCase()
  return extension === 'ndjson' ? 'jsonl' : (extension as TextFormat | undefined)
}

/** Whether a file of a folder or of an archive may hold rows, by its name. */
export function isReadable(path: string): boolean {
  return /(?:\.(?:jsonl|ndjson|json|csv|tsv)(?:\.gz|\.zst)?|\.(?:parquet|eval|zip))$/i.test(path)
}

/** How many bytes are looked at for a first character. */
const SNIFFED = 1024

/** The format that the first character tells. */
async function sniff(
  stream: AsyncIterable<Uint8Array>,
): Promise<{ format: TextFormat; chunks: AsyncIterable<Uint8Array> }> {
  const textOf = (seen: Uint8Array) => new TextDecoder().decode(seen.subarray(0, SNIFFED)).trimStart()
  const { start, chunks } = await peek(stream, (seen) => seen.length >= SNIFFED || textOf(seen) !== '')
  const text = textOf(start)
  return { format: text.startsWith('{') || text === '' ? 'jsonl' : text.startsWith('[') ? 'json' : 'csv', chunks }
}

async function* counted(chunks: AsyncIterable<Uint8Array>, onBytes: TableOptions['onBytes']) {
  for await (const chunk of chunks) {
    await onBytes?.(chunk.length)
    yield chunk
  }
}
