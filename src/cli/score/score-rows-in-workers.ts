import { pMapIterable } from 'p-map'
import { InputError } from '../../core/input-error.js'
import { unpackDigests } from '../../evaluation/workers/packed-digests.js'
import { WorkerEnded, type WorkerPool, workerPool } from '../../evaluation/workers/pool.js'
import { workerSettings } from '../../evaluation/workers/settings.js'
import type { BatchTask, ScoredBatch } from '../../evaluation/workers/tasks.js'
import { recordOfBadLine } from '../../files/bad-line-record.js'
import { type SampleColumns, sampleColumns } from '../../files/columns.js'
import { type Batch, itemsOfBatch, readBatches, whereInBatch } from '../../files/row-batches.js'
import { oneRow, type RowScoring, readingOfFile, type ScoredRows } from './score-rows.js'

type Task = Omit<BatchTask, 'at'>

/** Scores rows in worker threads, batch by batch, in their order: workers read, score and write; here rows are only cut and counted. */
export async function* scoreRowsInWorkers(run: RowScoring, workers: number | 'auto'): AsyncGenerator<ScoredRows> {
  const pool = await workerPool(workers, workerSettings(run.scoring, run.rows))
  const { concurrency } = pool
  try {
    for await (const rows of scoreBatches(run, (tasks) =>
      pMapIterable(tasks, (task) => scoreBatch(pool, task), { concurrency, backpressure: concurrency * 2 }),
    )) {
      yield rows
      const [bad] = rows.bad
      if (bad !== undefined && run.rows.badLines === 'stop') throw bad
    }
  } finally {
    await pool.close()
  }
}

async function* scoreBatches(
  run: RowScoring,
  score: (tasks: AsyncIterable<Task>) => AsyncIterable<ScoredRows>,
): AsyncGenerator<ScoredRows> {
  const batches = withFields(readAll(run), run)
  const begun = yield* keptRows(batches, run)
  async function* tasks(): AsyncGenerator<Task> {
    if (begun !== undefined) yield begun
    for await (const batch of batches) yield { batch, done: 0 }
  }
  yield* score(tasks())
}

/** Rows that were scored already keep their scores. Gives the batch in which they end. */
async function* keptRows(
  batches: AsyncGenerator<Batch>,
  run: RowScoring,
): AsyncGenerator<ScoredRows, Task | undefined> {
  const { rows, kept } = run
  const columns = sampleColumns(rows.map, rows.naming)
  let known = await kept.next()
  while (!known.done) {
    const { value: batch, done: ended } = await batches.next()
    if (ended) return undefined
    let done = 0
    for await (const item of itemsOfBatch(batch, columns)) {
      if (item instanceof InputError) {
        const text = rows.badLines === 'record' ? recordOfBadLine(item) : ''
        yield { text, digests: [], failures: 0, bad: [item] }
      } else {
        if (known.done) return { batch, done }
        yield oneRow({ sample: item.sample, ...known.value }, rows)
        known = await kept.next()
      }
      done += 1
    }
  }
  return undefined
}

async function scoreBatch(pool: WorkerPool, task: Task): Promise<ScoredRows> {
  const { batch } = task
  try {
    const move = 'lines' in batch ? [batch.lines.buffer] : []
    const { text, digests, failures, bad } = await pool.run<ScoredBatch>('scoreBatch', task, move)
    return {
      text,
      digests: unpackDigests(digests),
      failures,
      bad: bad.map(({ where, problem }) => new InputError(where, problem)),
    }
  } catch (error) {
    if (error instanceof WorkerEnded) throw new InputError(whereInBatch(batch, error.at), error.message)
    throw error
  }
}

async function* readAll({ files, format, reading, rows, onBytes, onNote }: RowScoring): AsyncGenerator<Batch> {
  const options = { goOn: rows.badLines !== 'stop', onBytes }
  for (const file of files) {
    const note = (text: string) => onNote(file === '-' ? 'stdin' : file, text)
    yield* readBatches(file, { ...options, ...readingOfFile(file, format, reading, note) })
  }
}

/** The first rows of each file are read here too, for the columns that were named and the fields of groups. */
async function* withFields(batches: AsyncIterable<Batch>, { fields, rows, onNote }: RowScoring): AsyncGenerator<Batch> {
  let file: { name: string; columns: SampleColumns } | undefined
  let wanted = { fields: fields !== undefined, columns: false }
  const endFile = () => {
    if (wanted.columns) file?.columns.check(true)
    for (const note of file?.columns.notes() ?? []) onNote(file?.name ?? '', note)
  }
  for await (const batch of batches) {
    if (batch.name !== file?.name) {
      endFile()
      file = { name: batch.name, columns: sampleColumns(rows.map, rows.naming) }
      wanted = { ...wanted, columns: true }
    }
    if (wanted.fields || wanted.columns) {
      for await (const item of itemsOfBatch(batch, file.columns)) {
        if (!(item instanceof InputError)) wanted.fields = wanted.fields && fields?.see(item.sample) === true
        else if (rows.badLines === 'stop') wanted = { fields: false, columns: false } // the run ends with it
        wanted.columns = wanted.columns && file.columns.check()
        if (!wanted.fields && !wanted.columns) break
      }
    }
    yield batch
  }
  endFile()
  if (wanted.fields) fields?.end()
}
