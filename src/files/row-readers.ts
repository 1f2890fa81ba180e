import { pipeline } from 'node:stream'
import { InputError } from '../core/input-error.js'
import { csvDelimiter } from './csv-delimiter.js'
import { assertUtf8 } from './encodings.js'
import { orThrow, readLines } from './read-lines.js'

/** How a text holds rows. */
export type TextFormat = 'jsonl' | 'json' | 'csv' | 'tsv'

/** A row, as JSON or CSV has it, and where it stood. */
export interface Row {
  row: unknown
  /** `file:line` */
  where: string
  /** The file within an archive, where there are several. */
  file?: string
}

type RowReader = (chunks: AsyncIterable<Uint8Array>, name: string) => AsyncIterable<Row | InputError>

/** What reads the rows of each format but JSON; in the place of a bad one stands the error. */
export const rowReaders: Record<Exclude<TextFormat, 'json'>, RowReader> = {
  jsonl: readJsonLines,
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

/** A JSON document, read whole. @throws InputError */
export async function readDocument(chunks: AsyncIterable<Uint8Array>, name: string): Promise<unknown> {
  const lines: string[] = []
  for await (const { text } of orThrow(readLines(chunks, name))) lines.push(text)
  return parseJson(lines.join('\n'), name)
}

async function* readCsv(all: AsyncIterable<Uint8Array>, name: string, said?: string): AsyncGenerator<Row | InputError> {
  const { parse } = await import('csv-parse')
  const { delimiter, fromLine, chunks } =
    said === undefined ? await csvDelimiter(all) : { delimiter: said, fromLine: 1, chunks: all }
  const parser = parse({
    bom: true,
    columns: (header: string[]) => toldApart(header.map((column) => column.trim())),
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
  pipeline(assertUtf8(chunks, name), parser, () => {}) // an error of the source ends the parser with it
  try {
    for await (const item of parser as AsyncIterable<InputError | { record: unknown; info: { lines: number } }>) {
      yield item instanceof InputError ? item : { row: item.record, where: `${name}:${item.info.lines}` }
    }
  } catch (error) {
    throw csvError(error, name)
  } finally {
    parser.destroy()
  }
}

/** A column that is named as one before has its number. */
function toldApart(header: readonly string[]): string[] {
  const times = new Map<string, number>()
  return header.map((column) => {
    const time = (times.get(column) ?? 0) + 1
    times.set(column, time)
    return time === 1 ? column : `${column} (${time})`
  })
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
