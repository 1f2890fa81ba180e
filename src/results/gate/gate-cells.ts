import { didYouMean } from '../../text/nearest.js'
import type { GroupKey } from '../group-key.js'
import { groupValue } from '../group-key.js'
import { regroup } from '../merge-reports.js'
import type { Report } from '../report.js'
import type { Tally } from '../tally.js'
import type { GateRule } from './gate-types.js'

/** One metric in one group: what a rule checks. */
export interface GateCell {
  metric: string
  group: GroupKey
  tally: Tally
  /** All metrics of the group. */
  metrics: Readonly<Record<string, Tally>>
  /** The same for the same metric and group of another report. */
  key: string
}

/**
 * The cells of a report that a rule is about, by group and metric.
 *
 * @throws RangeError, beginning with `at`, when the rule names a metric, a field or a group that the report does not have: a rule that
 * checks nothing must not pass.
 */
export function gateCells(report: Report, rule: GateRule, at: string): GateCell[] {
  const where = Object.entries(rule.where ?? {}).map(([field, values]) => ({
    field,
    values: [values].flat().map((value) => groupValue(field, value) ?? ''),
  }))
  const fields = [...new Set([...where.map(({ field }) => field), ...(rule.by ?? [])])]
  const groups = regroup(report, checkedFields(report, fields, at))
  if (groups.length === 0) throw new RangeError(`${at}: the report has no samples`)
  for (const { field, values } of where) assertValues(groups, field, values, at)
  const chosen = groups.filter(({ by }) => where.every(({ field, values }) => values.includes(by[field] ?? '')))
  const wanted = where.reduce((combinations, { values }) => combinations * new Set(values).size, 1)
  const found = new Set(chosen.map(({ by }) => JSON.stringify(where.map(({ field }) => by[field]))))
  if (found.size < wanted) {
    throw new RangeError(
      `${at}: of ${wanted} combinations of ${where.map(({ field }) => field).join(' and ')}, ${found.size} are in the report`,
    )
  }
  const metrics = checkedMetrics(groups, rule, at)
  return chosen.flatMap(({ by, metrics: tallies }) =>
    metrics.map((metric) => {
      const key = JSON.stringify([metric, ...fields.map((field) => by[field])])
      const tally = tallies[metric]
      if (tally === undefined)
        throw new RangeError(`${at}: the metric "${metric}" is missing in the group ${JSON.stringify(by)}`)
      return { metric, group: by, tally, metrics: tallies, key }
    }),
  )
}

function checkedFields(report: Report, fields: readonly string[], at: string): readonly string[] {
  for (const field of fields) {
    if (!report.by.includes(field)) {
      const known = report.by.join(', ') || 'nothing'
      throw new RangeError(
        `${at}: the report is not grouped by "${field}"${didYouMean(field, report.by)} (grouped by: ${known}); ` +
          'score with it in --by, or give the scored rows of --out',
      )
    }
    if (report.tallies.length > 0 && report.tallies.every(({ by }) => (by[field] ?? null) === null)) {
      throw new RangeError(`${at}: no sample has a field "${field}"`)
    }
  }
  return fields
}

function assertValues(groups: Report['tallies'], field: string, values: readonly string[], at: string): void {
  const known = [...new Set(groups.map(({ by }) => by[field] ?? '–'))]
  for (const value of values) {
    if (known.includes(value)) continue
    const listed = known.slice(0, 20).join(', ')
    throw new RangeError(`${at}: no group with ${field} "${value}"${didYouMean(value, known)} (there are: ${listed})`)
  }
}

function checkedMetrics(groups: Report['tallies'], { metric }: GateRule, at: string): string[] {
  const known = [...new Set(groups.flatMap(({ metrics }) => Object.keys(metrics)))].sort()
  const wanted = metric === undefined ? known : [...new Set([metric].flat())]
  for (const name of wanted) {
    if (known.includes(name)) continue
    throw new RangeError(`${at}: no metric "${name}"${didYouMean(name, known)} (metrics: ${known.join(', ')})`)
  }
  return wanted
}
