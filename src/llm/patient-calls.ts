import pLimit from 'p-limit'
import pRetry from 'p-retry'
import { onAbort } from '../core/on-abort.js'
import { unlessAborted } from '../core/shared-calls.js'
import { sleep } from '../core/sleep.js'
import { assertWholeNumber } from '../core/whole-number.js'
import { ChatError, type ChatErrorReason } from './chat-client.js'

/** How calls are made to what may be busy, slow or down. */
export interface CallLimits {
  /** The most calls under way at once; a run that is told none scores as many samples at once, if these are more than 8. @default 8 */
  concurrency?: number
  /** How often a call is tried again after 429, 5xx, a broken connection or a malformed answer. @default 4 */
  retries?: number
  /** The deadline of a call, its retries included and its wait for a free place not, in milliseconds. @default 600_000 */
  timeout?: number
}

/** Calls with retries and a deadline. */
export interface PatientCalls {
  /** One call, at once. */
  call<T>(attempt: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>
  /** One call, as soon as one of the places is free. */
  queued<T>(attempt: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>
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

/**
 * @param whom Who is called, for the message of a deadline that passed.
 * @param explained What a failed attempt means: a {@link ChatError}, or the error as it is where it is none of the model's.
 * @throws RangeError when `concurrency`, `retries` or `timeout` is out of range.
 */
export function patientCalls(
  whom: string,
  { concurrency, retries, timeout }: Required<CallLimits>,
  explained: (error: unknown) => unknown,
): PatientCalls {
  if (!(timeout > 0 && timeout < 2 ** 31)) {
    throw new RangeError(`timeout must be a number of milliseconds from 1 to 2147483647, got ${timeout}`)
  }
  if (!(Number.isInteger(retries) && retries >= 0)) {
    throw new RangeError(`retries must be a whole number from 0, got ${retries}`)
  }
  assertWholeNumber('concurrency', concurrency)
  const limit = pLimit(concurrency)

  const tried = async <T>(attempt: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> => {
    try {
      return await unlessAborted(attempt(signal), signal)
    } catch (error) {
      signal.throwIfAborted()
      throw explained(error)
    }
  }

  const call: PatientCalls['call'] = async (attempt, outer) => {
    outer?.throwIfAborted()
    const deadline = Date.now() + timeout
    const expired = new AbortController()
    const timer = setTimeout(() => expired.abort(), timeout)
    const stop = (): void => expired.abort(outer?.reason)
    const forget = outer && onAbort(outer, stop)
    let last: ChatError | undefined
    try {
      return await pRetry(
        () => {
          last = undefined
          return tried(attempt, expired.signal)
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
            await sleep(retryAfter, expired.signal)
          },
        },
      )
    } catch (error) {
      outer?.throwIfAborted()
      if (!expired.signal.aborted) throw error
      // A deadline that passes between two tries says less than what made the first one fail.
      throw last ?? new ChatError('timeout', `no answer from ${whom} within ${timeout / 1000} s`)
    } finally {
      clearTimeout(timer)
      forget?.()
    }
  }

  return {
    call,
    queued: (attempt, signal) =>
      unlessAborted(
        limit(() => call(attempt, signal)),
        signal,
      ),
  }
}
