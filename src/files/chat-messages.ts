/** A conversation, or what of it was taken. */
export interface Chat {
  /** The last user message. */
  input?: string
  /** What stands before that message: system messages and earlier turns. */
  context: readonly ChatMessage[]
  /** The assistant's messages after it; the last is the answer. */
  answers: readonly string[]
}

export interface ChatMessage {
  role: string
  content: string
}

/**
 * A value that is a conversation in OpenAI's shape, `[{ role, content }, …]`, or JSON text of one; undefined for anything else. Contents may be lists of parts, of which
 * the texts are taken.
 */
export function chatMessages(value: unknown): ChatMessage[] | undefined {
  const list = typeof value === 'string' ? parsed(value) : value
  if (!Array.isArray(list) || list.length === 0 || !list.every(isMessage)) return undefined
  return list.map(({ role, content }) => ({ role, content: contentText(content) }))
}

/** A conversation, taken apart at the last user message. */
export function chatOf(messages: readonly ChatMessage[]): Chat {
  const at = messages.findLastIndex(({ role }) => role === 'user')
  const input = messages[at]?.content
  return {
    ...(input !== undefined && { input }),
    context: messages.slice(0, Math.max(at, 0)),
    answers: messages
      .slice(at + 1)
      .filter(({ role, content }) => role === 'assistant' && content !== '')
      .map(({ content }) => content),
  }
}

/** Each answer of a conversation with the user message before it, in order; of several that follow one another, the last. */
export function chatTurns(messages: readonly ChatMessage[]): Chat[] {
  const ends = messages.flatMap(({ role }, at) => (role === 'user' && at > 0 ? [at] : []))
  return [...ends, messages.length]
    .map((end) => chatOf(messages.slice(0, end)))
    .filter(({ answers }) => answers.length > 0)
}

interface RawMessage {
  role: string
  content?: unknown
}

function isMessage(value: unknown): value is RawMessage {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as RawMessage).role === 'string' &&
    ['content', 'tool_calls', 'refusal'].some((key) => Object.hasOwn(value, key))
  )
}

/** Parts that are no answer: what a model thinks, and what it calls. */
const NO_ANSWER = /thinking|reasoning|tool|function|image|audio|file|refusal/i

/** The text of a message's content: a text as it is, the texts of its parts; of others none. */
export function contentText(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content
    .map((part) => {
      if (typeof part === 'string') return part
      const { type, text } = (part ?? {}) as { type?: unknown; text?: unknown }
      return typeof text === 'string' && !NO_ANSWER.test(String(type ?? '')) ? text : ''
    })
    .join('')
}

/** JSON text that could be a conversation. */
function parsed(text: string): unknown {
  if (!/^\s*\[\s*\{/.test(text) || !text.includes('"role"')) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
