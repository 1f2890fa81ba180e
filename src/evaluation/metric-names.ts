import type { ScorerGroup } from '../scorers/policy/complete-scorers.js'

/** The names of the metrics that a list of scorers gives. */
export type MetricNames<Scorers extends readonly unknown[]> = NameOf<Scorers[number]>

type NameOf<Each> =
  Each extends ScorerGroup<infer _>
    ? NameOf<Each['scorers'][number]>
    : Each extends { readonly name: infer Name extends string }
      ? Name
      : never
