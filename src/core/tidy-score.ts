import { failed, type JsonObject, type Reason, type Score, scored, skipped } from './score.js'

/** A score as somebody may give it: without a name, with null for no score, and with anything beside it. */
export interface GivenScore<Metadata extends JsonObject = JsonObject, Why extends string = Reason> {
  readonly score?: number | null | undefined
  readonly status?: Score['status'] | undefined
  readonly reason?: Why | undefined
  readonly metadata?: Metadata | (Partial<Metadata> & { message?: string }) | undefined
}

/** Holds whatever a scorer gives, mostly `{ score: number | null }`, to the three values, under the scorer's own name. */
export function tidyScore(name: string, given: unknown): Score {
  if (typeof given === 'boolean') return scored(name, given ? 1 : 0)
  if (typeof given !== 'object' && given !== undefined) return ofNumber(name, given, {}, undefined)
  if (isTidy(name, given)) return given
  const { score = null, status, reason, metadata } = (given ?? {}) as GivenScore
  const evidence: JsonObject = metadata ?? {}
  const message = typeof evidence.message === 'string' ? evidence.message : undefined
  if (status === 'failed') return failed(name, reason ?? 'error', message ?? 'the scorer failed', evidence)
  if (status === 'skipped' || score === null) {
    return skipped(name, reason ?? 'no-score', message ?? 'the scorer gave no score', evidence)
  }
  return ofNumber(name, score, evidence, reason)
}

/** Most scores are what they should be, and go on as they are. */
function isTidy(name: string, given: object | null | undefined): given is Score {
  const score = given as Score | null | undefined
  if (score?.name !== name || typeof score.metadata !== 'object' || score.metadata === null) return false
  if (score.status === 'scored') return isShare(score.score)
  const isUnscored = score.status === 'skipped' || score.status === 'failed'
  return isUnscored && score.score === null && Boolean(score.reason) && typeof score.metadata.message === 'string'
}

function ofNumber(name: string, score: unknown, metadata: JsonObject, reason: string | undefined): Score {
  if (isShare(score)) return scored(name, score, metadata, reason)
  const seen = typeof score === 'number' ? score : `a ${typeof score}`
  return failed(name, 'invalid-score', `the scorer gave ${seen}, which is not a number from 0 to 1`, metadata)
}

function isShare(score: unknown): score is number {
  return typeof score === 'number' && score >= 0 && score <= 1
}
