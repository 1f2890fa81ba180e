import { pMapIterable } from 'p-map'
import type { Sample } from '../../core/sample.js'
import type { ScoredSample } from '../../core/scored-sample.js'
import { assertOutput, type SampleScorerOptions, sampleName } from '../../scorers/policy/sample-scorer.js'
import { WorkerEnded, workerPool } from './pool.js'
import { workerSettings } from './settings.js'
import type { ScoredChunk } from './tasks.js'

/** Samples that are sent at once. */
const CHUNK = 64

/** Scores samples in worker threads, in their order, with bounded memory: `scoreSamples` with its option `workers`. */
export async function* scoreInWorkers(
  samples: Iterable<Sample> | AsyncIterable<Sample>,
  options: SampleScorerOptions & { workers: number | 'auto' },
): AsyncGenerator<ScoredSample, void, undefined> {
  const { workers, signal } = options
  const pool = await workerPool(workers, workerSettings(options), signal)
  const { concurrency } = pool
  const score = async ({ first, samples }: Chunk): Promise<ScoredSample[]> => {
    try {
      const scored = await pool.run<ScoredChunk>('scoreChunk', { samples: samples.map(read) })
      return scored.map((each, i) => ({ sample: samples[i] as Sample, ...each }))
    } catch (error) {
      if (!(error instanceof WorkerEnded)) throw error
      const name = sampleName(samples[error.at] as Sample, first + error.at)
      throw new Error(`${name}: ${error.message}`, { cause: error })
    }
  }
  try {
    const scoring = pMapIterable(chunks(samples, options), score, { concurrency, backpressure: concurrency * 2 })
    for await (const scored of scoring) {
      for (const each of scored) {
        signal?.throwIfAborted()
        yield each
      }
    }
  } finally {
    await pool.close()
  }
}

interface Chunk {
  /** The position of the first, from 1. */
  first: number
  samples: Sample[]
}

async function* chunks(
  samples: Iterable<Sample> | AsyncIterable<Sample>,
  { onBadSample }: Pick<SampleScorerOptions, 'onBadSample'>,
): AsyncGenerator<Chunk> {
  let first = 1
  let chunk: Sample[] = []
  for await (const sample of samples) {
    assertOutput(sample, first + chunk.length, onBadSample)
    chunk.push(sample)
    if (chunk.length < CHUNK) continue
    yield { first, samples: chunk }
    first += chunk.length
    chunk = []
  }
  if (chunk.length > 0) yield { first, samples: chunk }
}

/** What the scorers that can be sent read of a sample; its other fields may hold what cannot be. */
function read({ output, input, language, modifier, generation }: Sample): Sample {
  const { error, message } = (generation ?? {}) as Record<string, unknown>
  const failed = typeof error === 'string' ? { generation: { error, message: String(message) } } : {}
  return { output, input, language, modifier, ...failed } as Sample
}
