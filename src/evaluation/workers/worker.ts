import { workerData } from 'node:worker_threads'
import { move, transferableSymbol, valueSymbol } from 'piscina'
import { once } from '../../core/once.js'
import type { Scorer } from '../../core/scorer.js'
import { recordOfBadLine } from '../../files/bad-line-record.js'
import { sampleColumns } from '../../files/columns.js'
import { itemsOfBatch } from '../../files/row-batches.js'
import { scoredRow } from '../../files/scored-row.js'
import type { Digest } from '../../results/digest.js'
import { sampleScorer } from '../../scorers/policy/sample-scorer.js'
import { recipeMaker } from './make-from-recipe.js'
import { buffersOf, packDigests } from './packed-digests.js'
import type { RowSettings, WorkerSettings } from './settings.js'
import { type BatchTask, type ChunkTask, NOTHING, type ScoredBatch, type ScoredChunk } from './tasks.js'

// The file that a worker thread runs. It does one task after another.

const { recipes, rows, ...policy } = workerData as WorkerSettings
const make = recipeMaker()
type ScoreOne = Awaited<ReturnType<typeof sampleScorer>>
const loadScorer = once(() => sampleScorer({ ...policy, scorers: recipes.map((recipe) => make(recipe) as Scorer) }))

export function scoreChunk({ samples, at }: ChunkTask): Promise<ScoredChunk> {
  return atWork(at, async (scoreOne) => {
    const scored: ScoredChunk = []
    for (const [index, sample] of samples.entries()) {
      Atomics.store(at, 0, index)
      const { scores, signature } = await scoreOne(sample)
      scored.push({ scores, signature })
    }
    return scored
  })
}

export function scoreBatch({ batch, done, at }: BatchTask): Promise<ScoredBatch> {
  const settings = rows as RowSettings
  return atWork(at, async (scoreOne) => {
    const digests: Digest[] = []
    const lines: string[] = []
    const bad: ScoredBatch['bad'] = []
    let failures = 0
    let number = 0
    const columns = sampleColumns(settings.map, settings.naming)
    for await (const item of itemsOfBatch(batch, columns, (row) => Atomics.store(at, 0, row))) {
      number += 1
      if (number <= done) continue
      if (item instanceof Error) {
        const { where, problem } = item
        bad.push({ where, problem })
        if (settings.badLines === 'stop') break
        if (settings.badLines === 'record') lines.push(recordOfBadLine(item))
        continue
      }
      const { text, digest, failed } = scoredRow(await scoreOne(item.sample), settings)
      lines.push(text)
      digests.push(digest)
      if (failed) failures += 1
    }
    const text = new TextEncoder().encode(lines.join(''))
    const packed = packDigests(digests)
    return moved({ text, digests: packed, failures, bad }, [text.buffer, ...buffersOf(packed)])
  })
}

/** Does a task. If it throws, `at` says that the worker is not at work any more; after a result it still does, for that may be too large to send. */
async function atWork<T>(at: Int32Array, work: (scoreOne: ScoreOne) => Promise<T>): Promise<T> {
  Atomics.store(at, 0, 0)
  try {
    return await work(await loadScorer())
  } catch (error) {
    Atomics.store(at, 0, NOTHING)
    throw error
  }
}

/** A result whose buffers are moved to the other thread; the pool takes it out of its wrapping. */
function moved<T extends object>(result: T, buffers: ArrayBuffer[]): T {
  return move({ [valueSymbol]: result, [transferableSymbol]: buffers }) as unknown as T
}
