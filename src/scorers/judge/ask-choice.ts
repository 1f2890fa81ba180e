import { type ChatCompletion, type ChatMessage, isChatError } from '../../llm/chat-client.js'
import { answerOf, type JudgeAnswer } from './answer.js'
import { choiceIn, type Reading } from './choice-in.js'

/** A question that a judge answers with one of a few choices. */
export interface ChoiceQuestion {
  question: string
  choices: readonly string[]
  /** What the judge is told where its first answer cannot be read. */
  onlyChoice: string
  /** What the question shows of the sample: what the judge repeats of it is not its verdict. */
  response: string
  ask: (messages: readonly ChatMessage[], again: boolean) => Promise<ChatCompletion>
  /** Whether an answer says something else than the choice read in it. */
  contradicts?: (answer: string, choice: string) => boolean
}

/** What came of a question: the first answer, and the choice with the answer that it was read in; or whether two choices were read. */
export type Chosen = { first: JudgeAnswer } & (
  | { choice: string; decisive: JudgeAnswer; askedAgain: boolean }
  | { choice?: undefined; ambiguous: boolean }
)

/**
 * Asks, and once more where the answer has no choice or two. An answer that was cut, empty or refused is not asked about again.
 *
 * @throws what `ask` throws on the first question; of the second, all but a ChatError.
 */
export async function askChoice(asked: ChoiceQuestion): Promise<Chosen> {
  const { choices, response, onlyChoice, ask, contradicts = () => false } = asked
  const read = ({ text, finishReason }: JudgeAnswer): Reading => {
    if (finishReason === 'refusal') return undefined // a filter was at work, whatever it let through
    const reading = choiceIn(text, choices, { cut: finishReason === 'length', shown: response })
    return typeof reading === 'object' && contradicts(text, reading.choice) ? 'ambiguous' : reading
  }

  const question: ChatMessage = { role: 'user', content: asked.question }
  const first = answerOf(await ask([question], false), response)
  const reading = read(first)
  if (typeof reading === 'object') return { first, ...reading, decisive: first, askedAgain: false }
  const none = { first, ambiguous: reading === 'ambiguous' }
  if (first.finishReason !== 'stop' || first.text.trim() === '') return none
  try {
    const answer: ChatMessage = { role: 'assistant', content: first.text }
    const second = answerOf(await ask([question, answer, { role: 'user', content: onlyChoice }], true), response)
    const again = read(second)
    return typeof again === 'object' ? { first, ...again, decisive: second, askedAgain: true } : none
  } catch (error) {
    if (!isChatError(error)) throw error
    return none // the first answer says why there is no verdict
  }
}
