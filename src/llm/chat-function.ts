import { optionSignature } from '../core/option-signature.js'
import type { ChatClient, ChatCompletion, ChatMessage, ChatRequest } from './chat-client.js'
import { endOf } from './finish-reason.js'
import { foreignError } from './foreign-error.js'
import { type CallLimits, patientCalls } from './patient-calls.js'
import { keysOfEnvironment, redactor, withoutSecrets } from './redact.js'
import { tokenUsage } from './token-usage.js'

/** What a function given to {@link chatClient} is told beside the messages. */
export interface ChatFunctionOptions extends Omit<ChatRequest, 'messages'> {
  temperature: number
  /** Aborts when the answer is not wanted any more, and at the deadline. */
  signal: AbortSignal
}

/** What a function given to {@link chatClient} answers, where it is more than the text. */
export interface ChatFunctionAnswer {
  /** Null and undefined are no answer, as an empty text. */
  text: string | null | undefined
  /** As the model or its vendor names it: `stop`, `end_turn`, `STOP`, `length`, `max_tokens`, `refusal`, `content_filter` … @default 'stop' */
  finishReason?: string | null | undefined
  usage?: { promptTokens?: number | null | undefined; completionTokens?: number | null | undefined } | null | undefined
  /** The model's name as its server gives it. */
  model?: string | null | undefined
}

export interface ChatClientOptions extends CallLimits {
  /** The model's name: part of signatures, and of the identity that caches go by. */
  model: string
  /** Asks the model. What it throws with a `status` of HTTP, or as a broken connection, is tried again and told as the failure that it is. */
  run: (
    messages: readonly ChatMessage[],
    options: ChatFunctionOptions,
  ) => string | ChatFunctionAnswer | Promise<string | ChatFunctionAnswer>
  /** What else can change its answers, for signatures and caches: a version, a region, a prompt of one's own. */
  settings?: Readonly<Record<string, unknown>>
}

/**
 * A client of any function: the shortest way to judge with a model that you already call. The function gets the messages and what is wanted of the answer
 * (`temperature` 0, `maxTokens`, a `responseFormat` with its schema, `signal`), and gives a text, or a text with its usage and finish reason.
 *
 * The text of the function is part of the identity, by its hash. What it closes over is not: what can change answers belongs into `settings`. Keys of the
 * environment (`…_API_KEY`) are taken out of what it answers and throws.
 *
 * @throws TypeError without a model or a function.
 * @throws RangeError when `concurrency`, `retries` or `timeout` is out of range.
 *
 * @example
 * ```ts
 * const client = chatClient({ model: 'always-yes', run: () => '1' })
 * const { score } = await relevanceJudge({ client })({ input: 'Où est la gare ?', output: 'Tout droit.' }) // => 1
 * ```
 */
export function chatClient(options: ChatClientOptions): ChatClient {
  const { model, run, concurrency = 8, retries = 4, timeout = 600_000 } = options
  if (typeof model !== 'string' || model === '') throw new TypeError("chatClient: name the model, { model: '…' }")
  if (typeof run !== 'function') throw new TypeError('chatClient: give it { run }, a function that asks the model')
  const redact = () => redactor(keysOfEnvironment())
  const calls = patientCalls(model, { concurrency, retries, timeout }, (error) => foreignError(error, redact()))
  const settings = { run, ...(withoutSecrets(options.settings ?? {}) as object) }
  return {
    model,
    settings,
    concurrency,
    identity: async () => model + (await optionSignature(settings)),
    complete: ({ messages, ...wanted }, { signal } = {}) =>
      calls.queued(async (active) => {
        const answer = await run(messages, { temperature: 0, ...wanted, signal: active })
        return redact().json(completionOf(answer, model))
      }, signal),
  }
}

function completionOf(answer: string | ChatFunctionAnswer, model: string): ChatCompletion {
  if (typeof answer === 'string') return { text: answer, finishReason: 'stop', model }
  const { text, finishReason = 'stop', usage, model: named } = answer
  const counted = tokenUsage(usage?.promptTokens, usage?.completionTokens)
  return {
    text: text ?? '',
    finishReason: endOf(finishReason),
    model: named ?? model,
    ...(counted !== undefined && { usage: counted }),
  }
}
