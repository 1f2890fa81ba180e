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
    draws: drawsOf(sample, seed),
    scores: scores.map(withoutEvidence),
    signature,
  }
}

function withoutEvidence(score: Score): Score {
  const { message } = score.metadata
  return { ...score, metadata: message === undefined ? {} : { message } } as Score
}

/**
 * Samples of one id are drawn as one, and count as one prompt: a number is an id too. Without one, the content stands in for the draws, the same wherever the sample stands, and
 * the sample is a prompt of its own.
 */
function drawsOf({ id, output, input, language, model }: Omit<Sample, 'id'> & { id?: unknown }, seed: number): Draws {
  if (typeof id === 'number' || (typeof id === 'string' && id !== '')) return poissonDraws(String(id), seed)
  const content = JSON.stringify([output, input || null, language || null, model])
  return poissonDraws(content, seed, false)
}
