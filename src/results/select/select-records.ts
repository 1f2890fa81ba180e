import type { GroupKey } from '../group-key.js'
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
 * const [record] = reportRecords(report)
 * // => { model: 'a', learningRate: '1e-5', language: 'fr', metric: 'languageCorrectness', mean: 1 }
 * ```
 */
export function reportRecords(report: {
  by: readonly string[]
  groups: readonly { by: GroupKey; metrics: Readonly<Record<string, { mean: number | null }>> }[]
}): SelectionRecord[] {
  if (!report.by.includes('language')) {
    throw new RangeError(
      `the report is not grouped by language but by ${report.by.join(', ') || 'nothing'}: score with --by …,language`,
    )
  }
  return report.groups.flatMap(({ by, metrics }) => {
    const { language } = by
    if (language == null) {
      throw new RangeError(`a group of the report has no language: ${JSON.stringify(by)}`)
    }
    return Object.entries(metrics).map(([metric, { mean }]) => ({ ...by, language, metric, mean }))
  })
}
