import { SCORED_FIELDS, withOwnNames } from '../core/own-fields.js'
import type { SampleArgs } from '../core/sample.js'
import type { ScoredSample } from '../core/scored-sample.js'
import { formatSignature } from '../core/signature.js'
import { type Digest, digest } from '../results/digest.js'

/** What there is to write and to add up of one scored sample. */
export interface ScoredRow {
  /** JSONL; empty unless it is wanted. */
  text: string
  digest: Digest
  /** Whether any of its scores failed. */
  failed: boolean
}

/** Takes from a scored sample what is written and what is added up. */
export function scoredRow(
  scored: ScoredSample,
  { text, ...summing }: { text: boolean; by: readonly string[]; seed: number },
): ScoredRow {
  return {
    text: text ? rowText(scored) : '',
    digest: digest(scored, summing),
    failed: scored.scores.some(({ status }) => status === 'failed'),
  }
}

/** The row that `score --out` writes: the sample's fields, its scores by name, and what produced them. Its own `scores` are then its `ownScores`. */
export function rowText({ sample, scores, signature }: ScoredSample<SampleArgs>): string {
  const row = {
    ...withOwnNames(sample, SCORED_FIELDS),
    scores: Object.fromEntries(scores.map(({ name, ...score }) => [name, score])),
    signature: formatSignature(signature),
  }
  return `${JSON.stringify(row)}\n`
}
