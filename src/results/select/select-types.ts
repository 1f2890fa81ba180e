import type { Tally } from '../tally.js'

/** One cell of the table that `select` reads: the mean of one metric in one language, of one configuration with one value. */
export interface SelectionRecord {
  language: string
  metric: string
  /** Higher is better; null when nothing was scored. */
  mean: number | null
  /** 95 % interval of the mean: the bar is held against it. Without one, against the mean. */
  interval?: readonly [low: number, high: number] | null
  /** The sums behind the mean: with them, the best value is compared with the others sample by sample. */
  tally?: Tally
  /** The fields that name the configuration, and the one to choose: `model`, `learningRate`, … */
  [field: string]: unknown
}

/** A metric must reach `min` in `language`, or without one in every language: it does not where the whole interval of its mean is below, or without an interval the mean. */
export interface SelectionMinimum {
  metric: string
  language?: string
  min: number
}

export interface SelectOptions {
  /** The fields that make a configuration: `['model']`. A record without one of them belongs to the configuration where it is null. */
  configuration: readonly string[]
  /** The field whose best value is wanted, for each configuration: `learningRate`. */
  choose: string
  /** Ranked by, each with the same weight. Default: all that the records have. */
  metrics?: readonly string[]
  /** Default: for each configuration, all that its records have. */
  languages?: readonly string[]
  /** The minimal bar. A metric here need not be one that is ranked by. Default: none. */
  minimums?: readonly SelectionMinimum[]
  /** Which of the tied values to take, by their size as numbers. Default: none of them is taken. */
  prefer?: 'smallest' | 'largest'
}

/** A minimum that a candidate's mean does not reach. */
export interface BelowMinimum {
  metric: string
  language: string
  mean: number
  min: number
  /** How much is lacking: `min − mean`. */
  shortfall: number
}

/** One configuration with one value of the chosen field. */
export interface SelectionCandidate {
  value: string
  /** The unweighted mean of `metrics`; null when one of them is null. */
  score: number | null
  /** Each metric's macro mean, every language counting the same; null when the metric lacks a language. */
  metrics: Record<string, number | null>
  /** Where it is under the bar. */
  below: BelowMinimum[]
  /** Where its mean is under the bar, but its interval reaches it: nobody can tell, and it is not held against the candidate. */
  unsure: BelowMinimum[]
  /** The cells it lacks. A candidate that lacks any is not chosen. */
  missing: { metric: string; language: string }[]
}

/**
 * `chosen`: there is a best value. `not-distinguishable`: there is one, but by no more than chance gives; `choice` names it, and `close` those that may as well be the best.
 * `tied`: several are best. `dropped`: every candidate is under the bar. `undecided`: none is complete and over the
 * bar, and at least one that lacks cells is not known to be under it.
 */
export type SelectionOutcome = 'chosen' | 'not-distinguishable' | 'tied' | 'dropped' | 'undecided'

/** A value beside the best one. */
export interface RunnerUp {
  value: string
  /** By how much the best score is above its score. */
  difference: number
  /**
   * Of the difference, by the samples that both have, those of one id being one; as sure as the number of values beside the best takes: all such intervals hold together
   * 95 times of 100. Null where the records have no sums, or are of one prompt.
   */
  interval: [low: number, high: number] | null
}

export interface SelectedConfiguration {
  configuration: Record<string, string | null>
  outcome: SelectionOutcome
  /**
   * The chosen value; null unless `outcome` is `chosen` or `not-distinguishable`. Its score is the best of several, and so a little too good to be true: for an honest one, score
   * other samples.
   */
  choice: string | null
  /** The value with the next best score; null where there is none or nothing is chosen. */
  runnerUp: RunnerUp | null
  /** The values that the chosen one is not shown to be better than, best first. */
  close: string[]
  /** The values within 1e-9 of the best score, if several: also where `prefer` took one of them. */
  tied: string[]
  /** The languages that the macro means are over. */
  languages: string[]
  /** All of them, by value: by size when all values are numbers. */
  candidates: SelectionCandidate[]
}

/** What `select` gives: plain JSON. */
export interface Selection {
  /** As asked for, with the defaults filled in. */
  options: {
    configuration: string[]
    choose: string
    metrics: string[]
    minimums: SelectionMinimum[]
    prefer: 'smallest' | 'largest' | null
  }
  /** Sorted by their fields. */
  configurations: SelectedConfiguration[]
}
