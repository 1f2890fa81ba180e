import type { Signature } from '../core/signature.js'
import type { Usage } from '../core/usage.js'
import type { WrongLanguagePolicy } from '../core/wrong-language.js'
import type { GroupKey } from './group-key.js'
import type { MacroGroup } from './macro-mean.js'
import type { MetricSummary, Tally } from './tally.js'

/** One group of samples, with a summary of each metric. */
export interface ReportGroup {
  by: GroupKey
  metrics: Record<string, MetricSummary>
}

/** What `evaluate` gives: plain JSON. */
export interface Report {
  /** What produced the numbers. */
  signature: Signature
  policy: WrongLanguagePolicy
  /** The grouping fields. */
  by: readonly string[]
  /** Sorted by their keys. */
  groups: ReportGroup[]
  /** Unweighted means over languages, for each combination of the other fields; empty unless grouped by `language`. */
  macro: MacroGroup[]
  /** What its judges cost, where the caller adds it: `{ ...report, usage: client.usage() }`. */
  usage?: Usage
  /** The sums and counts behind the groups, in the same order: what `mergeReports` adds up. */
  tallies: { by: GroupKey; metrics: Record<string, Tally> }[]
}

/**
 * What the rest of a report is told from.
 *
 * @inline
 */
export type ReportSums = Omit<Report, 'groups' | 'macro'>
