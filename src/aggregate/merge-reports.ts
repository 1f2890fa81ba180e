import { uniteSignatures } from '../core/signature.js'
import type { Usage } from '../llm/metered.js'
import type { Report } from './report.js'
import { addTally } from './tally.js'
import { type TallyGroups, tallyGroups } from './tally-groups.js'

/**
 * The report of the whole from the reports of its shards: equal counts, and means and intervals that differ by no more than the
 * rounding of a sum, however the samples were split. What judges cost is added up too.
 *
 * @throws RangeError when signatures, policies or grouping differ, naming the difference; TypeError without a report.
 *
 * @example
 * ```ts
 * const scorers = [languageCorrectness({ language: 'fr' })]
 * const first = await evaluate([{ output: 'Bonjour à tous.' }], { scorers })
 * const second = await evaluate([{ output: 'Hello again, everybody.' }], { scorers })
 * mergeReports([first, second]).groups[0]?.metrics.languageCorrectness?.mean // => 0.5
 * ```
 */
export function mergeReports(reports: readonly Report[]): Report {
  const [first] = reports
  if (first === undefined) throw new TypeError('give at least one report to merge')
  let signature = first.signature
  const groups = tallyGroups(first.by)
  for (const report of reports) {
    if (report.by.join() !== first.by.join()) {
      throw new RangeError(`reports grouped by ${first.by.join()} and by ${report.by.join()} cannot be merged`)
    }
    signature = uniteSignatures(signature, report.signature)
    addGroups(groups, report.tallies, first.by)
  }
  const usages = reports.flatMap(({ usage }) => usage ?? [])
  return { ...groups.report(first.policy, signature), ...(usages.length > 0 && { usage: usages.reduce(addUsage) }) }
}

/** The groups of a report by some of its fields alone, sorted by their keys: exact, since tallies add up. */
export function regroup(report: Report, fields: readonly string[]): Report['tallies'] {
  const groups = tallyGroups(fields)
  addGroups(groups, report.tallies, fields)
  return groups.sorted()
}

function addGroups(groups: TallyGroups, tallies: Report['tallies'], fields: readonly string[]): void {
  for (const { by, metrics } of tallies) {
    const tallyOf = groups.of(Object.fromEntries(fields.map((field) => [field, by[field] ?? null])))
    for (const [name, tally] of Object.entries(metrics)) addTally(tallyOf(name), tally)
  }
}

function addUsage(a: Usage, b: Usage): Usage {
  return {
    calls: a.calls + b.calls,
    cacheHits: a.cacheHits + b.cacheHits,
    failures: a.failures + b.failures,
    promptTokens: a.promptTokens + b.promptTokens,
    completionTokens: a.completionTokens + b.completionTokens,
    wallTime: a.wallTime + b.wallTime,
    ...(a.cost !== undefined && b.cost !== undefined && { cost: a.cost + b.cost }),
  }
}
