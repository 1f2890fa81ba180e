import { setTimeout as sleep } from 'node:timers/promises'
import type OpenAI from 'openai'
import pLimit from 'p-limit'
import pRetry from 'p-retry'
import { once } from '../core/once.js'
import { unlessAborted } from '../core/shared-calls.js'
import { ChatError, type ChatErrorReason } from './chat-client.js'
import { httpError } from './openai-wire.js'

export interface ServerCallsOptions {
  baseURL: URL
  /** Empty for none. */
  apiKey: string
  /** The most posts under way at once. */
  concurrency: number
  /** How often a call is tried again after 429, 5xx, a broken connection or a malformed answer. */
  retries: number
  /** The deadline of a call, its retries included and its wait for a free place not, in milliseconds. */
  timeout: number
}

/** Calls to one server: with retries, deadlines, and errors that are {@link ChatError}s without the key. */
export interface ServerCalls {
  /** @param path Below the base URL, or a whole URL. */
  get(path: string, signal?: AbortSignal): Promise<unknown>
  /** What `read` makes of the answer; an error of `read` counts as one of the server. */
  post<T>(path: string, body: object, read: (answer: unknown) => Promise<T>, signal?: AbortSignal): Promise<T>
}

/** What may pass when tried again. */
const PASSING: ReadonlySet<ChatErrorReason> = new Set([
  'unreachable',
  'rate-limited',
  'server-error',
  'malformed-response',
])

const FIRST_PAUSE = 500
const LONGEST_PAUSE = 30_000

/** How much of what a server says goes into an error. */
const MESSAGE_LENGTH = 400

/**
 * @throws RangeError when `concurrency`, `retries` or `timeout` is out of range.
 */
export function serverCalls({ baseURL, apiKey: key, concurrency, retries, timeout }: ServerCallsOptions): ServerCalls {
  if (!(timeout > 0 && timeout < 2 ** 31)) {
    throw new RangeError(`timeout must be a number of milliseconds from 1 to 2147483647, got ${timeout}`)
  }
  if (!(Number.isInteger(retries) && retries >= 0)) {
    throw new RangeError(`retries must be a whole number from 0, got ${retries}`)
  }
  if (!(Number.isInteger(concurrency) && concurrency >= 1)) {
    throw new RangeError(`concurrency must be a whole number from 1, got ${concurrency}`)
  }
  const sdk = once(() => loadSdk(baseURL.href, key))
  const limit = pLimit(concurrency)

  const attempt = async <T>(
    request: (sdk: OpenAI, signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> => {
    try {
      return await unlessAborted(request(await sdk(), signal), signal)
    } catch (error) {
      signal.throwIfAborted()
      throw presentable(asChatError(error), key)
    }
  }

  /** One call with its retries, within the deadline. */
  const call = async <T>(
    request: (sdk: OpenAI, signal: AbortSignal) => Promise<T>,
    outer?: AbortSignal,
  ): Promise<T> => {
    outer?.throwIfAborted()
    const deadline = Date.now() + timeout
    const expired = new AbortController()
    const timer = setTimeout(() => expired.abort(), timeout)
    const stop = (): void => expired.abort(outer?.reason)
    outer?.addEventListener('abort', stop, { once: true })
    let last: ChatError | undefined
    try {
      return await pRetry(
        () => {
          last = undefined
          return attempt(request, expired.signal)
        },
        {
          retries,
          minTimeout: FIRST_PAUSE,
          maxTimeout: LONGEST_PAUSE,
          randomize: true,
          signal: expired.signal,
          shouldRetry: ({ error }) => error instanceof ChatError && PASSING.has(error.reason),
          onFailedAttempt: async ({ error, retriesLeft }) => {
            if (!(error instanceof ChatError)) return
            last = error
            const { retryAfter = 0 } = error
            if (retriesLeft === 0 || retryAfter === 0) return
            if (Date.now() + retryAfter > deadline) throw error
            await sleep(retryAfter, undefined, { signal: expired.signal })
          },
        },
      )
    } catch (error) {
      outer?.throwIfAborted()
      if (!expired.signal.aborted) throw error
      // A deadline that passes between two tries says less than what made the first one fail.
      throw last ?? new ChatError('timeout', `no answer from ${baseURL.host} within ${timeout / 1000} s`)
    } finally {
      clearTimeout(timer)
      outer?.removeEventListener('abort', stop)
    }
  }

  return {
    get: (path, signal) => call((client, active) => client.get(path, { signal: active }), signal),
    post: (path, body, read, signal) =>
      unlessAborted(
        limit(() => call(async (client, active) => read(await client.post(path, { body, signal: active })), signal)),
        signal,
      ),
  }
}

async function loadSdk(baseURL: string, key: string): Promise<OpenAI> {
  const [{ default: Client }, { Agent, request }] = await Promise.all([import('openai'), import('undici')])
  // Node's own fetch gives up when no header has come for 300 s, which a queued call on a busy server easily needs; and servers
  // close idle connections after 5 s, so ours end before.
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 4000 })
  return new Client({
    baseURL,
    apiKey: key === '' ? 'none' : key,
    maxRetries: 0,
    timeout: 2 ** 31 - 1, // the deadline is kept by the caller
    logLevel: 'off',
    // undici's plain request: a judge's answer is one short body, and the streams of its fetch cost more than the call.
    fetch: async (url, { method, headers, body, signal } = {}) => {
      const answer = await request(String(url), {
        method: (method ?? 'GET') as 'GET',
        headers: Object.fromEntries(new Headers(headers)),
        ...(typeof body === 'string' && { body }),
        ...(signal && { signal }),
        dispatcher,
      })
      const text = await answer.body.text()
      const told = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)])
      return new Response(text === '' ? null : text, { status: answer.statusCode, headers: told })
    },
  })
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

/** What the SDK and fetch throw, by its shape: the SDK's classes are loaded later than this module. */
function asChatError(error: unknown): ChatError {
  if (error instanceof ChatError) return error
  const { status, error: body, headers } = error as Partial<InstanceType<typeof OpenAI.APIError>>
  if (typeof status === 'number') return httpError(status, body, headers)
  if (error instanceof SyntaxError) return new ChatError('malformed-response', 'the answer is broken JSON')
  return new ChatError('unreachable', `no connection, or a broken one: ${rootMessage(error)}`)
}

function rootMessage(error: unknown): string {
  let root = error
  for (let depth = 0; depth < 5 && root instanceof Error && root.cause instanceof Error; depth += 1) root = root.cause
  const { message, code } = root as { message?: string; code?: string }
  return message || code || String(root)
}

/** The error on one line of bearable length, without the key, which servers may quote. */
function presentable(error: ChatError, key: string): ChatError {
  const { reason, status, retryAfter } = error
  const clean = (key === '' ? error.message : error.message.replaceAll(key, '(key)')).replace(/\s+/g, ' ').trim()
  const message = clean.length > MESSAGE_LENGTH ? `${clean.slice(0, MESSAGE_LENGTH)}…` : clean
  return new ChatError(reason, message, {
    ...(status === undefined ? {} : { status }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  })
}
