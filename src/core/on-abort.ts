const waiting = new WeakMap<AbortSignal, Set<() => void>>()

/**
 * Calls back when a signal aborts; gives what takes that back. A signal has one listener of ours however many wait for it: Node warns of a leak from eleven on,
 * and a run has hundreds of calls under way.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const callbacks = waiting.get(signal) ?? listening(signal)
  callbacks.add(callback)
  return () => callbacks.delete(callback)
}

function listening(signal: AbortSignal): Set<() => void> {
  const callbacks = new Set<() => void>()
  const abort = (): void => {
    for (const callback of callbacks) callback()
  }
  signal.addEventListener('abort', abort, { once: true })
  waiting.set(signal, callbacks)
  return callbacks
}
