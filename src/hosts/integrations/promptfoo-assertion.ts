import type { Score } from '../../core/score.js'
import type { Scorer } from '../../core/scorer.js'
import { isScored, notScored, runScorers } from './run-scorers.js'
import { sampleArgs } from './sample-args.js'
import { scorerList } from './scorer-list.js'

/** What promptfoo hands to a `javascript` assertion beside the output, as far as it is needed. */
export interface PromptfooContext {
  /** The rendered prompt. */
  prompt?: string | undefined
  /** `language`, `modifier`, and `input` where the prompt is more than what the user asked. */
  vars?: Record<string, unknown>
}

/** promptfoo's GradingResult. */
export interface PromptfooResult {
  pass: boolean
  score: number
  reason: string
  /** By metric, scored ones alone: promptfoo's means by metric are over these. */
  namedScores: Record<string, number>
  metadata: { scores: Score[]; graderError?: true }
}

export interface PromptfooAssertionOptions {
  /** The least that every score has to reach, 0..1. Default: above 0, as promptfoo has it for a number. */
  min?: number
}

/**
 * A promptfoo assertion (`type: javascript`) of one or several scorers. `namedScores` has each metric that was scored; the key of a skipped
 * or failed one is left out, and promptfoo's mean of that metric leaves the test out.
 *
 * A failed score (a judge that cannot be reached) fails the test with `metadata.graderError`, as promptfoo's own graders do. A test where all
 * is skipped passes with 1, as promptfoo has it for a test with no assertion. `score`, which has to be a number, is else the mean of what was
 * scored: with nothing but a failed judge it is promptfoo's 0. Read the named metrics; and set no `metric` on the assertion, which would
 * count `score` under that name.
 *
 * @throws TypeError without scorers or with two of one name; RangeError for a `min` outside 0..1.
 *
 * @example
 * ```ts
 * const assertion = promptfooAssertion([languageCorrectness(), spellcheckRatio()])
 * const result = await assertion('Der Zug kommt um acht Uhr an.', { vars: { language: 'de' } })
 * result.namedScores // => { languageCorrectness: 1 }
 * result.reason // => 'languageCorrectness 1; spellcheckRatio: skipped, no-dictionary: no dictionary for German; if there is one: npm install dictionary-de'
 * ```
 */
export function promptfooAssertion(
  scorers: Scorer | readonly Scorer[],
  options: PromptfooAssertionOptions = {},
): (output: unknown, context: PromptfooContext) => Promise<PromptfooResult> {
  const { min } = options
  const all = scorerList('promptfooAssertion', scorers)
  if (min !== undefined && !(min >= 0 && min <= 1)) {
    throw new RangeError(`promptfooAssertion: min must be from 0 to 1, got ${min}`)
  }
  const reaches = (score: number) => (min === undefined ? score > 0 : score >= min)

  return async (output, context) => {
    const args = sampleArgs(output, context.vars, context.prompt)
    const { all: scores, scored } = await runScorers(all, args)
    const broken = scores.some(({ status }) => status === 'failed')
    const mean = scored.reduce((sum, { score }) => sum + score / scored.length, 0)
    return {
      pass: !broken && scored.every(({ score }) => reaches(score)),
      score: scored.length > 0 ? Math.min(1, mean) : broken ? 0 : 1,
      reason: scores.map((score) => (isScored(score) ? `${score.name} ${score.score}` : notScored(score))).join('; '),
      namedScores: Object.fromEntries(scored.map(({ name, score }) => [name, score])),
      metadata: { scores, ...(broken && { graderError: true }) },
    }
  }
}
