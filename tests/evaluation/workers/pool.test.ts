import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, test } from 'vitest'
import { WorkerEnded, type WorkerPool, workerPool } from '../../../src/evaluation/workers/pool.js'
import { type WorkerSettings, workerSettings } from '../../../src/evaluation/workers/settings.js'
import { languageCorrectness } from '../../../src/index.js'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const settings = workerSettings({ scorers: [languageCorrectness({ language: 'fr' })] })
const task = { samples: [{ output: 'Bonjour à tous.' }] }

let pool: WorkerPool
afterEach(() => pool.close())

describe('workerPool', () => {
  test('results are let go of', async () => {
    pool = await workerPool(1, settings)
    const results: WeakRef<object>[] = []
    for (let i = 0; i < 20; i++) results.push(new WeakRef(await pool.run<object>('scoreChunk', task)))
    for (let i = 0; i < 5; i++) {
      await setImmediate()
      collectGarbage()
    }
    expect(results.filter((result) => result.deref() !== undefined).length).toBeLessThan(3) // the last may be in use
  })

  test('what cannot be sent is no death of a worker', async () => {
    pool = await workerPool(1, settings)
    const unsendable = { samples: [{ output: 'x', model: () => 'm' }] }
    await expect(pool.run('scoreChunk', unsendable)).rejects.toThrow(/could not be cloned/)
    expect(await pool.run('scoreChunk', task)).toHaveLength(1)
  })

  test('nor is what a worker throws', async () => {
    pool = await workerPool(1, { recipes: [{ factory: 'none', options: {}, parts: {} }] })
    const error = await pool.run('scoreChunk', task).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(TypeError)
    expect(error).not.toBeInstanceOf(WorkerEnded)
  })

  test('workers that cannot be started: an error that says why, however many there are', async () => {
    let running = 3
    const allGone = new Promise<void>((resolve) => {
      process.on('worker', (worker) => worker.once('exit', () => --running === 0 && resolve()))
    })
    pool = await workerPool(3, undefined as unknown as WorkerSettings)
    await allGone
    process.removeAllListeners('worker')
    await expect(pool.run('scoreChunk', task)).rejects.toThrow(/Cannot destructure/)
  })
})
