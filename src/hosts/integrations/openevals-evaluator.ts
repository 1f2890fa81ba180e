import type { SampleArgs } from '../../core/sample.js'
import type { JsonObject } from '../../core/score.js'
import type { Scorer } from '../../core/scorer.js'
import { runScorers } from './run-scorers.js'
import { sampleArgs } from './sample-args.js'
import { scorerList } from './scorer-list.js'

/** What openevals and LangSmith call an evaluator with. */
export interface OpenevalsArgs {
  /** The prompt, or an object with `input`, `language`, `modifier`. */
  inputs?: unknown
  /** The response, or an object with it as `output`. */
  outputs?: unknown
  [name: string]: unknown
}

/** An EvaluatorResult of openevals. */
export interface OpenevalsResult {
  key: string
  score: number
  metadata: JsonObject
}

export interface OpenevalsEvaluatorOptions {
  /** How a sample is read from what the host hands over, where its names are others: messages, `outputs.answer` … */
  sample?: (args: OpenevalsArgs) => SampleArgs
}

/**
 * An evaluator for openevals and LangSmith of one or several scorers: one result for each score that there is. A skipped or failed score
 * gives no result, so that there is nothing to be counted as 0; where none was scored, the list is empty.
 *
 * @throws TypeError without scorers or with two of one name.
 *
 * @example
 * ```ts
 * const evaluator = openevalsEvaluator([languageCorrectness(), spellcheckRatio()])
 * const results = await evaluator({ inputs: { language: 'de' }, outputs: 'Der Zug kommt um acht Uhr an.' })
 * results.map(({ key, score }) => [key, score]) // => [['languageCorrectness', 1]]
 * ```
 */
export function openevalsEvaluator(
  scorers: Scorer | readonly Scorer[],
  options: OpenevalsEvaluatorOptions = {},
): (args: OpenevalsArgs) => Promise<OpenevalsResult[]> {
  const { sample = ({ inputs, outputs }: OpenevalsArgs) => sampleArgs(outputs, inputs) } = options
  const all = scorerList('openevalsEvaluator', scorers)
  return async (args) => {
    const { scored } = await runScorers(all, sample(args))
    return scored.map(({ name, score, metadata }) => ({ key: name, score, metadata }))
  }
}
