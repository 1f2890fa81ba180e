import { InputError } from '../core/input-error.js'
import { type ColumnMap, sampleOfRow } from './columns.js'
import { MAX_LINE_BYTES, readLines } from './read-lines.js'
import { parseJson, type ReadRowsOptions, type Row, readFormat, rowReaders } from './read-rows.js'
import type { LocatedSample } from './read-samples.js'

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
 * The rows of a file in batches, in order, with bounded memory.
 *
 * @param options.goOn Whether reading goes on after a row that cannot be read. `itemsOfBatch` tells of it.
 * @throws InputError for a file that cannot be read, and without `goOn` for such a row.
 */
export function readBatches(
  path: string,
  options: Pick<ReadRowsOptions, 'format' | 'onBytes'> & { goOn: boolean },
): AsyncGenerator<Batch> {
  return readFormat(path, options, (format, chunks, name) =>
    format === 'jsonl'
      ? lineBatches(chunks, name)
      : rowBatches((onBadLine) => rowReaders[format](chunks, name, options.goOn ? onBadLine : undefined), name),
  )
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
  const take = (): Batch => {
    const whole = new Uint8Array(pendingBytes) // of its own, so that it can be moved
    let at = 0
    for (const part of pending) {
      whole.set(part, at)
      at += part.length
    }
    const batch = { name, lines: whole, linesBefore }
    linesBefore += lines
    pending = []
    pendingBytes = 0
    lines = 0
    return batch
  }
  for await (const chunk of chunks) {
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
  if (pendingBytes > 0) yield take()
}

async function* rowBatches(
  read: (onBadLine: (error: InputError) => void) => AsyncIterable<Row>,
  name: string,
): AsyncGenerator<Batch> {
  let rows: (Row | BadRow)[] = []
  for await (const row of read(({ where, problem }) => rows.push({ where, problem }))) {
    rows.push(row)
    if (rows.length < BATCH_ROWS) continue
    yield { name, rows }
    rows = []
  }
  if (rows.length > 0) yield { name, rows }
}

/**
 * The samples of a batch, in order, and what is wrong with the rows that hold none.
 *
 * @param onRow Told of each row before it is looked at: its line in the file, or its index in the batch.
 */
export async function* itemsOfBatch(
  batch: Batch,
  map: ColumnMap,
  onRow: (at: number) => void = () => {},
): AsyncGenerator<Item> {
  if ('rows' in batch) {
    for (const [index, entry] of batch.rows.entries()) {
      onRow(index)
      yield 'row' in entry ? item(() => entry.row, map, entry.where) : new InputError(entry.where, entry.problem)
    }
    return
  }
  const bad: InputError[] = []
  const { name, lines, linesBefore } = batch
  for await (const { number, text } of readLines(inOne(lines), name, (error) => bad.push(error), linesBefore)) {
    yield* bad.splice(0)
    onRow(number)
    const where = `${name}:${number}`
    if (text.trim() !== '') yield item(() => parseJson(text, where), map, where)
  }
  yield* bad
}

/** Where in a batch a worker was that said it was at `at`. */
export function whereInBatch(batch: Batch, at: number): string {
  return 'rows' in batch
    ? (batch.rows[at]?.where ?? batch.name)
    : `${batch.name}:${Math.max(at, batch.linesBefore + 1)}`
}

function item(read: () => unknown, map: ColumnMap, where: string): Item {
  try {
    return { sample: sampleOfRow(read(), map, where), where }
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
