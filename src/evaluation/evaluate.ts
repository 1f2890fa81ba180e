import type { Sample, SampleArgs } from '../core/sample.js'
import type { ScoredSample } from '../core/scored-sample.js'
import type { ForeignScorer } from '../core/scorer.js'
import { knownFields } from '../results/known-fields.js'
import type { Report } from '../results/report.js'
import { summary } from '../results/summary.js'
import { languageCorrectness } from '../scorers/language/language-correctness.js'
import { completeScorers, type GivenScorer } from '../scorers/policy/complete-scorers.js'
import { runSignature } from '../scorers/policy/sample-scorer.js'
import type { MetricNames } from './metric-names.js'
import { type ScoreSamplesOptions, scoreSamples } from './score-samples.js'

export interface EvaluateOptions<
  Row extends SampleArgs = Sample,
  Scorers extends readonly GivenScorer<Row>[] = readonly GivenScorer<Row>[],
  Fields extends readonly string[] = readonly string[],
> extends Omit<ScoreSamplesOptions<Row>, 'scorers'> {
  /** One metric each; their names must differ. A judge of several criteria stands for all of them. Default: `languageCorrectness()`. */
  scorers?: Scorers
  /**
   * The fields to group by, e.g. `['model', 'language']`. A sample without the field is in a group of its own (null). `language`
   * is the expected language, normalised.
   *
   * @default []
   */
  by?: Fields
  /**
   * Of the bootstrap behind the intervals: an integer. Another seed moves their ends a little.
   *
   * @default 0
   */
  seed?: number
  /** Called after each sample, in order; the next one is not taken before what it returns has settled. */
  onSample?: (scored: ScoredSample<Row>, done: number) => unknown
}

/**
 * Scores every sample and summarises: per group and metric the mean with a 95 % interval, and how many samples were scored, left out
 * for their language, skipped and failed, which always add up. Grouped by `language`, also the macro means over languages.
 *
 * Where the wrong-language policy needs the verdict of `languageCorrectness` and no scorer gives it, it is scored and reported too.
 * Memory does not grow with the number of samples. No samples give a report without groups.
 *
 * @throws What `scoreSamples` throws; TypeError when `seed` is no integer; RangeError for a field of `by` that no sample has.
 *
 * @example
 * ```ts
 * const samples = [
 *   { output: 'La capitale du Japon est Tokyo.', language: 'fr' },
 *   { output: 'The capital of Japan is Tokyo.', language: 'fr' },
 * ]
 * const report = await evaluate(samples, { scorers: [languageCorrectness(), spellcheckRatio()], by: ['language'] })
 * const { scored, wrongLanguage, mean } = report.groups[0]?.metrics.spellcheckRatio ?? {}
 * ;[scored, wrongLanguage, mean] // => [1, 1, 1]
 * ```
 */
export async function evaluate<
  Row extends SampleArgs,
  const Scorers extends readonly GivenScorer<NoInfer<Row>>[],
  const Fields extends readonly string[],
>(
  samples: Iterable<Row> | AsyncIterable<Row>,
  options: EvaluateOptions<NoInfer<Row>, Scorers, Fields> = {},
): Promise<Report<MetricNames<Scorers>, Fields[number]>> {
  const { by = [], seed = 0, onSample, scorers: given = [languageCorrectness()], ...scoring } = options
  const { wrongLanguage = 'exclude' } = scoring
  if (!Number.isInteger(seed)) throw new TypeError(`seed must be an integer, got ${seed}`)
  const scorers = completeScorers<Row>(given as readonly GivenScorer<Row>[], scoring)
  const fields = knownFields(by, Number.POSITIVE_INFINITY, (message) => new RangeError(`by: ${message}`))
  if (Array.isArray(samples)) {
    for (const sample of samples) fields.see(sample)
    fields.end()
  }
  const stream = scoreSamples<Row>(samples, { ...scoring, scorers })
  const signature = await runSignature({ ...scoring, scorers: scorers as readonly ForeignScorer[] })
  const collected = summary({ by, wrongLanguage, seed, signature })
  let done = 0
  for await (const scored of stream) {
    fields.see(scored.sample)
    collected.add(scored as ScoredSample<never>)
    done += 1
    await onSample?.(scored, done)
  }
  fields.end()
  return collected.report() as Report<MetricNames<Scorers>, Fields[number]>
}
