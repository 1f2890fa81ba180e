import { pMapIterable } from 'p-map'
import type { Sample } from '../core/sample.js'
import type { ScoredSample } from '../core/scored-sample.js'
import type { Scorer } from '../core/scorer.js'
import { assertOptions, assertOutput, type SampleScorerOptions, sampleScorer } from '../scorers/policy/sample-scorer.js'

export interface ScoreSamplesOptions extends SampleScorerOptions {
  /**
   * How many samples are scored at once, where a scorer may wait for a server. Surface metrics keep the processor busy: with these alone, samples are scored one
   * by one.
   *
   * @default 8
   */
  concurrency?: number
  /**
   * In how many threads samples are scored, `auto` for as many as there are processors; Node only. For surface metrics, which keep a processor busy: results are the
   * same for any number. 1 is this thread. Samples are then sent in chunks of 64.
   *
   * @default 1
   */
  workers?: number | 'auto'
}

/**
 * Scores samples one by one, in their order, with bounded memory: the stream behind `evaluate`.
 *
 * @throws TypeError for no scorer, two scorers of one name, or a sample without a string `output` (named by its id or position);
 * TypeError for `workers` with a scorer that cannot be sent to one (a judge, or one with functions among its options), RangeError for a number of workers
 * that is none; Error naming the sample when a worker dies of it; TypeError when the policy needs `languageCorrectness` and it is not among the scorers; RangeError for an unknown policy.
 *
 * @example
 * ```ts
 * const samples = [{ output: 'Oui, bien sûr.', language: 'fr' }]
 * for await (const { scores } of scoreSamples(samples, { scorers: [languageCorrectness()] })) {
 *   scores.map(({ name, score }) => `${name} ${score}`) // => ['languageCorrectness 1']
 * }
 * ```
 */
export async function* scoreSamples(
  samples: Iterable<Sample> | AsyncIterable<Sample>,
  options: ScoreSamplesOptions,
): AsyncGenerator<ScoredSample, void, undefined> {
  const { concurrency = 8, signal } = options
  assertOptions(options)
  assertWorkers(options.workers)
  signal?.throwIfAborted()
  const { workers = 1 } = options
  if (workers !== 1) {
    const { scoreInWorkers } = await import('./workers/score-in-workers.js')
    yield* scoreInWorkers(samples, { ...options, workers })
    return
  }
  const score = await sampleScorer(options)
  let position = 0
  const scoreNext = (sample: Sample) => {
    position += 1
    signal?.throwIfAborted()
    assertOutput(sample, position)
    return score(sample)
  }
  if (options.scorers.some(mayWait)) {
    yield* pMapIterable(samples, scoreNext, { concurrency, backpressure: concurrency * 4 })
    return
  }
  for await (const sample of samples) yield scoreNext(sample)
}

/** Whether a scorer may wait for a server. What can be sent to a worker keeps the processor busy instead, and several samples at once only cost more. */
function mayWait({ recipe }: Scorer): boolean {
  try {
    return recipe?.() === undefined
  } catch {
    return true
  }
}

function assertWorkers(workers: ScoreSamplesOptions['workers']): void {
  if (workers === undefined || workers === 'auto' || (Number.isSafeInteger(workers) && workers >= 1)) return
  throw new RangeError(`workers must be a whole number from 1, or "auto", got ${JSON.stringify(workers)}`)
}
