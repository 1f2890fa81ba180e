import { uniteReportSignatures } from '../core/signature.js'
import { addUsage, type Usage } from '../core/usage.js'
import type { Report, ReportSums } from './report.js'
import { type TallyGroups, tallyGroups, wholeTallies } from './tally-groups.js'

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
export function mergeReports(reports: readonly ReportSums[]): Report {
  const [first] = reports
  if (first === undefined) throw new TypeError('give at least one report to merge')
  const whole = reportSum(first)
  for (const report of reports) whole.add(report)
  return whole.report()
}

/** Reports of shards, added up one by one. */
export interface ReportSum {
  /** @throws RangeError as {@link mergeReports} does. */
  add(report: ReportSums): void
  report(): Report
}

/** @param like A report with the grouping and the policy of all; it is not added yet. */
export function reportSum({ by, wrongLanguage, signature: start }: ReportSums): ReportSum {
  const groups = tallyGroups(by)
  let signature = start
  let usage: Usage | undefined
  return {
    add(report) {
      signature = uniteReportSignatures(signature, report.signature)
      assertSame('by', by.join(), report.by.join())
      assertSame('with policy', wrongLanguage, report.wrongLanguage)
      addGroups(groups, report.tallies, by)
      usage = usage && report.usage ? addUsage(usage, report.usage) : (usage ?? report.usage)
    },
    report: () => ({ ...groups.report(wrongLanguage, signature), ...(usage !== undefined && { usage }) }),
  }
}

function assertSame(what: string, one: string, other: string): void {
  if (one !== other) throw new RangeError(`reports ${what} ${one} and ${what} ${other} cannot be merged`)
}

/** The groups of a report by some of its fields alone, sorted by their keys: exact, since tallies add up. */
export function regroup(report: Report, fields: readonly string[]): Report['tallies'] {
  const groups = tallyGroups(fields)
  addGroups(groups, report.tallies, fields)
  return groups.sorted().map(({ by, ...parts }) => ({ by, metrics: wholeTallies(parts) }))
}

function addGroups(groups: TallyGroups, tallies: Report['tallies'], fields: readonly string[]): void {
  for (const { by, metrics, guessed = {} } of tallies) {
    const key = Object.fromEntries(fields.map((field) => [field, by[field] ?? null]))
    const parts = [metrics, guessed]
    for (const [i, part] of parts.entries()) {
      const tallyOf = groups.of(key, i === 1)
      for (const [name, tally] of Object.entries(part)) tallyOf(name, tally.scale).addTally(tally)
    }
  }
}
