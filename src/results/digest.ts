import { modifierType, requestedLanguage } from '../core/modifier-name.js'
import type { Sample } from '../core/sample.js'
import type { Score } from '../core/score.js'
import type { Signature } from '../core/signature.js'
import { LANGUAGE_CORRECTNESS } from '../core/wrong-language.js'
import type { ScoredSample } from '../evaluation/score-samples.js'
import { poissonWeights } from '../statistics/poisson-weights.js'
import { normalizeLanguage } from '../text/language-code.js'
import type { GroupKey } from './report.js'

/** What a summary needs of a scored sample: small plain data, so that a worker can send it. */
export interface Digest {
  by: GroupKey
  /** The bootstrap weights. */
  draws: Uint8Array
  /** Without the evidence; a message stays. */
  scores: readonly Score[]
  signature: Signature
}

/** Takes from a scored sample what a summary needs. */
export function digest(scored: ScoredSample, { by, seed }: { by: readonly string[]; seed: number }): Digest {
  const { sample, scores, signature } = scored
  return {
    by: groupKey(scored, by),
    draws: poissonWeights(sample.id ?? contentId(sample), seed),
    scores: scores.map(withoutEvidence),
    signature,
  }
}

function withoutEvidence({ name, score, status, reason, metadata: { message } }: Score): Score {
  return {
    name,
    score,
    status,
    ...(reason !== undefined && { reason }),
    metadata: message === undefined ? {} : { message },
  }
}

/** The group that a sample is in. */
export function groupKey({ sample, scores }: ScoredSample, by: readonly string[]): GroupKey {
  return Object.fromEntries(
    by.map((field) => [
      field,
      groupValue(field, field === 'language' ? expectedLanguage(sample, scores) : sample[field]),
    ]),
  )
}

/** The value that a field's value is grouped under. */
export function groupValue(field: string, value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null
  return (normalized[field] ?? String)(String(value))
}

/** Fields whose values are grouped by what they mean: `pt-BR` with `pt`, and `num_items_3` with `num_items_5`, as the paper's tables do. */
const normalized: Readonly<Record<string, (value: string) => string>> = { language: codeOrName, modifier: modifierType }

/** For a sample that names none, what the scorer took from its input. */
function expectedLanguage({ modifier, language }: Sample, scores: ScoredSample['scores']): unknown {
  const known = requestedLanguage(modifier) ?? language
  return known ?? scores.find(({ name }) => name === LANGUAGE_CORRECTNESS)?.metadata.expected
}

function codeOrName(language: string): string {
  try {
    return normalizeLanguage(language)
  } catch {
    return language // its scores have failed, saying so
  }
}

/** Stands in for a missing id: the same sample, the same draws, wherever it stands. */
function contentId({ output, input, language, model }: Sample): string {
  return JSON.stringify([output, input, language, model])
}
