import type OpenAI from 'openai'
import { once } from '../core/once.js'
import { asChatError, presentable } from './call-error.js'
import { cappedBody } from './capped-body.js'
import { httpError } from './http-error.js'
import { type CallLimits, patientCalls } from './patient-calls.js'
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
    fetch: fetch === undefined ? await ownFetch() : checkedFetch(fetch),
  })
}

/** undici's plain request: a judge's answer is one short body, and the streams of its fetch cost more than the call. */
async function ownFetch(): Promise<typeof globalThis.fetch> {
  const { Agent, request } = await import('undici')
  // Node's own fetch gives up when no header has come for 300 s, which a queued call on a busy server easily needs; and servers
  // close idle connections after 5 s, so ours end before.
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 4000 })
  return async (url, { method, headers, body, signal } = {}) => {
    const answer = await request(String(url), {
      method: (method ?? 'GET') as 'GET',
      headers: Object.fromEntries(new Headers(headers)),
      ...(typeof body === 'string' && { body }),
      ...(signal && { signal }),
      dispatcher,
    })
    const told = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)])
    return checkedResponse(answer.statusCode, new Headers(told), answer.body)
  }
}

function checkedFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (url, init) => {
    const { status, headers, body } = await fetch(url, init)
    return checkedResponse(status, headers, (body ?? []) as AsyncIterable<Uint8Array>)
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
