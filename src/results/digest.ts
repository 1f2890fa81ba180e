import type { Sample } from '../core/sample.js'
import type { Score } from '../core/score.js'
import type { ScoredSample } from '../core/scored-sample.js'
import type { Signature } from '../core/signature.js'
import { type Draws, poissonDraws } from '../statistics/poisson-weights.js'
import { type GroupKey, groupKey } from './group-key.js'

/** What a summary needs of a scored sample: small plain data, so that a worker can send it. */
export interface Digest {
  by: GroupKey
  /** Whether the expected language was guessed. */
  guessed: boolean
  /** Of the sample's id. */
  draws: Draws
  /** Without the evidence; a message stays. */
  scores: readonly Score[]
  signature: Signature
}

/** Takes from a scored sample what a summary needs. */
export function digest(scored: ScoredSample, { by, seed }: { by: readonly string[]; seed: number }): Digest {
  const { sample, scores, signature } = scored
  return {
    by: groupKey(scored, by),
    guessed: scores.some(({ metadata }) => metadata.expectedFrom === 'input'),
    draws: poissonDraws(drawingId(sample), seed),
    scores: scores.map(withoutEvidence),
    signature,
  }
}

function withoutEvidence(score: Score): Score {
  const { message } = score.metadata
  return { ...score, metadata: message === undefined ? {} : { message } } as Score
}

/** What the bootstrap draws by, and counts as one prompt: a number is an id too. Without one, the content stands in: the same sample, the same draws, wherever it stands. */
function drawingId({ id, output, input, language, model }: Omit<Sample, 'id'> & { id?: unknown }): string {
  if (typeof id === 'number' || (typeof id === 'string' && id !== '')) return String(id)
  return JSON.stringify([output, input || null, language || null, model])
}
