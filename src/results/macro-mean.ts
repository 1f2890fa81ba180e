import { correlations } from '../statistics/correlations.js'
import { distinctCount, distinctMarks } from '../statistics/distinct-marks.js'
import { average, macroInterval } from '../statistics/macro-interval.js'
import type { GroupKey } from './group-key.js'
import type { Metrics } from './metrics.js'
import { type NoInterval, summarizeTally, type Tally } from './tally.js'

/** The unweighted mean of the means of several groups. */
export interface MacroMean {
  /** 0..1, or null when no group has a mean. */
  mean: number | null
  /** The counts of all groups together, also of those that have no mean: what the macro mean covers. */
  total: number
  scored: number
  wrongLanguage: number
  skipped: number
  failed: number
  /** Different ids over all groups, as in `MetricSummary`. */
  prompts: number
  /**
   * 95 %, from the groups' own intervals by the square-and-add rule with the correlations between the groups, which may well answer the same prompts (MOVER, Zou
   * & Donner 2008). Null where `noInterval` says why: one of the groups has none.
   */
  interval: [low: number, high: number] | null
  noInterval?: NoInterval
  /** The groups averaged, by their value of the field. */
  over: string[]
  /** The groups that have no mean, and are not in this one. */
  missing: string[]
}

/** Macro means of one combination of the other grouping fields. */
export interface MacroGroup<Metric extends string = string, Field extends string = string> {
  by: GroupKey<Exclude<Field, 'language'>>
  /** Over which languages: `all`, or `non-en`, the paper's non-English average. */
  languages: 'all' | 'non-en'
  metrics: Metrics<Metric, MacroMean>
}

/** @inline */
type TallyGroup = { by: GroupKey; metrics: Record<string, Tally> }

/**
 * The macro means over languages: each language counts the same, however many samples it has. `non-en` is the one
 * over the languages other than English; it is given when there is English and something else. (Figure 2 of arXiv 2402.14778: its human column is pooled
 * over responses instead, which differs by more than rounding where a model seldom answers in one of the languages; see tests/results/paper-figures.test.ts.) A combination with a
 * single language has none. Samples whose language was guessed are in none: a handful of prompts that are taken for another language would make a mean of their own.
 */
export function languageMacroMeans(groups: readonly TallyGroup[]): MacroGroup[] {
  const stated = groups.filter(({ metrics }) => Object.keys(metrics).length > 0)
  return partition(stated, 'language').flatMap(({ by, members }) => {
    const languages = members.map((member) => member.by.language)
    if (languages.length < 2) return []
    const all: MacroGroup = { by, languages: 'all', metrics: macroMetrics(members, 'language') }
    const others = members.filter((member) => member.by.language !== 'en')
    if (others.length === members.length) return [all]
    return [all, { by, languages: 'non-en', metrics: macroMetrics(others, 'language') }]
  })
}

/**
 * The unweighted mean of each metric over the values of one grouping field, for each combination of the other fields.
 *
 * @example
 * ```ts
 * const samples = [
 *   { output: 'Bonjour à tous.', language: 'fr' },
 *   { output: 'Hello again.', language: 'fr' },
 *   { output: 'Доброе утро.', language: 'ru' },
 * ]
 * const report = await evaluate(samples, { scorers: [languageCorrectness()], by: ['language'] })
 * const [macro] = macroMeans(report, 'language')
 * macro?.metrics.languageCorrectness?.mean // => 0.75
 * ```
 *
 * @throws RangeError when the report is not grouped by that field.
 */
export function macroMeans(
  report: { by: readonly string[]; tallies: readonly TallyGroup[] },
  field: string,
): { by: GroupKey; metrics: Record<string, MacroMean> }[] {
  if (!report.by.includes(field)) {
    throw new RangeError(
      `the report is not grouped by "${field}"; it is grouped by ${report.by.join(', ') || 'nothing'}`,
    )
  }
  return partition(report.tallies, field).map(({ by, members }) => ({ by, metrics: macroMetrics(members, field) }))
}

function partition(groups: readonly TallyGroup[], field: string) {
  const parts = new Map<string, { by: GroupKey; members: TallyGroup[] }>()
  for (const group of groups) {
    if (!(field in group.by)) continue
    const { [field]: _, ...by } = group.by
    const key = JSON.stringify(by)
    const part = parts.get(key) ?? { by, members: [] }
    part.members.push(group)
    parts.set(key, part)
  }
  return [...parts.values()]
}

function macroMetrics(groups: readonly TallyGroup[], field: string): Record<string, MacroMean> {
  const names = [...new Set(groups.flatMap(({ metrics }) => Object.keys(metrics)))]
  return Object.fromEntries(names.map((name) => [name, macroMean(groups, name, field)]))
}

function macroMean(groups: readonly TallyGroup[], metric: string, field: string): MacroMean {
  const label = (group: TallyGroup) => group.by[field] ?? 'unknown'
  const found = groups.filter((group) => (group.metrics[metric]?.scored ?? 0) > 0)
  const missing = groups.filter((group) => !found.includes(group)).map(label)
  const tallies = found.map((group) => group.metrics[metric] as Tally)
  const count = (name: (typeof COUNTS)[number]) => sum(groups.map((group) => group.metrics[metric]?.[name] ?? 0))
  const counts = {
    ...(Object.fromEntries(COUNTS.map((name) => [name, count(name)])) as Record<(typeof COUNTS)[number], number>),
    prompts: promptsOf(tallies),
  }
  const names = { over: found.map(label), missing }
  if (tallies.length === 0) return { mean: null, ...counts, interval: null, noInterval: 'nothing-scored', ...names }
  const summaries = tallies.map(summarizeTally)
  const means = summaries.map(({ mean }) => mean as number)
  const intervals = summaries.flatMap(({ interval }) => (interval === null ? [] : [interval]))
  if (intervals.length < means.length) {
    return { mean: average(means), ...counts, interval: null, noInterval: 'one-prompt', ...names }
  }
  return { mean: average(means), ...counts, interval: macroInterval(means, intervals, correlations(tallies)), ...names }
}

const COUNTS = ['total', 'scored', 'wrongLanguage', 'skipped', 'failed'] as const

function promptsOf(tallies: readonly Tally[]): number {
  const distinct = distinctMarks()
  for (const { marks } of tallies) for (const mark of marks) distinct.add(mark)
  const unnamed = sum(tallies.map((tally) => tally.unnamed))
  return Math.min(distinctCount(distinct.marks()) + unnamed, sum(tallies.map(({ scored }) => scored)))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
