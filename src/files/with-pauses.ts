import { setTimeout } from 'node:timers/promises'

/** Milliseconds without anything that are a pause. */
const PAUSE = 50

/** The same items, and `undefined` where they make a pause: who fills a batch then hands it on instead of waiting for more. */
export async function* withPauses<T>(items: AsyncIterable<T>): AsyncGenerator<T | undefined> {
  const iterator = items[Symbol.asyncIterator]()
  for (;;) {
    const next = iterator.next()
    const timer = new AbortController()
    const pause = setTimeout(PAUSE, 'pause', { signal: timer.signal })
    pause.catch(() => {})
    if ((await Promise.race([next, pause])) === 'pause') yield undefined
    timer.abort()
    const { value, done } = await next
    if (done) return
    yield value
  }
}
