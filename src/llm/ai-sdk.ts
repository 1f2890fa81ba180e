import { optionSignature } from '../core/option-signature.js'
import { unlessAborted } from '../core/shared-calls.js'
import { type Body, decodingOf } from './accepted-body.js'
import {
  type ChatClient,
  type ChatCompletion,
  ChatError,
  type ChatMessage,
  type ChatRequest,
  type ResponseFormat,
} from './chat-client.js'
import { endpoint } from './endpoint.js'
import { endOf } from './finish-reason.js'
import { foreignError } from './foreign-error.js'
import { type CallLimits, patientCalls } from './patient-calls.js'
import { keysOfEnvironment, redactor, secretsIn, withoutSecrets } from './redact.js'
import { tokenUsage } from './token-usage.js'

/** What a language model of the AI SDK is called with. */
export interface AiSdkCall {
  prompt: (
    | { role: 'system'; content: string }
    | { role: 'user' | 'assistant'; content: { type: 'text'; text: string }[] }
  )[]
  maxOutputTokens: number
  temperature: number
  seed?: number
  responseFormat?: { type: 'json'; schema?: Record<string, unknown>; name?: string }
  providerOptions?: Record<string, Record<string, never>>
  reasoning?: 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh'
  abortSignal: AbortSignal
}

/** What it answers, as far as it is read here. */
export interface AiSdkResult {
  readonly content: readonly { readonly type: string; readonly text?: string }[]
  readonly structuredOutputText?: string | undefined
  readonly finishReason: string | { readonly unified: string; readonly raw?: string | undefined }
  readonly usage: { readonly inputTokens: AiSdkCount; readonly outputTokens: AiSdkCount }
  readonly response?: { readonly modelId?: string | undefined } | undefined
  /** What of the call the provider did not take, by the name of the setting. */
  readonly warnings?: readonly {
    readonly type: string
    readonly setting?: unknown
    readonly feature?: unknown
  }[]
}

/** Tokens: a number, or an object with their total. */
export type AiSdkCount = number | undefined | { readonly total: number | undefined }

/**
 * A language model of Vercel's AI SDK, as `anthropic('…')` of `@ai-sdk/anthropic`, `google('…')` of `@ai-sdk/google` and the other providers give it: what their
 * specifications v2 (AI SDK 5), v3 (6) and v4 (7) have in common.
 */
export interface AiSdkModel {
  readonly specificationVersion: string
  readonly provider: string
  readonly modelId: string
  doGenerate(options: AiSdkCall): PromiseLike<AiSdkResult>
}

export interface AiSdkClientOptions extends CallLimits {
  /** What goes to the provider as it is: `{ anthropic: { thinking: { type: 'disabled' } } }`. */
  providerOptions?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/**
 * A client of a language model of Vercel's AI SDK: Claude, Gemini, Mistral, Bedrock and whatever else has a provider there. The model is called without the
 * package `ai`, greedily, with the judge's JSON schema where it asks for one; retries, deadline and failure reasons are those of `openaiClient`.
 *
 * Provider, model and `providerOptions` are in the identity and in signatures, but for values that may be keys. Where the provider calls (`baseURL`), and what
 * middleware around the model does, cannot be seen: such models need caches of their own.
 *
 * @param model Of specification v2, v3 or v4.
 * @throws TypeError for what is no such model.
 * @throws RangeError when `concurrency`, `retries` or `timeout` is out of range.
 *
 * @example
 * ```ts
 * const model = { // anthropic('claude-sonnet-4-5') of @ai-sdk/anthropic
 *   specificationVersion: 'v3',
 *   provider: 'anthropic.messages',
 *   modelId: 'claude-sonnet-4-5',
 *   doGenerate: async () => ({
 *     content: [{ type: 'text', text: '1' }],
 *     finishReason: { unified: 'stop', raw: 'end_turn' },
 *     usage: { inputTokens: { total: 150 }, outputTokens: { total: 4 } },
 *   }),
 * }
 * const relevant = relevanceJudge({ client: aiSdkClient(model) })
 * const { score } = await relevant({ input: 'Où est la gare ?', output: 'Tout droit.' }) // => 1
 * ```
 */
export function aiSdkClient(model: AiSdkModel, options: AiSdkClientOptions = {}): ChatClient {
  const { concurrency = 8, retries = 4, timeout = 600_000, providerOptions } = options
  if (typeof model?.doGenerate !== 'function' || typeof model.modelId !== 'string') {
    throw new TypeError("aiSdkClient: give it a language model of the AI SDK, as anthropic('…') of @ai-sdk/anthropic")
  }
  if (!/^v[234]$/.test(model.specificationVersion)) {
    const version = String(model.specificationVersion)
    throw new TypeError(`aiSdkClient: models of the specifications v2, v3 and v4 are known, and this is of ${version}`)
  }
  const redact = () => redactor([...keysOfEnvironment(), ...keys])
  let keys: readonly string[] = []
  const limits = { concurrency, retries, timeout }
  const calls = patientCalls(model.provider, limits, (error) => foreignError(error, redact()))
  const server = endpoint()
  const settings = {
    provider: model.provider,
    ...(providerOptions !== undefined && { providerOptions: withoutSecrets(providerOptions) }),
  }
  return {
    model: model.modelId,
    settings,
    concurrency,
    identity: async () => model.modelId + (await optionSignature(settings)),
    complete: async (request, { signal } = {}) => {
      assertAskable(request, model)
      keys = await keysOf(model)
      const post = (sent: Body) =>
        calls.queued(async (abortSignal) => {
          const options = providerOptions !== undefined && { providerOptions: providerOptions as never }
          return redact().json(await model.doGenerate({ ...(sent as unknown as AiSdkCall), ...options, abortSignal }))
        }, signal)
      const { answer, wanted, sent } = await unlessAborted(server.ask(callOf(request), [], post), signal)
      const left = new Set(answer.warnings?.map(({ setting, feature }) => setting ?? feature))
      const taken = Object.entries(sent).filter(([name]) => !left.has(name)) // what a provider leaves out, it warns of
      const decoding = decodingOf(wanted, Object.fromEntries(taken))
      return { ...completionOf(answer, model.modelId), decoding }
    },
  }
}

/** The keys that a model sends, as far as they can be seen: providers keep the headers that they call with in `config`. */
async function keysOf(model: AiSdkModel): Promise<string[]> {
  const { headers } = (model as { config?: { headers?: unknown } }).config ?? {}
  try {
    return secretsIn(await (typeof headers === 'function' ? headers() : headers))
  } catch {
    return [] // there is no key, which the call will say
  }
}

/** @throws ChatError for what a model of the AI SDK cannot be told. */
function assertAskable({ extraBody, reasoningEffort }: ChatRequest, { specificationVersion }: AiSdkModel): void {
  if (extraBody !== undefined) {
    throw new ChatError('bad-request', 'aiSdkClient sends no { extraBody }; give it { providerOptions } instead')
  }
  if (reasoningEffort !== undefined && specificationVersion !== 'v4') {
    const message = `a model of specification ${specificationVersion} takes no { reasoningEffort }; give aiSdkClient { providerOptions } instead`
    throw new ChatError('bad-request', message)
  }
}

function callOf(request: ChatRequest): Body {
  const { messages, temperature = 0, maxTokens, seed, responseFormat, reasoningEffort } = request
  const format = formatOf(responseFormat)
  return {
    prompt: messages.map(turnOf),
    maxOutputTokens: maxTokens,
    temperature,
    ...(seed !== undefined && { seed }),
    ...(format !== undefined && { responseFormat: format }),
    ...(reasoningEffort !== undefined && { reasoning: reasoningEffort }),
  }
}

function turnOf({ role, content }: ChatMessage): AiSdkCall['prompt'][number] {
  return role === 'system' ? { role, content } : { role, content: [{ type: 'text', text: content }] }
}

/** A choice has no counterpart: the prompt asks for it. */
function formatOf(format: ResponseFormat | undefined): AiSdkCall['responseFormat'] {
  if (format?.type === 'json-object') return { type: 'json' }
  if (format?.type === 'json-schema') return { type: 'json', name: format.name, schema: format.schema }
  return undefined
}

function completionOf(result: AiSdkResult, model: string): ChatCompletion {
  const { content, structuredOutputText, finishReason, usage, response } = result
  // Reasoning is a part of its own, and no part of the answer.
  const text = content.map((part) => (part.type === 'text' ? (part.text ?? '') : '')).join('')
  const counted = tokenUsage(totalOf(usage?.inputTokens), totalOf(usage?.outputTokens))
  return {
    text: structuredOutputText ?? text,
    finishReason: endOf(typeof finishReason === 'string' ? finishReason : finishReason.unified),
    model: response?.modelId ?? model,
    ...(counted !== undefined && { usage: counted }),
    ...(content.some(({ type }) => type === 'reasoning') && { thought: true }),
  }
}

function totalOf(count: AiSdkCount): number | undefined {
  return typeof count === 'object' ? count.total : count
}
