import { onAbort } from './on-abort.js'

/** One call under way, and how many wait for it. */
interface SharedCall<T> {
  result: Promise<T>
  abort: (reason: unknown) => void
  waiting: number
}

/**
 * Makes equal calls that overlap in time once: all who ask for a key while its call is under way get that call's result. One
 * who aborts stops waiting; the call itself is aborted only when nobody waits for it any more.
 */
export function sharedCalls<T>(): (
  key: string,
  call: (signal: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
) => Promise<T> {
  const underWay = new Map<string, SharedCall<T>>()

  const start = (key: string, call: (signal: AbortSignal) => Promise<T>): SharedCall<T> => {
    const controller = new AbortController()
    const result = call(controller.signal).finally(() => {
      if (underWay.get(key) === shared) underWay.delete(key)
    })
    result.catch(() => {}) // each who waits gets the error; that none may be left to get it is no error of its own
    const shared: SharedCall<T> = { result, abort: (reason) => controller.abort(reason), waiting: 0 }
    underWay.set(key, shared)
    return shared
  }

  return async (key, call, signal) => {
    signal?.throwIfAborted()
    const shared = underWay.get(key) ?? start(key, call)
    shared.waiting += 1
    try {
      return await unlessAborted(shared.result, signal)
    } finally {
      shared.waiting -= 1
      if (shared.waiting === 0 && signal?.aborted) {
        if (underWay.get(key) === shared) underWay.delete(key)
        shared.abort(signal.reason)
      }
    }
  }
}

/** The promise's result, or a rejection with the signal's reason as soon as it aborts. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise
  return new Promise<T>((resolve, reject) => {
    const aborted = (): void => reject(signal.reason)
    if (signal.aborted) aborted()
    const forget = onAbort(signal, aborted)
    promise.then(resolve, reject).finally(forget)
  })
}
