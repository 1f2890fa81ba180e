import { type ChatMessage, chatTurns } from '../chat-messages.js'
import type { Fields, Harness } from './harness.js'
import { fieldsOf, given, idOf, languageOf, listOf } from './values.js'

/** Who speaks, in ShareGPT's words and those of files made after it. */
const ROLES: Readonly<Record<string, string>> = {
  human: 'user',
  user: 'user',
  gpt: 'assistant',
  chatgpt: 'assistant',
  assistant: 'assistant',
  model: 'assistant',
  bot: 'assistant',
  system: 'system',
}

/** Conversations, one a row. */
export const sharegpt: Harness = {
  name: 'sharegpt',
  title: 'ShareGPT: conversations of from and value, or of role and content, as LMSYS-Chat-1M has them',
  source: 'fschat 0.2.36, fastchat/data/clean_sharegpt.py; lmsys/lmsys-chat-1m',
  isRow: (row) => messagesOf(row).length > 0,
  begin({ turn }) {
    return (row) => {
      const { conversations, conversation, ...fields } = row
      const turns = chatTurns(messagesOf(row)).map((chat, i) => ({ ...chat, turn: i + 1 }))
      const id = idOf(row.id, row.conversation_id)
      const language = languageOf(row)
      return (turn === 'all' ? turns : turns.slice(-1)).map(({ input, context, answers, turn: number }) =>
        given({
          ...fields,
          id: turn === 'all' && id !== undefined ? `${id}/${number}` : id,
          language,
          input,
          ...(context.length > 0 && { context }),
          output: answers.at(-1),
          ...(turn === 'all' && { turn: number }),
        }),
      )
    }
  },
}

function messagesOf({ conversations, conversation }: Fields): ChatMessage[] {
  return listOf(conversations ?? conversation).flatMap((each) => {
    const { from, value, role = from, content = value } = fieldsOf(each)
    const known = ROLES[String(role).toLowerCase()]
    return known === undefined || typeof content !== 'string' ? [] : [{ role: known, content }]
  })
}
