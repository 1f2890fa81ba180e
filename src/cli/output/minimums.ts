import { InputError } from '../../core/input-error.js'
import { groupName } from '../../report/group-name.js'
import { printable } from '../../report/printable.js'
import { unlike } from '../../results/gate/gate-checks.js'
import type { Report, ReportGroup } from '../../results/report.js'
import { reaches } from '../../statistics/reaches.js'
import { didYouMean } from '../../text/nearest.js'
import type { Minimum } from '../options/score-options.js'

/**
 * A line for each group whose mean is below a minimum: the group, its mean and interval. A group where nothing was scored is below
 * any minimum: that it is good has not been shown.
 *
 * @throws InputError when a minimum names a metric or a group that the report does not have: a gate that checks nothing must not pass.
 */
export function belowMinimums(report: Report, minimums: readonly Minimum[]): string[] {
  return minimums.flatMap((minimum) => {
    const groups = matching(report, minimum)
    return groups.flatMap(({ by, metrics }) => {
      const summary = metrics[minimum.metric]
      if (summary === undefined) return []
      const { mean, interval, scored, total } = summary
      if (mean !== null && reaches(mean, minimum.min)) return []
      const range = interval === null ? '' : ` [${interval.map((end) => end.toFixed(4)).join(', ')}]`
      const measured = mean === null ? 'nothing was scored' : `mean ${unlike(mean, minimum.min)}${range}`
      return [`${minimum.metric}, ${groupName(by)}: ${measured} is below ${minimum.min} (${scored} of ${total} scored)`]
    })
  })
}

/** @throws InputError when a minimum names a metric that is not among these. */
export function assertMetrics(minimums: readonly Minimum[], metrics: readonly string[]): void {
  const unknown = minimums.find(({ metric }) => !metrics.includes(metric))
  if (unknown === undefined) return
  const { text, metric } = unknown
  throw new InputError(
    `--min ${text}`,
    `no metric "${metric}"${didYouMean(metric, metrics)} (metrics: ${metrics.join(', ')})`,
  )
}

function matching(report: Report, minimum: Minimum): ReportGroup[] {
  assertMetrics([minimum], [...new Set(report.groups.flatMap((group) => Object.keys(group.metrics)))])
  const { text, values } = minimum
  const groups = report.groups.filter(({ by }) => values.every((value) => Object.values(by).includes(value)))
  if (groups.length === 0) {
    const known = [...new Set(report.groups.flatMap(({ by }) => Object.values(by)))].slice(0, 20)
    const list = known.map((value) => printable(value ?? '–')).join(', ')
    throw new InputError(`--min ${text}`, `no group "${values.join(',')}" (groups: ${list})`)
  }
  return groups
}
