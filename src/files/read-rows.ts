import { pipeline } from 'node:stream'
import { InputError } from '../core/input-error.js'
import { csvDelimiter } from './csv-delimiter.js'
import { csvRows } from './csv-rows.js'
import { assertUtf8, asUtf8 } from './encodings.js'
import { jsonShape, rowsOfDocument } from './json-shape.js'
import { peek } from './peek.js'
import { orThrow, readLines } from './read-lines.js'
import { openSource, type RowSource } from './row-source.js'
import { unpacked } from './unpacked.js'

/** How a file holds rows. */
export type RowFormat = 'jsonl' | 'json' | 'csv' | 'tsv'

export interface ReadRowsOptions {
  /** How the rows are held. Without it, the name of the file tells, else its first character. */
  from?: RowFormat
  /** Where in a JSON document the rows are, as a path: `results.results`. */
  rows?: string
  /** Told of each bad line, which is then left out. Without it, the first bad line ends the reading. */
  onBadLine?: (error: InputError) => void
  /** Told how many bytes were read, chunk by chunk. Reading goes on when what it returns is resolved. */
  onBytes?: (bytes: number) => void | Promise<void>
}

/** A row, as JSON or CSV has it, and where it stood. */
export interface Row {
  row: unknown
  /** `file:line` */
  where: string
}

/**
 * The rows of a file (JSONL, JSON, CSV or TSV, packed with gzip or zstd or not, told by its name and how it begins), in order, with memory that does not grow
 * with the file; only JSON, an array, is read whole.
 *
 * @throws InputError naming `file:line`, for a file that cannot be read and a line that holds no row.
 */
export async function* readRows(source: RowSource, options: ReadRowsOptions = {}): AsyncGenerator<Row> {
  const { onBadLine } = options
  for await (const item of readFormat(source, options, (format, chunks, name) =>
    rowReaders[format](chunks, name, options),
  )) {
    if (!(item instanceof InputError)) yield item
    else if (onBadLine === undefined) throw item
    else onBadLine(item)
  }
}

/** What `read` makes of a file, once its format is known. */
export async function* readFormat<T>(
  source: RowSource,
  options: ReadRowsOptions,
  read: (format: RowFormat, chunks: AsyncIterable<Uint8Array>, name: string) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const { name, chunks: raw, close } = openSource(source)
  try {
    const all = asUtf8(unpacked(counted(raw, options.onBytes), name), name)
    const known = options.from ?? (options.rows === undefined ? formatOfName(name) : 'json')
    if (options.rows !== undefined && known !== 'json') {
      throw new InputError(name, `rows at a path (${options.rows}) are those of a JSON document, and this is ${known}`)
    }
    const { format, chunks } = await shapeOf(all, known, options)
    yield* read(format, chunks, name)
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw new InputError(name, `cannot be read (${error.message})`)
    throw error
  } finally {
    close()
  }
}

/** What was said of the format stands; what a name says of JSON is held against how it begins. */
async function shapeOf(
  all: AsyncIterable<Uint8Array>,
  known: RowFormat | undefined,
  { from, rows }: ReadRowsOptions,
): Promise<{ format: RowFormat; chunks: AsyncIterable<Uint8Array> }> {
  if (known === undefined) return sniff(all)
  const isSaid = from !== undefined || rows !== undefined
  if (!isSaid && (known === 'json' || known === 'jsonl')) return jsonShape(all, known)
  return { format: assertFormat(known), chunks: all }
}

/** The format that a name tells. */
export function formatOfName(name: string): RowFormat | undefined {
  const extension = /\.(jsonl|ndjson|json|csv|tsv)(?:\.gz|\.zst)?$/i.exec(name)?.[1]?.toLowerCase()
  return extension === 'ndjson' ? 'jsonl' : (extension as RowFormat | undefined)
}

function assertFormat(format: RowFormat): RowFormat {
  if (Object.hasOwn(rowReaders, format)) return format
  throw new RangeError(`from must be one of ${Object.keys(rowReaders).join(', ')}, got ${JSON.stringify(format)}`)
}

type RowReader = (
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  options: Pick<ReadRowsOptions, 'rows'>,
) => AsyncIterable<Row | InputError>

/** What reads the rows of each format; in the place of a bad one stands the error. */
export const rowReaders: Record<RowFormat, RowReader> = {
  jsonl: readJsonLines,
  json: readJson,
  csv: (chunks, name) => readCsv(chunks, name),
  tsv: (chunks, name) => readCsv(chunks, name, '\t'),
}

async function* readJsonLines(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Row | InputError> {
  for await (const line of readLines(chunks, name)) {
    if (line instanceof InputError) yield line
    else if (line.text.trim() !== '') {
      const where = `${name}:${line.number}`
      yield orError(() => ({ row: parseJson(line.text, where), where }))
    }
  }
}

async function* readJson(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  { rows: path }: Pick<ReadRowsOptions, 'rows'>,
): AsyncGenerator<Row> {
  const lines: string[] = []
  for await (const { text } of orThrow(readLines(chunks, name))) lines.push(text)
  const document = parseJson(lines.join('\n'), name)
  const rows = rowsOfDocument(document, path, name)
  for (const [index, row] of rows.entries()) yield { row, where: `${name}[${index}]` }
}

async function* readCsv(all: AsyncIterable<Uint8Array>, name: string, said?: string): AsyncGenerator<Row | InputError> {
  const { parse } = await import('csv-parse')
  const { delimiter, fromLine, chunks } =
    said === undefined ? await csvDelimiter(all) : { delimiter: said, fromLine: 1, chunks: all }
  const parser = parse({
    bom: true,
    columns: (header: string[]) => header.map((column) => column.trim()),
    delimiter,
    from_line: fromLine,
    info: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip(error) {
      parser.push(csvError(error, name)) // among the records, in its place
      return undefined
    },
  })
  const endless: InputError[] = []
  const rows = csvRows(assertUtf8(chunks, name), delimiter, ({ line, problem }) => {
    endless.push(new InputError(`${name}:${line}`, `not valid CSV: ${problem}`))
  })
  pipeline(rows, parser, () => {}) // an error of the source ends the parser with it
  try {
    for await (const item of parser as AsyncIterable<InputError | { record: unknown; info: { lines: number } }>) {
      yield item instanceof InputError ? item : { row: item.record, where: `${name}:${item.info.lines}` }
      yield* endless.splice(0)
    }
    yield* endless.splice(0)
  } catch (error) {
    throw csvError(error, name)
  } finally {
    parser.destroy()
  }
}

function csvError(error: unknown, name: string): unknown {
  if (error instanceof InputError || !(error instanceof Error) || !('lines' in error)) return error
  return new InputError(`${name}:${String(error.lines)}`, `not valid CSV (RFC 4180): ${error.message}`)
}

/** What `make` gives, or the InputError that it throws. */
export function orError<T>(make: () => T): T | InputError {
  try {
    return make()
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
}

/** @throws InputError */
export function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // V8 quotes the text in its message; a response may hold anything, so it is made printable and short.
    const reason = (error as Error).message.replace(/\p{C}/gu, '�').slice(0, 100)
    throw new InputError(where, `not valid JSON: ${reason}`)
  }
}

/** How many bytes are looked at for a first character. */
const SNIFFED = 1024

/** The format that the first character tells. */
async function sniff(
  stream: AsyncIterable<Uint8Array>,
): Promise<{ format: RowFormat; chunks: AsyncIterable<Uint8Array> }> {
  const textOf = (seen: Uint8Array) => new TextDecoder().decode(seen.subarray(0, SNIFFED)).trimStart()
  const { start, chunks } = await peek(stream, (seen) => seen.length >= SNIFFED || textOf(seen) !== '')
  const text = textOf(start)
  return { format: text.startsWith('{') || text === '' ? 'jsonl' : text.startsWith('[') ? 'json' : 'csv', chunks }
}

async function* counted(chunks: AsyncIterable<Uint8Array>, onBytes: ReadRowsOptions['onBytes']) {
  for await (const chunk of chunks) {
    await onBytes?.(chunk.length)
    yield chunk
  }
}
