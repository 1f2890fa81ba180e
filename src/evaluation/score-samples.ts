import { pMapIterable } from 'p-map'
import type { Sample, SampleArgs } from '../core/sample.js'
import type { ScoredSample } from '../core/scored-sample.js'
import { concurrencyOf, type ForeignScorer } from '../core/scorer.js'
import { assertWholeNumber } from '../core/whole-number.js'
import { completeScorers, type GivenScorer } from '../scorers/policy/complete-scorers.js'
import { assertOutput, type SampleScorerOptions, sampleScorer } from '../scorers/policy/sample-scorer.js'
import type { MetricNames } from './metric-names.js'

export interface ScoreSamplesOptions<
  Row extends SampleArgs = Sample,
  Scorers extends readonly GivenScorer<Row>[] = readonly GivenScorer<Row>[],
> extends Omit<SampleScorerOptions, 'scorers'> {
  /** One metric each; their names must differ. A judge of several criteria stands for all of them. */
  scorers: Scorers
  /**
   * How many samples are scored at once, where a scorer may wait for a server. Surface metrics keep the processor busy: with these alone, samples are scored one
   * by one. Default: as many as the judges' clients make calls at once, and 8 at least.
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
 * Scores samples one by one, in their order, with bounded memory: the stream behind `evaluate`. Where the wrong-language policy needs a verdict that no
 * scorer gives, `languageCorrectness` is scored too.
 *
 * @throws TypeError for no scorer, two scorers of one name, or a sample without a string `output` (named by its id or position);
 * TypeError for `workers` with a scorer that cannot be sent to one (a judge, or one with functions among its options), RangeError for a number of workers
 * or a concurrency that is none; Error naming the sample when a worker dies of it; TypeError when the policy needs a verdict that nobody gives; RangeError for an unknown policy.
 *
 * @example
 * ```ts
 * const samples = [{ output: 'Oui, bien sûr.', language: 'fr' }]
 * for await (const { scores } of scoreSamples(samples, { scorers: [languageCorrectness()] })) {
 *   scores.map(({ name, score }) => `${name} ${score}`) // => ['languageCorrectness 1']
 * }
 * ```
 */
export async function* scoreSamples<
  Row extends SampleArgs = Sample,
  const Scorers extends readonly GivenScorer<NoInfer<Row>>[] = readonly GivenScorer<NoInfer<Row>>[],
>(
  samples: Iterable<Row> | AsyncIterable<Row>,
  options: ScoreSamplesOptions<NoInfer<Row>, Scorers>,
): AsyncGenerator<ScoredSample<Row, MetricNames<Scorers>>, void, undefined> {
  const { workers = 1, onBadSample = 'throw', signal } = options
  if (options.concurrency !== undefined) assertWholeNumber('concurrency', options.concurrency)
  if (workers !== 'auto') assertWholeNumber('workers', workers, ', or "auto"')
  if (onBadSample !== 'throw' && onBadSample !== 'fail') {
    throw new RangeError(`onBadSample must be "throw" or "fail", got ${JSON.stringify(onBadSample)}`)
  }
  // What a row is beside the fields that scorers read is its owner's business: inside it is a Sample, outside it has its own type again.
  const scorers = completeScorers(options.scorers, options) as readonly ForeignScorer[]
  for (const { concurrency } of scorers) if (concurrency !== undefined) assertWholeNumber('concurrency', concurrency)
  const concurrency = options.concurrency ?? Math.max(8, concurrencyOf(scorers).concurrency ?? 0)
  signal?.throwIfAborted()
  const rows = samples as AsyncIterable<Sample>
  yield* (
    workers === 1
      ? scoreHere(rows, { ...options, scorers }, concurrency)
      : scoreElsewhere(rows, { ...options, scorers, workers })
  ) as AsyncGenerator<ScoredSample<Row, MetricNames<Scorers>>>
}

async function* scoreElsewhere(
  samples: AsyncIterable<Sample>,
  options: SampleScorerOptions & { workers: number | 'auto' },
): AsyncGenerator<ScoredSample> {
  const { scoreInWorkers } = await import('./workers/score-in-workers.js')
  yield* scoreInWorkers(samples, options)
}

async function* scoreHere(
  samples: Iterable<Sample> | AsyncIterable<Sample>,
  options: SampleScorerOptions,
  concurrency: number,
): AsyncGenerator<ScoredSample> {
  const score = await sampleScorer(options)
  let position = 0
  const scoreNext = (sample: Sample) => {
    position += 1
    options.signal?.throwIfAborted()
    assertOutput(sample, position, options.onBadSample)
    return score(sample)
  }
  if (options.scorers.some(mayWait)) {
    yield* pMapIterable(samples, scoreNext, { concurrency, backpressure: concurrency * 4 })
    return
  }
  for await (const sample of samples) yield scoreNext(sample)
}

/** Whether a scorer may wait for a server. What can be sent to a worker keeps the processor busy instead, and several samples at once only cost more. */
function mayWait({ recipe }: ForeignScorer): boolean {
  try {
    return recipe?.() === undefined
  } catch {
    return true
  }
}
