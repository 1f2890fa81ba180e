import { type Digest, digest } from '../aggregate/digest.js'
import type { ScoredSample } from '../aggregate/score-samples.js'
import { formatSignature } from '../core/signature.js'

/** What there is to write and to add up of one scored sample. */
export interface ScoredRow {
  /** JSONL: the sample's fields, its scores by name, and what produced them. Empty unless it is wanted. */
  text: string
  digest: Digest
  /** Whether any of its scores failed. */
  failed: boolean
}

/** The row that `score --out` writes for a scored sample. */
export function scoredRow(
  scored: ScoredSample,
  { text, ...summing }: { text: boolean; by: readonly string[]; seed: number },
): ScoredRow {
  const { sample, scores, signature } = scored
  const row = () => ({
    ...sample,
    scores: Object.fromEntries(scores.map(({ name, ...score }) => [name, score])),
    signature: formatSignature(signature),
  })
  return {
    text: text ? `${JSON.stringify(row())}\n` : '',
    digest: digest(scored, summing),
    failed: scores.some(({ status }) => status === 'failed'),
  }
}
