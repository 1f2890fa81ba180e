import type { Sample, SampleArgs } from './sample.js'
import type { Score } from './score.js'
import type { Signature } from './signature.js'

/**
 * A sample with its scores, the wrong-language policy applied. The sample is the row as it was given, with its own type.
 *
 * @typeParam Metric The names of the scores; `languageCorrectness` may be there for the wrong-language policy alone.
 */
export interface ScoredSample<Row extends SampleArgs = Sample, Metric extends string = string> {
  sample: Row
  scores: readonly Score<Metric | 'languageCorrectness'>[]
  /** What produced these scores, with the dictionaries that they used. */
  signature: Signature
}
