import { once } from '../core/once.js'
import { sharedCalls } from '../core/shared-calls.js'
import type { ChatClient, ChatCompletion, ChatRequest } from './chat-client.js'
import { wrappedClient } from './wrapped-client.js'

/** Where completions are kept: text by key. Neither method needs to be fast; `get` of what is not there is undefined. */
export interface CompletionStore {
  get(key: string): Promise<string | undefined>
  set(key: string, value: string): Promise<void>
}

/** Raised when the meaning of an entry changes, so that entries of older versions are misses. */
const FORMAT = 2

/**
 * A client that asks its model only what it has not been asked before. The key is a SHA-256 of the model and server
 * (`identity()`), the messages and every parameter; only an answer that came to its end is kept, never an error, a refusal or a
 * truncated one. Calls that are equal and overlap are made once. An entry that cannot be read is a miss.
 *
 * @param store Default: in memory, for as long as this client lives.
 *
 * @example
 * ```ts
 * const client = cached(openaiClient({ model: 'qwen3-8b', baseURL: 'http://localhost:8080/v1' }))
 * client.model // => 'qwen3-8b'
 * ```
 */
export function cached(client: ChatClient, store: CompletionStore = memoryStore()): ChatClient {
  const share = sharedCalls<ChatCompletion>()

  const lookUp = async (key: string, request: ChatRequest, signal: AbortSignal): Promise<ChatCompletion> => {
    const known = await readEntry(await store.get(key))
    if (known !== undefined) return { ...known, cached: true }
    const completion = await client.complete(request, { signal })
    if (completion.finishReason === 'stop' && completion.text.trim() !== '') {
      const { cached: _, ...entry } = completion
      await store.set(key, JSON.stringify(entry))
    }
    return completion
  }

  return {
    ...wrappedClient(client),
    complete: async (request, context = {}) => {
      const key = await completionKey(await client.identity(context), request)
      let own = false
      const ask = (signal: AbortSignal): Promise<ChatCompletion> => {
        own = true
        return lookUp(key, request, signal)
      }
      const completion = await share(key, ask, context.signal)
      // Who only shared the call has had it for nothing, as from the cache.
      return own ? completion : { ...completion, cached: true }
    },
  }
}

/**
 * A {@link CompletionStore} that lasts as long as the process.
 *
 * @example
 * ```ts
 * const store = memoryStore()
 * await store.set('key', 'value')
 * await store.get('key') // => 'value'
 * ```
 */
export function memoryStore(): CompletionStore {
  const entries = new Map<string, string>()
  return {
    get: async (key) => entries.get(key),
    set: async (key, value) => {
      entries.set(key, value)
    },
  }
}

async function completionKey(identity: string, request: ChatRequest): Promise<string> {
  const {
    messages,
    temperature = 0,
    maxTokens,
    seed,
    responseFormat,
    topLogprobs,
    reasoningEffort,
    extraBody,
  } = request
  const turns = messages.map(({ role, content }) => [role, content])
  const set = [temperature, maxTokens, seed, responseFormat, topLogprobs, reasoningEffort, extraBody]
  const content = [FORMAT, identity, turns, ...set]
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(content)))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const entrySchema = once(async () => {
  const { z } = await import('zod')
  const token = z.object({ token: z.string(), logprob: z.number() })
  return z.object({
    text: z.string(),
    finishReason: z.literal('stop'),
    usage: z
      .object({ promptTokens: z.number().exactOptional(), completionTokens: z.number().exactOptional() })
      .exactOptional(),
    decoding: z.string().exactOptional(),
    thought: z.boolean().exactOptional(),
    logprobs: z.array(token.extend({ top: z.array(token) })).exactOptional(),
    model: z.string(),
    fingerprint: z.string().exactOptional(),
  })
})

async function readEntry(text: string | undefined): Promise<ChatCompletion | undefined> {
  if (text === undefined) return undefined
  const schema = await entrySchema()
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
