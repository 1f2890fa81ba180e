import type { Signature } from '../core/signature.js'
import type { Usage } from '../core/usage.js'
import type { WrongLanguagePolicy } from '../core/wrong-language.js'
import type { GroupKey } from './group-key.js'
import type { MacroGroup } from './macro-mean.js'
import type { Metrics } from './metrics.js'
import type { MetricSummary, Tally } from './tally.js'

/** One group of samples, with a summary of each metric. */
export interface ReportGroup<Metric extends string = string, Field extends string = string> {
  by: GroupKey<Field>
  metrics: Metrics<Metric, MetricSummary>
}

/** What `evaluate` gives: plain JSON. */
export interface Report<Metric extends string = string, Field extends string = string> {
  /** What produced the numbers. */
  signature: Signature
  wrongLanguage: WrongLanguagePolicy
  /** The grouping fields. */
  by: readonly Field[]
  /** Sorted by their keys. */
  groups: ReportGroup<Metric, Field>[]
  /** Unweighted means over languages, for each combination of the other fields; empty unless grouped by `language`. */
  macro: MacroGroup<Metric, Field>[]
  /** What its judges cost, where the caller adds it: `{ ...report, usage: client.usage() }`. */
  usage?: Usage
  /** How many samples have an expected language that nobody stated: the one that their input was taken for. They are in no macro mean. Absent where there are none. */
  guessedLanguage?: { samples: number; of: number }
  /**
   * The sums and counts behind the groups, in the same order: what `mergeReports` adds up. `guessed` are those of the samples whose expected language was guessed,
   * and `metrics` those of all others; a group is about both.
   */
  tallies: { by: GroupKey<Field>; metrics: Metrics<Metric, Tally>; guessed?: Metrics<Metric, Tally> }[]
}

/**
 * What the rest of a report is told from.
 *
 * @inline
 */
export type ReportSums = Omit<Report, 'groups' | 'macro' | 'guessedLanguage'>
