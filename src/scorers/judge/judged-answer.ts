import type { SampleArgs } from '../../core/sample.js'
import type { Score } from '../../core/score.js'
import { withoutReasoning } from '../../text/reasoning.js'
import { measured, notMeasured } from '../language/measured-text.js'
import type { JudgeMetadata } from './ask.js'

/** What a judge is shown of a response, with what to say of it. */
export interface JudgedAnswer {
  answer: string
  evidence: Pick<JudgeMetadata, 'leftOut'>
}

/**
 * The answer of a response, which is what a judge is shown: all but its reasoning, by the rule of `reasoningSpans`, which every other scorer has too. So an end of reasoning
 * that a response forges hides what is before it from all of them alike, and `leftOut` says that it did; to judge it after all would be to judge the thoughts of every model whose
 * template opens the block. A response that ends in its reasoning has no answer, and is skipped.
 */
export function judgedAnswer(name: string, args: SampleArgs): JudgedAnswer | Score<string, JudgeMetadata> {
  const { missing, metadata } = measured(args, {})
  if (missing?.[0] === 'no-answer') return notMeasured(name, missing, metadata)
  const reasoning = metadata.leftOut?.reasoning
  if (reasoning === undefined) return { answer: args.output, evidence: {} }
  return { answer: withoutReasoning(args.output).answer, evidence: { leftOut: { reasoning } } }
}
