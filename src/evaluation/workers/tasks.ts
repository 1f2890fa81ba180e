import type { Sample } from '../../core/sample.js'
import type { Score } from '../../core/score.js'
import type { Signature } from '../../core/signature.js'
import type { Batch } from '../../files/row-batches.js'
import type { PackedDigests } from './packed-digests.js'

/** Where a worker is that is not at work. */
export const NOTHING = -1

/** Samples to score. */
export interface ChunkTask {
  samples: Sample[]
  /** Where the worker says which of them it is on. */
  at: Int32Array
}

export type ScoredChunk = { scores: readonly Score[]; signature: Signature }[]

/** Rows of a file to read and score. */
export interface BatchTask {
  batch: Batch
  /** How many of its items are done already. */
  done: number
  at: Int32Array
}

/** What there is to write and to add up of a batch. */
export interface ScoredBatch {
  /** JSONL. */
  text: Uint8Array<ArrayBuffer>
  digests: PackedDigests
  failures: number
  /** The rows that held no sample, in order. Where bad lines end the run: the one that did, nothing after it being scored. */
  bad: { where: string; problem: string }[]
}
