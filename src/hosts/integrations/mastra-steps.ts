import type { SampleArgs } from '../../core/sample.js'
import type { Score } from '../../core/score.js'
import type { Scorer } from '../../core/scorer.js'
import { isScored, notScored, runScorer } from './run-scorers.js'
import { sampleArgs } from './sample-args.js'

/** What Mastra calls the steps of a scorer with, as far as it is needed. */
export interface MastraRun {
  run: { input?: unknown; output: unknown; groundTruth?: unknown }
}

/** The two steps of a Mastra scorer. */
export interface MastraSteps<NotScorable> {
  preprocess: (context: MastraRun) => Promise<(Score & { score: number }) | NotScorable>
  generateScore: (context: { results: { preprocessStepResult: { score: number } } }) => number
}

export interface MastraStepsOptions<NotScorable> {
  /** Mastra's own, from `@mastra/core/evals`. */
  notScorable: (reason?: string) => NotScorable
  /** How a sample is read from a run whose output is not a text: an agent's messages, say. */
  sample?: (context: MastraRun) => SampleArgs
}

/**
 * The steps of a Mastra scorer that is built by Mastra's own `createScorer`: `preprocess` runs our scorer, and its Score with all evidence is
 * the step's result; `generateScore` gives the number. A skipped or failed score is `notScorable`, with the reason: Mastra counts it apart
 * and leaves it out of the average. (An error would end a run, and counts as 0 in a gate.)
 *
 * A run's `input`, and its `groundTruth`, may be an object with `input`, `language`, `modifier`.
 *
 * @throws TypeError without `notScorable`.
 *
 * @example
 * ```ts
 * const notScorable = (reason = '') => ({ reason }) // of @mastra/core/evals
 * const steps = mastraSteps(spellcheckRatio(), { notScorable })
 * // createScorer({ id: 'spelling', description: '…' }).preprocess(steps.preprocess).generateScore(steps.generateScore)
 * const { reason } = await steps.preprocess({ run: { input: { language: 'fr' }, output: '…' } })
 * // => 'spellcheckRatio: skipped, no-words: the response has no words'
 * ```
 */
export function mastraSteps<NotScorable>(
  scorer: Scorer,
  options: MastraStepsOptions<NotScorable>,
): MastraSteps<NotScorable> {
  const { notScorable, sample = ({ run }: MastraRun) => sampleArgs(run.output, run.input, run.groundTruth) } = options
  if (typeof notScorable !== 'function') throw new TypeError('mastraSteps: give { notScorable } of @mastra/core/evals')
  return {
    preprocess: async (context) => {
      const score = await runScorer(scorer, sample(context))
      return isScored(score) ? score : notScorable(notScored(score))
    },
    generateScore: ({ results }) => results.preprocessStepResult.score,
  }
}
