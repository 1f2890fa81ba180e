import { once } from '../core/once.js'
import { unlessAborted } from '../core/shared-calls.js'
import type { ChatClient } from './chat-client.js'
import { readCompletion, requestBody } from './openai-wire.js'
import { checkedUrl, serverCalls } from './server-calls.js'
import { type ServerIdentity, serverIdentity } from './server-identity.js'

export interface OpenaiClientOptions {
  /** The model, as the server calls it. There is no default: judges come and go, and numbers depend on them. */
  model: string
  /** @default the environment's `OPENAI_BASE_URL`, else `https://api.openai.com/v1` */
  baseURL?: string
  /** @default the environment's `OPENAI_API_KEY`, else none, which servers of one's own accept */
  apiKey?: string
  /** The most calls under way at once. llama.cpp: its slots; vLLM and SGLang: 64–256. @default 8 */
  concurrency?: number
  /** How often a call is tried again after 429, 5xx, a broken connection or a malformed answer. @default 4 */
  retries?: number
  /** The deadline of a call, its retries included and its wait for a free place not, in milliseconds. @default 600_000 */
  timeout?: number
}

/**
 * A client of any server that speaks OpenAI's chat completions: OpenAI itself, vLLM, llama.cpp, SGLang, TGI, Ollama. It waits as
 * `Retry-After` says, backs off otherwise, and never lets the key into an error.
 *
 * @throws TypeError without a model, or when `baseURL` is no URL.
 * @throws RangeError when `concurrency`, `retries` or `timeout` is out of range.
 *
 * @example
 * ```ts
 * const client = openaiClient({ baseURL: 'http://localhost:8080/v1', model: 'qwen3-8b' })
 * client.model // => 'qwen3-8b'
 * ```
 */
export function openaiClient(options: OpenaiClientOptions): ChatClient {
  const { model, concurrency = 8, retries = 4, timeout = 600_000 } = options
  if (typeof model !== 'string' || model === '') {
    throw new TypeError("openaiClient: name the model, { model: '…' }: there is no default")
  }
  const baseURL = checkedUrl(options.baseURL ?? process.env.OPENAI_BASE_URL ?? 'https://api.openai.com/v1')
  const calls = serverCalls({
    baseURL,
    apiKey: options.apiKey ?? process.env.OPENAI_API_KEY ?? '',
    concurrency,
    retries,
    timeout,
  })

  // The server is asked once. Nobody's signal is passed on: the answer is for all calls.
  const server = once<ServerIdentity>(() => serverIdentity(baseURL.href, model, calls.get))

  return {
    model,
    complete: async (request, { signal } = {}) => {
      const { dialect } = await unlessAborted(server(), signal)
      const body = requestBody(model, request, dialect)
      return calls.post('/chat/completions', body, (answer) => readCompletion(answer, model), signal)
    },
    identity: async ({ signal } = {}) => {
      const { fingerprint } = await unlessAborted(server(), signal)
      return [model, `${baseURL.host}${baseURL.pathname}`, fingerprint].join(' ').trim()
    },
  }
}
