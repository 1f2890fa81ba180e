import type { WrongLanguagePolicy } from '../../core/wrong-language.js'
import type { GroupKey } from '../group-key.js'
import type { NoInterval } from '../tally.js'

export interface CompareOptions {
  /**
   * The fields by each of whose values the two are compared too.
   *
   * @default ['language', 'task']
   */
  by?: readonly string[]
}

/** One of the two in one group: its mean over what it has there, whether the other has it or not. */
export interface ComparedMean {
  /** 0..1; null when nothing was scored. Of `macro`, the mean of the languages' means. */
  mean: number | null
  scored: number
  total: number
}

/** What a comparison is over: all samples; those with one value of a field; or the languages, each counting the same. */
export type ComparedOver = 'all' | 'macro' | 'group'

/** The two in one metric and group. */
export interface ComparedRow {
  metric: string
  over: ComparedOver
  /** The value that the samples share; empty for `all` and `macro`. */
  group: GroupKey
  a: ComparedMean
  b: ComparedMean
  /** Samples that are scored in both, and how many prompts (ids) they are of: what the difference is told from. */
  pairs: number
  prompts: number
  /**
   * a − b over the samples that are scored in both; null when there are none. It need not be the difference of the means of `a` and `b`, which may be over samples of another
   * difficulty.
   */
  difference: number | null
  /**
   * Of the difference, as sure as the verdict: 95 % where it is the only one of its family, and surer where there are several (Holm). Null where `noInterval` says why.
   */
  interval: [low: number, high: number] | null
  noInterval?: NoInterval
  /** Two-sided, that there is no difference; by Holm adjusted for the family: all rows over the same (`all`, `macro`, or the values of one field), of all metrics. */
  p: number | null
  /** `a` or `b`: shown to be the higher one. `not-distinguishable`: the interval holds 0. `unknown`: there is none. */
  verdict: 'a' | 'b' | 'not-distinguishable' | 'unknown'
  /** Of the pairs: where a is higher, equal, lower. */
  wins: number
  ties: number
  losses: number
  /**
   * What a − b would be over all samples that both have if each missing score were the worst for a, and the best: no interval, and no chance in it. Null without samples. Where
   * both score everything, it is the difference.
   */
  bounds: [low: number, high: number] | null
  /** The difference that would have been found four times of five; 1 where none would. Null without an interval. */
  detectable: number | null
}

/** What `compare` gives: plain JSON. */
export interface ComparisonResult {
  wrongLanguage: WrongLanguagePolicy
  /** By metric: macro, all, then the values of each field. */
  rows: ComparedRow[]
  /** Samples that both have, and that only one of the two has. */
  samples: { both: number; a: number; b: number }
}
