import type OpenAI from 'openai'
import { once } from '../core/once.js'
import { answerOfFetch } from './answer-of-fetch.js'
import { asChatError, presentable } from './call-error.js'
import { cappedBody } from './capped-body.js'
import { httpError } from './http-error.js'
import { type CallLimits, patientCalls } from './patient-calls.js'
import { patientFetch, type RawFetch } from './patient-fetch.js'
import { redactor, secretsIn } from './redact.js'

export interface ServerCallsOptions extends Required<CallLimits> {
  /** Its query goes with every call. */
  baseURL: URL
  /** Empty for none. */
  apiKey: string
  /** Sent with every call; null takes one of the usual headers away. */
  headers?: Readonly<Record<string, string | null>>
  /** What makes the calls instead of undici. */
  fetch?: typeof globalThis.fetch
  /** What else must not be told on. */
  secrets?: readonly string[]
}

/** Calls to one server: with retries, deadlines, and errors that are {@link ChatError}s without the key. */
export interface ServerCalls {
  /** @param path Below the base URL, or a whole URL. */
  get(path: string, signal?: AbortSignal): Promise<unknown>
  /** What `read` makes of the answer; an error of `read` counts as one of the server. */
  post<T>(path: string, body: object, read: (answer: unknown) => Promise<T>, signal?: AbortSignal): Promise<T>
}

/**
 * @throws RangeError when `concurrency`, `retries` or `timeout` is out of range.
 */
export function serverCalls(options: ServerCallsOptions): ServerCalls {
  const { baseURL, apiKey, headers, secrets = [] } = options
  const sdk = once(() => loadSdk(options))
  const redact = redactor([apiKey, ...secrets, ...secretsIn([headers, Object.fromEntries(baseURL.searchParams)])])
  const calls = patientCalls(baseURL.host, options, (error) => presentable(asChatError(error), redact))
  return {
    get: (path, signal) =>
      calls.call(async (active) => redact.json(await (await sdk()).get(path, { signal: active })), signal),
    post: (path, body, read, signal) =>
      calls.queued(
        async (active) => read(redact.json(await (await sdk()).post<unknown>(path, { body, signal: active }))),
        signal,
      ),
  }
}

async function loadSdk({ baseURL, apiKey, headers, fetch }: ServerCallsOptions): Promise<OpenAI> {
  const { default: Client } = await import('openai')
  const { origin, pathname, searchParams } = baseURL
  return new Client({
    baseURL: `${origin}${pathname}`,
    apiKey: apiKey === '' ? 'none' : apiKey,
    maxRetries: 0,
    timeout: 2 ** 31 - 1, // the deadline is kept by the caller
    logLevel: 'off',
    defaultHeaders: { ...headers },
    defaultQuery: Object.fromEntries(searchParams),
    fetch: checkedFetch(fetch === undefined ? await patientFetch() : answerOfFetch(fetch)),
    dangerouslyAllowBrowser: true, // whose key is on a page is for the page to decide
  })
}

function checkedFetch(fetch: RawFetch): typeof globalThis.fetch {
  return async (url, init) => {
    const { status, headers, body } = await fetch(url, init)
    return checkedResponse(status, headers, body)
  }
}

/**
 * The whole of an answer, no longer than it may be.
 *
 * @throws ChatError of the status, by all that the body says: of what is no `error` in OpenAI's form, the SDK keeps nothing.
 */
async function checkedResponse(status: number, headers: Headers, body: AsyncIterable<Uint8Array>): Promise<Response> {
  const isError = status < 200 || status >= 300
  const bytes = await cappedBody(body, { isError, length: headers.get('content-length') })
  if (isError) {
    const location = headers.get('location')
    const said = location === null ? new TextDecoder().decode(bytes) : `the address is ${location} now`
    throw httpError(status, parsedBody(said), headers)
  }
  return new Response(bytes.byteLength === 0 ? null : (bytes as Uint8Array<ArrayBuffer>), { status, headers })
}

function parsedBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/**
 * @throws TypeError for what is no http(s) URL.
 */
export function checkedUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw new TypeError('baseURL must be an http(s) URL such as http://localhost:8080/v1')
  }
  return parsed
}
