import type { Report } from '../results/report.js'

/**
 * A report as JSON: signature, policy, groups and macro means. The bootstrap sums behind the intervals (`report.tallies`), which only
 * `mergeReports` needs and which are large, are left out; `JSON.stringify(report)` keeps them.
 *
 * @example
 * ```ts
 * const report = await evaluate([{ output: 'Bonjour.', language: 'fr' }], { by: ['language'] })
 * JSON.parse(formatJson(report)).groups[0].by // => { language: 'fr' }
 * ```
 */
export function formatJson(report: Report): string {
  const { tallies: _, ...rest } = report
  return `${JSON.stringify(rest, null, 2)}\n`
}
