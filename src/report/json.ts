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
  return [...jsonParts(report)].join('')
}

/** The same, part by part: of a hundred thousand groups it is longer than a text can be. */
export function* jsonParts({ tallies, ...rest }: Report): Generator<string> {
  yield `${JSON.stringify(rest, null, 2).replace(/\n\}$/, '')},\n  "tallies": [`
  for (const [i, tally] of tallies.entries()) yield `${i > 0 ? ',' : ''}\n    ${JSON.stringify(tally)}`
  yield `${tallies.length > 0 ? '\n  ' : ''}]\n}\n`
}
