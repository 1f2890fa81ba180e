import type { ChatCompletion } from '../../llm/chat-client.js'
import { withoutReasoning } from '../../text/reasoning.js'

/** What a judge answered, without what it thought before. */
export interface JudgeAnswer extends ChatCompletion {
  /** All that it wrote. */
  written: string
}

/** Takes the reasoning off an answer. One whose reasoning never ends was cut, whatever the server says, and drafts in it are no answer. */
export function answerOf(completion: ChatCompletion): JudgeAnswer {
  const { answer, unclosed } = withoutReasoning(completion.text)
  const cut = unclosed && completion.finishReason !== 'refusal'
  return { ...completion, text: cut ? '' : answer, written: completion.text, ...(cut && { finishReason: 'length' }) }
}
