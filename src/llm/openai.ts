import { once } from '../core/once.js'
import { optionSignature } from '../core/option-signature.js'
import { unlessAborted } from '../core/shared-calls.js'
import { decodingOf } from './accepted-body.js'
import type { ChatClient } from './chat-client.js'
import { endpoint } from './endpoint.js'
import { requestBody } from './openai-wire.js'
import type { CallLimits } from './patient-calls.js'
import { readCompletion } from './read-completion.js'
import { secretsIn, withoutSecrets } from './redact.js'
import { checkedUrl, serverCalls } from './server-calls.js'
import { type ServerIdentity, serverIdentity } from './server-identity.js'

/** The limits on calls: llama.cpp is good for as many at once as it has slots, vLLM and SGLang for 64–256. */
export interface OpenaiClientOptions extends CallLimits {
  /** The model, as the server calls it. There is no default: judges come and go, and numbers depend on them. */
  model: string
  /** A query goes with every call, as Azure's `?api-version=…`. @default the environment's `OPENAI_BASE_URL`, else `https://api.openai.com/v1` */
  baseURL?: string
  /** @default the environment's `OPENAI_API_KEY`, else none, which servers of one's own accept */
  apiKey?: string
  /** Sent with every call, beside the usual ones or instead of them; null leaves one of the usual out. */
  headers?: Readonly<Record<string, string | null>>
  /** Makes the calls: for a proxy, certificates of one's own, or signed requests. Default: undici, without its limit of 300 s for a first byte. */
  fetch?: typeof globalThis.fetch
  /** What else the body of a request says, over what it says by itself: `{ reasoning_effort: 'low' }`. */
  extraBody?: Readonly<Record<string, unknown>>
  /** Parameters that the body of a request leaves out, since the endpoint refuses them: `['top_p', 'presence_penalty']`. */
  omit?: readonly string[]
}

/**
 * A client of any server that speaks OpenAI's chat completions: OpenAI itself, vLLM, llama.cpp, SGLang, TGI, Ollama, gateways. It waits as
 * `Retry-After` says, backs off otherwise, and never lets the key into an error.
 *
 * Whatever can change an answer is in its settings, and so in the identity that caches go by and in the signatures of judges: `extraBody`, `omit`, the text of
 * `fetch`, and the *names* of `headers`. What headers say may be a key, and is nowhere; clients that differ in that alone need caches of their own.
 *
 * @throws TypeError without a model, when `baseURL` is no URL, or when `omit` or `headers` are none.
 * @throws RangeError when `concurrency`, `retries` or `timeout` is out of range.
 *
 * @example
 * ```ts
 * const client = openaiClient({ baseURL: 'http://localhost:8080/v1', model: 'qwen3-8b', omit: ['presence_penalty'] })
 * client.settings // => { omit: ['presence_penalty'] }
 * ```
 */
export function openaiClient(options: OpenaiClientOptions): ChatClient {
  const { model, concurrency = 8, retries = 4, timeout = 600_000, headers, fetch, extraBody, omit = [] } = options
  if (typeof model !== 'string' || model === '') {
    throw new TypeError("openaiClient: name the model, { model: '…' }: there is no default")
  }
  if (!Array.isArray(omit) || omit.includes('messages')) {
    throw new TypeError('openaiClient: { omit } is a list of parameters that can do without, and not messages')
  }
  const baseURL = checkedUrl(options.baseURL ?? process.env.OPENAI_BASE_URL ?? 'https://api.openai.com/v1')
  const calls = serverCalls({
    baseURL,
    apiKey: options.apiKey ?? process.env.OPENAI_API_KEY ?? '',
    ...(headers !== undefined && { headers }),
    ...(fetch !== undefined && { fetch }),
    secrets: secretsIn(extraBody),
    concurrency,
    retries,
    timeout,
  })
  const settings = settingsOf(options)
  const server = endpoint()

  // The server is asked once. Nobody's signal is passed on: the answer is for all calls.
  const identity = once<ServerIdentity>(() => serverIdentity(baseURL.href, model, calls.get))

  return {
    model,
    concurrency,
    ...(Object.keys(settings).length > 0 && { settings }),
    complete: async (request, { signal } = {}) => {
      const { dialect } = await unlessAborted(identity(), signal)
      const set = { ...extraBody, ...request.extraBody }
      const body: Record<string, unknown> = { ...requestBody(model, request, dialect), ...set }
      for (const parameter of omit) delete body[parameter]
      const read = (answer: unknown) => readCompletion(answer, model, request.maxTokens)
      const post = (sent: object) => calls.post('/chat/completions', sent, read, signal)
      const { answer, wanted, sent } = await unlessAborted(server.ask(body, Object.keys(set), post), signal)
      return { ...answer, decoding: decodingOf(wanted, sent) }
    },
    identity: async ({ signal } = {}) => {
      const { fingerprint } = await unlessAborted(identity(), signal)
      const set = (await optionSignature(settings)).slice(1)
      return [model, `${baseURL.host}${baseURL.pathname}`, fingerprint, set].filter((part) => part !== '').join(' ')
    },
  }
}

function settingsOf({ headers = {}, fetch, extraBody, omit = [] }: OpenaiClientOptions): Record<string, unknown> {
  const names = Object.keys(headers).map((name) => name.toLowerCase())
  return {
    ...(names.length > 0 && { headers: names.sort() }),
    ...(fetch !== undefined && { fetch }),
    ...(extraBody !== undefined && { extraBody: withoutSecrets(extraBody) }),
    ...(omit.length > 0 && { omit: [...omit].sort() }),
  }
}
