import type { GroupKey } from '../group-key.js'
import type { Report } from '../report.js'

/** A number of samples, or with a percent sign their share of the group. */
export type GateBudget = number | `${number}%`

/** How many scores may be missing before a number says too little. Under `maxDrop`, in the baseline as in the report. */
export interface GateBudgets {
  /** Scored samples that a group must have. Default: 1, and 20 under `maxDrop`. */
  minScored?: number
  /** Skipped scores allowed (no dictionary, no words …; wrong language has its own count and is not among them). Default: any. */
  maxSkipped?: GateBudget
  /**
   * Failed scores allowed: judge unreachable, verdict unreadable, response not generated.
   *
   * @default 0
   */
  maxFailed?: GateBudget
}

/** What must hold of a metric, or of each metric, in a group, or in each group. */
export interface GateRule extends GateBudgets {
  /** Default: each metric of the report. */
  metric?: string | readonly string[]
  /** The groups meant: `{ language: 'fr' }`, or several values, each a group of its own. */
  where?: Readonly<Record<string, string | readonly string[]>>
  /** A check for each value of these fields. Default: all samples that `where` leaves are one group. */
  by?: readonly string[]
  /** 0..1, for the mean. */
  min?: number
  /**
   * 0..1, for the lower end of the mean's 95 % interval: shown to be so good, not only measured.
   *
   * Of 0/1 scores of a prompt each, one that gets better never lowers it. Of graded scores one may, by less than 0.01, where it makes them differ more: of twenty scores of 0.2, one of which
   * is 0.8, the lower end is 0.1469; with 1 in the place of the 0.8 it is 0.1458. So it is with every interval that follows how much scores vary, Student's t among them.
   */
  minLowerBound?: number
  /** 0..1: how much lower than the baseline's the mean may be. 0.02 are 2 points of percent. */
  maxDrop?: number
}

export interface GateOptions extends GateBudgets {
  /** At least one. Their budgets, where given, go before those for all rules. */
  rules: readonly GateRule[]
  /** What `maxDrop` compares with. */
  baseline?: Report
  /** Both reports over the samples that both have, a metric scored where it is scored in both. Drops are then taken from these. */
  shared?: { report: Report; baseline: Report }
}

/** `quality`: shown to be too low. `insufficient`: too few valid scores to say. */
export type GateOutcome = 'passed' | 'quality' | 'insufficient'

/** A difference of two means over the same samples. */
export interface GateDrop {
  /** Means, 0..1. */
  current: number
  baseline: number
  /** Of the drop, as sure as the verdict: 95 % where it is the only one of the gate, and surer where there are several (Holm). The check fails where all of it is above `maxDrop`. */
  interval: [low: number, high: number]
  /** One-sided, that the drop is more than `maxDrop`; by Holm adjusted for all drops of the gate. */
  p: number
  /** The drop that this check would catch four times out of five, with as many answers changed as it takes. 1 where it would catch none. */
  detectable: number
}

export interface GateCheck {
  /** The position of its rule. */
  rule: number
  check: 'min' | 'minLowerBound' | 'maxDrop' | keyof GateBudgets
  /** Whose scores a budget is about, where it is not the report's: the baseline's, or those that both have. */
  of?: 'baseline' | 'both'
  metric: string
  group: GroupKey
  outcome: GateOutcome
  limit: GateBudget
  /** A mean, the end of an interval, a drop or a count, as the check has it. */
  measured: number
  /** Samples behind it. */
  scored: number
  /** What was found, in one line: numbers, and where scores are missing the reasons that scorers gave, unescaped. */
  message: string
  drop?: GateDrop
}

/** What `gate` gives: plain JSON. */
export interface GateResult {
  /** The worst of the checks: `quality` before `insufficient`, since what valid scores have shown no outage elsewhere takes back. */
  outcome: GateOutcome
  /** In the order of the rules. */
  checks: GateCheck[]
  /** What could not be checked about the comparison. */
  notes: string[]
}
