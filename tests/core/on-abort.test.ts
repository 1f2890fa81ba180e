import { EventEmitter, getEventListeners, once } from 'node:events'
import { describe, expect, test, vi } from 'vitest'
import { onAbort } from '../../src/core/on-abort.js'
import { unlessAborted } from '../../src/core/shared-calls.js'
import { sleep } from '../../src/core/sleep.js'

describe('onAbort', () => {
  test('calls back all that wait, and none that has taken it back', () => {
    const controller = new AbortController()
    const [kept, taken] = [vi.fn(), vi.fn()]
    onAbort(controller.signal, kept)
    onAbort(controller.signal, taken)()
    controller.abort()
    expect([kept.mock.calls.length, taken.mock.calls.length]).toEqual([1, 0])
  })

  test('however many wait for a signal, it has one listener, and Node gives no warning', async () => {
    const controller = new AbortController()
    const warned = vi.spyOn(process, 'emitWarning')
    const waiting = Array.from({ length: 100 }, (_, i) => [
      sleep(1e6 + i, controller.signal),
      unlessAborted(once(new EventEmitter(), 'never'), controller.signal),
    ]).flat()
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1)
    controller.abort(new Error('stop'))
    for (const result of await Promise.allSettled(waiting)) {
      expect(result).toMatchObject({ status: 'rejected', reason: { message: 'stop' } })
    }
    expect(warned).not.toHaveBeenCalled()
  })
})
