import { type ChatMessage, chatMessages, chatOf, contentText } from '../chat-messages.js'
import { fieldsOf, firstText, listOf } from './values.js'

/** A response as a service kept it. */
export interface KeptAnswer {
  output: string
  finishReason?: string
}

/** What tracing calls the result of a call, when it is an object. */
const RESULTS = [
  'output',
  'answer',
  'response',
  'completion',
  'generated_text',
  'prediction',
  'result',
  'text',
  'content',
]
const QUESTIONS = ['input', 'question', 'prompt', 'query', 'instruction', 'user_input', 'text']

/**
 * The responses in what a call gave, as tracing keeps it: a text, a message, a conversation, the choices of OpenAI, the generations of LangChain, or an object with one of
 * those under a usual name. None where there is no text.
 */
export function keptAnswers(value: unknown): KeptAnswer[] {
  const kept = withoutJson(value)
  if (typeof kept === 'string') return [{ output: kept }]
  if (Array.isArray(kept)) return answersOfList(kept)
  const { choices, generations, messages, ...fields } = fieldsOf(kept)
  if (Array.isArray(choices)) return choices.flatMap(answersOfChoice)
  if (Array.isArray(generations)) return generations.flat().flatMap(answersOfChoice)
  if (Array.isArray(messages)) return answersOfList(messages)
  const message = plainMessage(kept)
  if (message !== undefined) return answersOfChoice({ message: kept })
  const name = RESULTS.find((each) => fields[each] !== undefined && fields[each] !== null)
  if (name !== undefined) return keptAnswers(fields[name])
  const only = onlyText(fields)
  return only === undefined ? [] : [{ output: only }]
}

/** The question in what a call was given, and what stood before it. */
export function keptPrompt(value: unknown): { input?: string; context?: readonly ChatMessage[] } {
  const kept = withoutJson(value)
  if (typeof kept === 'string') return { input: kept }
  const { messages, prompts, ...fields } = fieldsOf(kept)
  const chat = plainMessages(Array.isArray(kept) ? kept : listOf(messages))
  if (chat !== undefined) {
    const { input, context } = chatOf(chat)
    return { ...(input !== undefined && { input }), ...(context.length > 0 && { context }) }
  }
  const input = firstText(...QUESTIONS.map((name) => fields[name])) ?? firstText(...listOf(prompts)) ?? onlyText(fields)
  return input === undefined ? {} : { input }
}

/** JSON text of a conversation or of a call, as CSV and parquet have it. A text that happens to be some other JSON is a text. */
function withoutJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value
  const parsed = jsonOf(value)
  const isKnown = plainMessages(listOf(parsed)) ?? plainMessage(parsed)
  const { choices, messages, generations } = fieldsOf(parsed)
  return isKnown !== undefined || [choices, messages, generations].some(Array.isArray) ? parsed : value
}

/** What JSON text holds; what is no JSON text stays as it is. */
export function jsonOf(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

function answersOfList(list: readonly unknown[]): KeptAnswer[] {
  // OpenAI's Responses have reasoning and tool calls between the messages.
  const said = list.map(plainMessage).filter((each) => each?.role === 'assistant' && each.content !== '')
  const last = said.at(-1)
  if (last !== undefined) return [{ output: last.content }]
  if (list.some((each) => fieldsOf(each).role !== undefined)) return []
  if (list.every((each) => typeof each === 'string'))
    return list.filter((each) => each !== '').map((output) => ({ output }))
  const text = contentText(list)
  return text === '' ? list.flatMap(answersOfChoice) : [{ output: text }]
}

/** A choice of OpenAI, in a chat or not, or a generation of LangChain. */
function answersOfChoice(choice: unknown): KeptAnswer[] {
  const { message, text, finish_reason: finishReason } = fieldsOf(choice)
  // An empty content is an empty response; none at all, as of a call of a tool, is no response.
  const empty = [fieldsOf(message).content, text].includes('') ? '' : undefined
  const output = firstText(plainMessage(message)?.content, text) ?? empty
  return output === undefined ? [] : [{ output, ...(typeof finishReason === 'string' && { finishReason }) }]
}

/** The responses of a call that may have failed: where it gave no text and has an error, why. */
export function answersOrError(value: unknown, error: unknown): (KeptAnswer | FailedRequest)[] {
  const answers = keptAnswers(value)
  const hasError = error !== undefined && error !== null && error !== '' && error !== false
  return hasError && answers.every(({ output }) => output === '') ? [failedRequest(error)] : answers
}

/** What stands for a request that failed: no response, and why. */
interface FailedRequest {
  output: ''
  generation: { error: string; message: string }
}

export function failedRequest(error: unknown): FailedRequest {
  const message = typeof error === 'string' ? error : JSON.stringify(error)
  return { output: '', generation: { error: 'error', message } }
}

/** All of a conversation; LangChain has a list of conversations. */
function plainMessages(list: readonly unknown[]): ChatMessage[] | undefined {
  const messages = (Array.isArray(list[0]) ? list[0] : list).map(plainMessage)
  return messages.length > 0 && messages.every((each) => each !== undefined) ? messages : undefined
}

const ROLES: Readonly<Record<string, string>> = { human: 'user', ai: 'assistant', system: 'system', tool: 'tool' }

/** A message of OpenAI's shape, or of LangChain's: `{ type: 'human', content }`, `{ id: […, 'HumanMessage'], kwargs: { content } }`. */
function plainMessage(value: unknown): ChatMessage | undefined {
  const [message] = chatMessages([value]) ?? []
  if (message !== undefined) return message
  const { id, kwargs, data, ...fields } = fieldsOf(value)
  const body = fieldsOf(kwargs ?? data ?? fields)
  const kind = firstText(body.type, fields.type, listOf(id).at(-1))
    ?.replace(/Message(?:Chunk)?$/, '')
    .toLowerCase()
  const role = ROLES[kind ?? '']
  return role === undefined || body.content === undefined ? undefined : { role, content: contentText(body.content) }
}

function onlyText(fields: Readonly<Record<string, unknown>>): string | undefined {
  const values = Object.values(fields)
  return values.length === 1 ? firstText(...values) : undefined
}
