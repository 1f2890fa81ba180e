import type { SampleArgs } from '../core/sample.js'
import type { ScoredSample } from '../core/scored-sample.js'
import type { Signature } from '../core/signature.js'
import { assertWrongLanguagePolicy, type WrongLanguagePolicy } from '../core/wrong-language.js'
import { knownFields } from './known-fields.js'
import type { Report } from './report.js'
import { type Summary, summary } from './summary.js'

export interface SummarizeOptions<Fields extends readonly string[] = readonly string[]> {
  /**
   * The fields to group by, as in `evaluate`.
   *
   * @default []
   */
  by?: Fields
  /** The policy that the scores were made under. Default: what their signature says. Another one than that is an error, since it cannot be applied afterwards. */
  wrongLanguage?: WrongLanguagePolicy
  /**
   * Of the bootstrap behind the intervals: an integer.
   *
   * @default 0
   */
  seed?: number
}

/**
 * The report over samples that are scored already, as `scoreSamples` and `readScored` of `crosslingual/files` give them. It is the one that `evaluate` gives for the
 * same rows, scorers and options, to the last bit: scores and judgements are made once, and grouped as often as wanted. Memory does not grow with the number of samples.
 *
 * Samples that were written and read have what JSON keeps: a field that held a Date is a text, and one that held NaN is null. No samples give a report without groups,
 * whose signature has the seed alone: what would have produced its numbers is not known here.
 *
 * @throws RangeError for a field of `by` that no sample has, for samples of runs that cannot be combined (the difference is named), and where neither the option nor
 * the signature says under which policy they were scored; TypeError when `seed` is no integer.
 *
 * @example
 * ```ts
 * const samples = [
 *   { output: 'La capitale du Japon est Tokyo.', language: 'fr', model: 'a' },
 *   { output: 'The capital of Japan is Tokyo.', language: 'fr', model: 'b' },
 * ]
 * const scored = []
 * for await (const each of scoreSamples(samples, { scorers: [languageCorrectness()] })) scored.push(each)
 * const byModel = await summarize(scored, { by: ['model'] })
 * byModel.groups.map(({ by, metrics }) => [by.model, metrics.languageCorrectness.mean]) // => [['a', 1], ['b', 0]]
 * const byLanguage = await summarize(scored, { by: ['language'] })
 * byLanguage.groups.map(({ by, metrics }) => [by.language, metrics.languageCorrectness.mean]) // => [['fr', 0.5]]
 * ```
 */
export async function summarize<Metric extends string, const Fields extends readonly string[]>(
  scored: Iterable<ScoredSample<SampleArgs, Metric>> | AsyncIterable<ScoredSample<SampleArgs, Metric>>,
  options: SummarizeOptions<Fields> = {},
): Promise<Report<Metric, Fields[number]>> {
  const { by = [], seed = 0, wrongLanguage } = options
  if (!Number.isInteger(seed)) throw new TypeError(`seed must be an integer, got ${seed}`)
  if (wrongLanguage !== undefined) assertWrongLanguagePolicy(wrongLanguage)
  const fields = knownFields(by, Number.POSITIVE_INFINITY, (message) => new RangeError(`by: ${message}`))
  let collected: Summary | undefined
  for await (const each of scored) {
    const { signature } = each
    fields.see(each.sample)
    collected ??= summary({ by, seed, wrongLanguage: policyOf(signature, wrongLanguage), signature })
    collected.add(each as unknown as ScoredSample)
  }
  fields.end()
  collected ??= summary({ by, seed, wrongLanguage: wrongLanguage ?? 'exclude', signature: {} })
  return collected.report() as Report<Metric, Fields[number]>
}

/**
 * The wrong-language policy that a sample was scored under.
 *
 * @throws RangeError where nobody says it, and where its signature says another than `said`.
 */
export function policyOf({ wrongLanguage: signed }: Signature, said?: WrongLanguagePolicy): WrongLanguagePolicy {
  if (said !== undefined && signed !== undefined && said !== signed) {
    throw new RangeError(`the samples were scored with wrongLanguage: "${signed}", not "${said}"; score them again`)
  }
  const policy = said ?? signed
  if (policy === undefined) {
    throw new RangeError('the signature of the samples has no wrongLanguage; give the policy as { wrongLanguage }')
  }
  assertWrongLanguagePolicy(policy)
  return policy
}
