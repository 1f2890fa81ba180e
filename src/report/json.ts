import type { Report } from '../results/report.js'

/**
 * A report as JSON that `parseReport` reads again, equal to the report: signature, policy, groups, macro means, usage, and last the sums behind the intervals
 * (`tallies`), a line for each group, which `mergeReports` adds up and which are about 10 kB for each metric of a group. `crosslingual score --report` writes it, and
 * `crosslingual merge` and `crosslingual gate` read it.
 *
 * @example
 * ```ts
 * const report = await evaluate([{ output: 'Bonjour.', language: 'fr' }], { by: ['language'] })
 * JSON.parse(formatJson(report)).groups[0].by // => { language: 'fr' }
 * ```
 */
export function formatJson(report: Report): string {
  const { tallies, ...rest } = report
  const head = JSON.stringify(rest, null, 2).replace(/\n\}$/, '')
  const lines = tallies.map((tally) => `\n    ${JSON.stringify(tally)}`)
  return `${head},\n  "tallies": [${lines.join(',')}${lines.length > 0 ? '\n  ' : ''}]\n}\n`
}
