interface Part {
  type?: unknown
  text?: unknown
}

/** Parts that are no answer: Mistral's and Anthropic's thinking, what LiteLLM keeps of it, what a model calls. */
const NO_ANSWER = /thinking|reasoning|tool|function|image|audio|file|refusal/i

/**
 * The text of a message's content: a text as it is; the texts of its parts, without those that are thinking; a value that a server has parsed itself, where JSON
 * was asked for, as its JSON. Nothing is an empty text.
 */
export function answerText(content: unknown): string {
  if (typeof content === 'string') return content
  if (content === undefined || content === null) return ''
  if (Array.isArray(content)) return content.map(partText).join('')
  if (typeof content === 'object' && ('type' in content || typeof (content as Part).text === 'string')) {
    return partText(content)
  }
  return JSON.stringify(content) ?? ''
}

function partText(part: unknown): string {
  if (typeof part === 'string') return part
  const { type, text } = (part ?? {}) as Part
  return typeof text === 'string' && !NO_ANSWER.test(String(type ?? '')) ? text : ''
}

/** Whether a message, or the count of its tokens, tells that the model thought before it answered. */
export function thought(message: Readonly<Record<string, unknown>>, details: unknown): boolean {
  const { content, reasoning_content, reasoning, thinking } = message
  if ([reasoning_content, reasoning, thinking].some((told) => typeof told === 'string' && told.trim() !== ''))
    return true
  const { reasoning_tokens: tokens } = (details ?? {}) as { reasoning_tokens?: unknown }
  if (typeof tokens === 'number' && tokens > 0) return true
  return (
    Array.isArray(content) && content.some((part) => /thinking|reasoning/i.test(String((part as Part)?.type ?? '')))
  )
}
