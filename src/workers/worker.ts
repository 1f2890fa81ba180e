import { workerData } from 'node:worker_threads'
import { move, transferableSymbol, valueSymbol } from 'piscina'
import { type Digest, digest } from '../aggregate/digest.js'
import { sampleScorer } from '../aggregate/score-samples.js'
import { once } from '../core/once.js'
import type { Scorer } from '../core/scorer.js'
import { itemsOfBatch } from '../io/row-batches.js'
import { scoredRow } from '../io/scored-row.js'
import { recipeMaker } from './make-from-recipe.js'
import { packDigests } from './packed-digests.js'
import type { RowSettings, WorkerSettings } from './settings.js'
import type { BatchTask, ChunkTask, ScoredBatch, ScoredChunk } from './tasks.js'

// The file that a worker thread runs. It does one task after another.

const { recipes, rows, ...policy } = workerData as WorkerSettings
const make = recipeMaker()
const loadScorer = once(() => sampleScorer({ ...policy, scorers: recipes.map((recipe) => make(recipe) as Scorer) }))

export async function scoreChunk({ samples, at }: ChunkTask): Promise<ScoredChunk> {
  const scoreOne = await loadScorer()
  const scored: ScoredChunk = []
  for (const [index, sample] of samples.entries()) {
    Atomics.store(at, 0, index)
    const { scores, signature } = await scoreOne(sample)
    scored.push({ scores, signature })
  }
  return scored
}

export async function scoreBatch({ batch, done, at }: BatchTask): Promise<ScoredBatch> {
  const { map, by, seed, badLines, text } = rows as RowSettings
  const scoreOne = await loadScorer()
  const digests: Digest[] = []
  const lines: string[] = []
  const bad: ScoredBatch['bad'] = []
  let failures = 0
  let number = 0
  for await (const item of itemsOfBatch(batch, map, (row) => Atomics.store(at, 0, row))) {
    number += 1
    if (number <= done) continue
    if (item instanceof Error) {
      const { where, problem } = item
      bad.push({ where, problem })
      if (badLines === 'stop') break
      if (badLines === 'record') lines.push(JSON.stringify({ error: { where, message: problem } }))
      continue
    }
    const scored = await scoreOne(item.sample)
    digests.push(digest(scored, { by, seed }))
    if (scored.scores.some(({ status }) => status === 'failed')) failures += 1
    if (text) lines.push(JSON.stringify(scoredRow(scored)))
  }
  const encoded = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''))
  const packed = packDigests(digests)
  const result: ScoredBatch = { text: encoded, digests: packed, samples: digests.length, failures, bad }
  return moved(result, [encoded.buffer, packed.draws.buffer])
}

/** A result whose buffers are moved to the other thread; the pool takes it out of its wrapping. */
function moved<T extends object>(result: T, buffers: ArrayBuffer[]): T {
  return move({ [valueSymbol]: result, [transferableSymbol]: buffers }) as unknown as T
}
