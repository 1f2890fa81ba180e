import type { ScoredSample } from '../aggregate/score-samples.js'
import { formatSignature } from '../core/signature.js'

/** The row that `score --out` writes for a scored sample: its fields, its scores by name, and what produced them. */
export function scoredRow({ sample, scores, signature }: ScoredSample): Record<string, unknown> {
  return {
    ...sample,
    scores: Object.fromEntries(scores.map(({ name, ...score }) => [name, score])),
    signature: formatSignature(signature),
  }
}
