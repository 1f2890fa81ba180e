import type { ChatCompletion } from '../../llm/chat-client.js'
import { withoutReasoning } from '../../text/reasoning.js'

/** What a judge answered, without what it thought before. */
export interface JudgeAnswer extends ChatCompletion {
  /** All that it wrote. */
  written: string
}

/**
 * Takes the reasoning off an answer. One whose reasoning never ends was cut, whatever the server says, and drafts in it are no answer. An end of reasoning that was
 * never begun may be repeated from a response that has such tags itself: it ends nothing then.
 */
export function answerOf(completion: ChatCompletion, response: string): JudgeAnswer {
  const { text: written, finishReason } = completion
  const { reasoning, answer, unclosed } = withoutReasoning(written)
  if (unclosed && finishReason !== 'refusal') return { ...completion, text: '', written, finishReason: 'length' }
  const isBegun = reasoning !== '' && /^\s*[<[◁]/.test(written)
  const isRepeated = answer !== written && !isBegun && withoutReasoning(response).answer !== response
  return { ...completion, text: isRepeated ? written : answer, written }
}
