import { unlessAborted } from '../../core/shared-calls.js'
import { packageFile } from '../../resources/packages.js'
import type { WorkerSettings } from './settings.js'
import { NOTHING } from './tasks.js'

/** Threads that score, each with scorers of its own. */
export interface WorkerPool {
  /** How many tasks are to be given at once: one that a worker does, and one that waits for it. */
  readonly concurrency: number
  /**
   * Has a worker do a task. The worker says in the task's `at` what it is on, so that one who dies leaves word.
   *
   * @param move What is moved to the worker instead of copied.
   * @throws WorkerEnded when the worker dies of it; otherwise what went wrong, as that a worker cannot be started.
   */
  run<T>(name: 'scoreChunk' | 'scoreBatch', task: object, move?: ArrayBuffer[]): Promise<T>
  close(): Promise<void>
}

/** A worker died. */
export class WorkerEnded extends Error {
  /** @param at What it was on: the last that it wrote into the task's `at`. */
  constructor(
    readonly at: number,
    cause: Error,
  ) {
    super(
      (cause as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? 'the worker that scored it ran out of memory; take it out, or give Node more (NODE_OPTIONS=--max-old-space-size=MEGABYTES)'
        : `the worker that scored it ended (${cause.message})`,
      { cause },
    )
  }
}

/**
 * Starts workers.
 *
 * @param count How many, or `auto`: as many as there are processors.
 * @throws InputError in a bundle, which does not hold the file that a thread runs.
 */
export async function workerPool(
  count: number | 'auto',
  settings: WorkerSettings,
  signal?: AbortSignal,
): Promise<WorkerPool> {
  const filename = await packageFile('dist/workers/worker.js') // first: a bundle has none, nor what the pool itself runs in threads
  const [{ Piscina }, { availableParallelism }] = await Promise.all([import('piscina'), import('node:os')])
  const threads = count === 'auto' ? availableParallelism() : count
  const pool = new Piscina({
    filename,
    minThreads: threads,
    maxThreads: threads,
    workerData: settings,
  })
  // A worker that dies with nothing to do, as one that cannot be started.
  const broken = new AbortController()
  pool.on('error', (error) => broken.abort(error))
  const stop = signal === undefined ? broken.signal : AbortSignal.any([signal, broken.signal])
  return {
    concurrency: threads * 2,
    async run<T>(name: string, task: object, move: ArrayBuffer[] = []): Promise<T> {
      stop.throwIfAborted()
      const at = new Int32Array(new SharedArrayBuffer(4)).fill(NOTHING)
      try {
        return await unlessAborted(pool.run({ ...task, at }, { name, transferList: move }) as Promise<T>, stop)
      } catch (error) {
        const last = Atomics.load(at, 0)
        throw last === NOTHING || stop.aborted ? error : new WorkerEnded(last, error as Error)
      }
    },
    close: () => pool.destroy(),
  }
}
