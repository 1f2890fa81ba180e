/** One cell of the table that `select` reads: the mean of one metric in one language, of one configuration with one value. */
export interface SelectionRecord {
  language: string
  metric: string
  /** Higher is better; null when nothing was scored. */
  mean: number | null
  /** The fields that name the configuration, and the one to choose: `model`, `learningRate`, … */
  [field: string]: unknown
}

/** A metric's mean must reach `min` in `language`, or without one in every language. */
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

/** A minimum that a candidate does not reach. */
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
  /** The cells it lacks. A candidate that lacks any is not chosen. */
  missing: { metric: string; language: string }[]
}

/**
 * `chosen`: there is a best value. `tied`: several are best. `dropped`: every candidate is under the bar. `undecided`: none is complete and over the
 * bar, and at least one that lacks cells is not known to be under it.
 */
export type SelectionOutcome = 'chosen' | 'tied' | 'dropped' | 'undecided'

export interface SelectedConfiguration {
  configuration: Record<string, string | null>
  outcome: SelectionOutcome
  /** The chosen value; null unless `outcome` is `chosen`. */
  choice: string | null
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
