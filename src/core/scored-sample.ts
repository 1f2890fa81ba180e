import type { Sample, SampleArgs } from './sample.js'
import type { Score } from './score.js'
import type { Signature } from './signature.js'

/** A sample with its scores, the wrong-language policy applied. The sample is the row as it was given, with its own type. */
export interface ScoredSample<Row extends SampleArgs = Sample> {
  sample: Row
  scores: readonly Score[]
  /** What produced these scores, with the dictionaries that they used. */
  signature: Signature
}
