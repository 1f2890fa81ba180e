import type { AsyncBuffer, FileMetaData } from 'hyparquet'
import { InputError } from '../../core/input-error.js'
import type { Row } from '../row-readers.js'
import { type WholeSource, wholeBytes } from './whole-source.js'

/** Of a row group so many bytes, unpacked, are rows at once: some are written as one group of a million rows. */
const WINDOW_BYTES = 2 ** 23
const LEAST_ROWS = 256

/** The rows of a parquet file, some of a row group at a time. Whole numbers are numbers as far as those are exact, dates and times are ISO 8601. */
export async function* parquetRows(source: WholeSource): AsyncGenerator<Row> {
  const { name } = source
  const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } = await import('hyparquet')
  const { compressors } = await import('hyparquet-compressors')
  const { whole } = source
  try {
    const file =
      typeof whole === 'string'
        ? await asyncBufferFromFile(whole)
        : bufferOf(whole ?? new Blob([(await wholeBytes(source)) as Uint8Array<ArrayBuffer>]))
    const metadata = await parquetMetadataAsync(file)
    const partition = partitionOf(name)
    let index = 0
    for (const [rowStart, rowEnd] of windows(metadata)) {
      const rows = await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd, useOffsetIndex: true })
      for (const row of rows) {
        yield { row: { ...partition, ...(plain(row) as object) }, where: `${name}[${index}]` }
        index += 1
      }
    }
  } catch (error) {
    // The errors of the reader have no code; those of the disk do.
    if (!(error instanceof Error) || error instanceof InputError || 'syscall' in error) throw error
    throw new InputError(name, `is parquet that is broken, or of a kind that cannot be read (${error.message})`)
  }
}

/** The columns that the folders of a dataset are: `model=a/language=fr/part-0.parquet`, as Hive, Spark, pyarrow and DuckDB write it. */
function partitionOf(path: string): Record<string, string> {
  const folders = path.split(/[\\/]/).slice(0, -1)
  const pairs = folders.map((folder) => /^([^=]+)=(.*)$/.exec(folder)).filter((pair) => pair !== null)
  return Object.fromEntries(pairs.map(([, key = '', value = '']) => [key, decoded(value)]))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function bufferOf(blob: Blob): AsyncBuffer {
  return { byteLength: blob.size, slice: (start, end) => blob.slice(start, end).arrayBuffer() }
}

/** Rows from, and up to, which are read at once: never of two groups. */
function* windows({ row_groups }: FileMetaData): Generator<[start: number, end: number]> {
  let start = 0
  for (const group of row_groups) {
    const count = Number(group.num_rows)
    const size = Math.max(LEAST_ROWS, Math.floor((count * WINDOW_BYTES) / Math.max(1, Number(group.total_byte_size))))
    for (let at = 0; at < count; at += size) yield [start + at, start + Math.min(count, at + size)]
    start += count
  }
}

/** A value as JSON has it. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}
