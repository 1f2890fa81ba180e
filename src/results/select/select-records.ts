import type { GroupKey } from '../group-key.js'
import type { Tally } from '../tally.js'
import type { SelectionRecord } from './select-types.js'

/**
 * A report's groups as records for {@link select}: one for each group and metric.
 *
 * @param report Grouped by `language` and by the fields that make a configuration and its candidates; `JSON.parse` of `formatJson` will do.
 * @throws RangeError when it is not grouped by `language`, or a group has none.
 *
 * @example
 * ```ts
 * const samples = [{ output: 'Bonjour à tous.', language: 'fr', model: 'a', learningRate: '1e-5' }]
 * const report = await evaluate(samples, { by: ['model', 'learningRate', 'language'] })
 * const [{ tally, ...record } = {}] = reportRecords(report)
 * record // => { model: 'a', learningRate: '1e-5', language: 'fr', metric: 'languageCorrectness', mean: 1, interval: null }
 * ```
 */
export function reportRecords(report: {
  by: readonly string[]
  groups: readonly {
    by: GroupKey
    metrics: Readonly<Record<string, { mean: number | null; interval?: [low: number, high: number] | null }>>
  }[]
  /** The sums behind the groups; without them, values cannot be compared sample by sample. */
  tallies?: readonly { by: GroupKey; metrics: Readonly<Record<string, Tally>> }[]
}): SelectionRecord[] {
  if (!report.by.includes('language')) {
    throw new RangeError(
      `the report is not grouped by language but by ${report.by.join(', ') || 'nothing'}: score with --by …,language`,
    )
  }
  return report.groups.flatMap(({ by, metrics }, i) => {
    const { language } = by
    if (language == null) {
      throw new RangeError(`a group of the report has no language: ${JSON.stringify(by)}`)
    }
    return Object.entries(metrics).map(([metric, { mean, interval = null }]) => {
      const tally = report.tallies?.[i]?.metrics[metric]
      return { ...by, language, metric, mean, interval, ...(tally && { tally }) }
    })
  })
}
