import { InputError } from '../core/input-error.js'
import type { SampleColumns } from './columns.js'
import { MAX_LINE_BYTES, orThrow, readLines } from './read-lines.js'
import type { LocatedSample } from './read-samples.js'
import { orError, parseJson, type Row } from './row-readers.js'
import { type TableOptions, tablesOf } from './tables.js'
import { withPauses } from './with-pauses.js'

/** Lines or rows that a worker scores at once: enough that sending them costs nothing beside it, few enough to share out. */
const BATCH_ROWS = 256
const BATCH_BYTES = 2 ** 20

/** Some rows of a file: of JSONL as it stands, so that a worker reads it; of another format as it was read. */
export type Batch =
  | { name: string; lines: Uint8Array<ArrayBuffer>; linesBefore: number }
  | { name: string; rows: (Row | BadRow)[] }

/** A row that could not be read. */
interface BadRow {
  where: string
  problem: string
}

/** A sample, or why there is none. */
export type Item = LocatedSample | InputError

/**
 * The rows of a file in batches, in order, with bounded memory. A pause in JSONL ends a batch, so that nobody waits for a line that was given.
 *
 * @param options.goOn Whether reading goes on after a row that cannot be read. `itemsOfBatch` tells of it.
 * @throws InputError for a file that cannot be read, and without `goOn` for such a row.
 */
export async function* readBatches(
  path: string,
  { goOn, ...options }: TableOptions & { goOn: boolean },
): AsyncGenerator<Batch> {
  for await (const { name, rows, lines } of tablesOf(path, options)) {
    yield* lines === undefined ? rowBatches(goOn ? rows() : orThrow(rows()), name) : lineBatches(lines, name)
  }
}

async function* lineBatches(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Batch> {
  let pending: Uint8Array[] = []
  let pendingBytes = 0
  let lineBytes = 0
  let lines = 0
  let linesBefore = 0
  const add = (part: Uint8Array) => {
    pending.push(part)
    pendingBytes += part.length
  }
  /** The lines so far; what has come of the next one stays, until the end. */
  const take = (isEnd = false): Batch => {
    const all = new Uint8Array(pendingBytes)
    let at = 0
    for (const part of pending) {
      all.set(part, at)
      at += part.length
    }
    const end = isEnd ? all.length : all.lastIndexOf(10) + 1
    const batch = { name, lines: all.slice(0, end), linesBefore } // a copy of its own, so that it can be moved
    linesBefore += lines
    pending = [all.slice(end)]
    pendingBytes -= end
    lines = 0
    return batch
  }
  for await (const chunk of withPauses(chunks)) {
    if (chunk === undefined) {
      if (lines > 0) yield take()
      continue
    }
    let start = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, end + 1)) {
      lines += 1
      lineBytes = 0
      if (lines < BATCH_ROWS && pendingBytes + end - start < BATCH_BYTES) continue
      add(chunk.subarray(start, end + 1))
      start = end + 1
      yield take()
    }
    const rest = chunk.subarray(start)
    // Of an endless line no more is kept than shows that it is too long.
    if (lineBytes <= MAX_LINE_BYTES && rest.length > 0) add(rest)
    lineBytes += rest.length - (rest.lastIndexOf(10) + 1)
  }
  if (pendingBytes > 0) yield take(true)
}

async function* rowBatches(read: AsyncIterable<Row | InputError>, name: string): AsyncGenerator<Batch> {
  let rows: (Row | BadRow)[] = []
  let size = 0
  for await (const item of read) {
    if (item instanceof InputError) rows.push({ where: item.where, problem: item.problem })
    else {
      rows.push(item)
      size += sizeOf(item)
    }
    if (rows.length < BATCH_ROWS && size < BATCH_BYTES) continue
    yield { name, rows }
    rows = []
    size = 0
  }
  if (rows.length > 0) yield { name, rows }
}

/** Characters in the cells of a row. */
function sizeOf({ row }: Row): number {
  return Object.values(row ?? {}).reduce<number>((size, cell) => size + String(cell).length, 0)
}

/**
 * The samples of a batch, in order, and what is wrong with the rows that hold none.
 *
 * @param onRow Told of each row before it is looked at: its line in the file, or its index in the batch.
 */
export async function* itemsOfBatch(
  batch: Batch,
  columns: SampleColumns,
  onRow: (at: number) => void = () => {},
): AsyncGenerator<Item> {
  if ('rows' in batch) {
    for (const [index, entry] of batch.rows.entries()) {
      onRow(index)
      yield 'row' in entry
        ? sampleOf(() => entry.row, columns, entry.where, entry.file)
        : new InputError(entry.where, entry.problem)
    }
    return
  }
  const { name, lines, linesBefore } = batch
  for await (const line of readLines(inOne(lines), name, linesBefore)) {
    if (line instanceof InputError) {
      yield line
      continue
    }
    onRow(line.number)
    const where = `${name}:${line.number}`
    if (line.text.trim() !== '') yield sampleOf(() => parseJson(line.text, where), columns, where)
  }
}

/** Where in a batch a worker was that said it was at `at`. */
export function whereInBatch(batch: Batch, at: number): string {
  return 'rows' in batch
    ? (batch.rows[at]?.where ?? batch.name)
    : `${batch.name}:${Math.max(at, batch.linesBefore + 1)}`
}

function sampleOf(read: () => unknown, columns: SampleColumns, where: string, file?: string): Item {
  return orError(() => ({ sample: columns.sampleOf(read(), where, file), where }))
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
