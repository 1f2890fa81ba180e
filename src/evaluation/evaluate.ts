import type { Sample } from '../core/sample.js'
import type { ScoredSample } from '../core/scored-sample.js'
import type { Report } from '../results/report.js'
import { summary } from '../results/summarize.js'
import { languageCorrectness } from '../scorers/language/language-correctness.js'
import { runSignature } from '../scorers/policy/sample-scorer.js'
import { type ScoreSamplesOptions, scoreSamples } from './score-samples.js'

export interface EvaluateOptions extends Omit<ScoreSamplesOptions, 'scorers'> {
  /** One metric each; their names must differ. Default: `languageCorrectness()`. */
  scorers?: ScoreSamplesOptions['scorers']
  /**
   * The fields to group by, e.g. `['model', 'language']`. A sample without the field is in a group of its own (null). `language`
   * is the expected language, normalised.
   *
   * @default []
   */
  by?: readonly string[]
  /**
   * Of the bootstrap behind the intervals: an integer. Another seed moves their ends a little.
   *
   * @default 0
   */
  seed?: number
  /** Called after each sample, in order. */
  onSample?: (scored: ScoredSample, done: number) => void
}

/**
 * Scores every sample and summarises: per group and metric the mean with a 95 % interval, and how many samples were scored, left out
 * for their language, skipped and failed, which always add up. Grouped by `language`, also the macro means over languages.
 *
 * Memory does not grow with the number of samples. No samples give a report without groups.
 *
 * @throws What `scoreSamples` throws; TypeError when `seed` is no integer.
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
export async function evaluate(
  samples: Iterable<Sample> | AsyncIterable<Sample>,
  options: EvaluateOptions = {},
): Promise<Report> {
  const {
    scorers = [languageCorrectness()],
    by = [],
    seed = 0,
    wrongLanguage: policy = 'exclude',
    onSample,
    ...rest
  } = options
  if (!Number.isInteger(seed)) throw new TypeError(`seed must be an integer, got ${seed}`)
  const stream = scoreSamples(samples, { ...rest, scorers, wrongLanguage: policy })
  const collected = summary({
    by,
    policy,
    seed,
    signature: await runSignature({ ...rest, scorers, wrongLanguage: policy }),
  })
  let done = 0
  for await (const scored of stream) {
    collected.add(scored)
    done += 1
    onSample?.(scored, done)
  }
  return collected.report()
}
