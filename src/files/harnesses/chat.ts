import { InputError } from '../../core/input-error.js'
import { chatMessages, chatOf, chatTurns } from '../chat-messages.js'
import type { Harness } from './harness.js'
import { given, languageInName, languageOf, stepsOfPath } from './values.js'

/** Rows with a conversation in `messages`, or lines that are one, as the released files of the paper. */
export const chat: Harness = {
  name: 'chat',
  title: 'conversations: messages of { role, content }',
  source:
    'OpenAI API reference, Chat completions; for lines that are conversations the released files of arXiv 2402.14778',
  isRow: (row) =>
    chatMessages(row.messages)?.some(({ role }) => role === 'assistant') === true || isBare(row.messages, row),
  begin({ path, turn, note }) {
    const [file = ''] = stepsOfPath(path)
    const ofFile = languageInName(file.replace(/\.\w+(?:\.(?:gz|zst))?$/, ''))
    return (row, where) => {
      const messages = chatMessages(row.messages)
      if (messages === undefined)
        throw new InputError(where, 'expected a conversation: [{"role": "user", "content": "…"}, …]')
      const chats = turn === 'all' ? chatTurns(messages) : [chatOf(messages)]
      const { messages: _, ...fields } = row
      const isBareRow = isBare(messages, row)
      const language = languageOf(row) ?? (isBareRow ? ofFile : undefined)
      if (isBareRow && language !== undefined) note(`took the language ${language} from the file's name`)
      if (chats.every(({ answers }) => answers.length === 0)) {
        throw new InputError(
          where,
          'the conversation ends without an answer: these are prompts, for which crosslingual generate gets responses',
        )
      }
      return chats.map(({ input, context, answers }) =>
        given({ ...fields, input, language, output: answers.at(-1), ...(context.length > 0 && { context }) }),
      )
    }
  },
}

/** Whether the row is nothing but the conversation. */
function isBare(messages: unknown, row: object): boolean {
  return Array.isArray(messages) && Object.keys(row).length === 1
}
