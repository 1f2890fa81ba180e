import type { Sample } from './sample.js'
import type { Score } from './score.js'
import type { Signature } from './signature.js'

/** A sample with its scores, the wrong-language policy applied. */
export interface ScoredSample {
  sample: Sample
  scores: readonly Score[]
  /** What produced these scores, with the dictionaries that they used. */
  signature: Signature
}
