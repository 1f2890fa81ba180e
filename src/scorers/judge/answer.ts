import type { ChatCompletion } from '../../llm/chat-client.js'
import { withoutReasoning } from '../../text/reasoning.js'
import type { IsQuoted } from './quotation.js'

/** What a judge answered, without what it thought before. */
export interface JudgeAnswer extends ChatCompletion {
  /** All that it wrote. */
  written: string
}

/** How much of the tag that ends the reasoning must stand in the response, with all that follows, for it to be quoted. */
const TAG = 8

/**
 * Takes the reasoning off an answer. One whose reasoning never ends was cut, whatever the server says, and drafts in it are no answer. An end of reasoning that
 * is repeated from the response, with all behind it, ends nothing.
 */
export function answerOf(completion: ChatCompletion, isQuoted: IsQuoted): JudgeAnswer {
  const { text: written, finishReason } = completion
  const { answer, unclosed } = withoutReasoning(written)
  if (unclosed && finishReason !== 'refusal') return { ...completion, text: '', written, finishReason: 'length' }
  const start = Math.max(0, written.length - answer.length - TAG)
  return { ...completion, text: answer !== written && isQuoted(written.slice(start)) ? written : answer, written }
}
