import { didYouMean } from '../../text/nearest.js'
import { scoreCandidate } from './select-candidate.js'
import { type Cells, type ConfigurationCells, selectionCells } from './select-cells.js'
import { chooseCandidate } from './select-choice.js'
import { differences } from './select-difference.js'
import type {
  SelectedConfiguration,
  Selection,
  SelectionMinimum,
  SelectionRecord,
  SelectOptions,
} from './select-types.js'

/**
 * For each configuration the value of a field, say the learning rate, with the best surface metrics over all languages, if it is over the minimal
 * bar (arXiv 2402.14778, sections 3, 4 and 5.3).
 *
 * A candidate is a configuration with one value. Its score is the unweighted mean of its metrics' macro means, in which every language counts the
 * same. A candidate is under the bar when one mean in one language is below its minimum, with its whole interval where the record has one; a configuration whose every candidate is
 * under the bar is dropped. Where the records have the sums behind the means, as those of {@link reportRecords} have, the best value is compared with the others sample by sample, and
 * `not-distinguishable` says that chance would explain its lead. A candidate that lacks a cell (a metric, in a language, that this configuration needs: because another of its candidates
 * has it, or because `metrics`, `languages` or `minimums` name it), or has null there, is stated as incomplete and never chosen. Nothing is chosen
 * among values that tie, unless `prefer` says which. Values are compared as they are written: `1e-5` and `0.00001` are two.
 *
 * The order of the records does not matter. No records give no configurations.
 *
 * @throws TypeError for a record without language, metric or a mean; RangeError for a field, metric or language that no record has, a cell
 * that comes twice, a minimum that is no number, and `prefer` where tied values are no numbers.
 *
 * @example
 * ```ts
 * const cell = (learningRate: string, language: string, mean: number) =>
 *   ({ model: 'a', learningRate, language, metric: 'relevance', mean })
 * const records = [cell('1e-6', 'en', 0.9), cell('1e-6', 'fr', 0.5), cell('1e-5', 'en', 0.9), cell('1e-5', 'fr', 0.8)]
 * const options = { configuration: ['model'], choose: 'learningRate', minimums: [{ metric: 'relevance', min: 0.7 }] }
 * const [a] = select(records, options).configurations
 * a?.choice // => '1e-5'
 * a?.candidates[0]?.below[0]?.language // => 'fr'
 * ```
 */
export function select(records: Iterable<SelectionRecord>, options: SelectOptions): Selection {
  const all = [...records]
  const table = selectionCells(all, options)
  const known = { metrics: distinct(all, 'metric'), languages: distinct(all, 'language') }
  const { metrics = known.metrics, languages, minimums = [], prefer } = options
  if (metrics.length === 0 && all.length > 0) throw new RangeError('metrics: name at least one')
  if (all.length > 0) assertKnown(known, { metrics, languages: languages ?? [], minimums })
  for (const { metric, min } of minimums) {
    if (!Number.isFinite(min)) throw new RangeError(`the minimum of ${metric} must be a number, got ${String(min)}`)
  }
  if (prefer !== undefined && prefer !== 'smallest' && prefer !== 'largest') {
    throw new RangeError(`prefer must be smallest or largest, got ${JSON.stringify(prefer)}`)
  }
  const asked = { metrics: [...new Set(metrics)], languages, minimums, prefer }
  return {
    options: {
      configuration: [...options.configuration],
      choose: options.choose,
      metrics: asked.metrics,
      minimums: minimums.map((minimum) => ({ ...minimum })),
      prefer: prefer ?? null,
    },
    configurations: table.map((cells) => selectOne(cells, asked)),
  }
}

type Asked = {
  metrics: readonly string[]
  languages: readonly string[] | undefined
  minimums: readonly SelectionMinimum[]
  prefer: SelectOptions['prefer']
}

function selectOne({ configuration, candidates: cells }: ConfigurationCells, asked: Asked): SelectedConfiguration {
  const { metrics, minimums } = asked
  const languages = [
    ...new Set(asked.languages ?? languagesOf(cells.values(), [...metrics, ...minimums.map(({ metric }) => metric)])),
  ].sort()
  const bars = minimums.flatMap(({ metric, language, min }) =>
    (language === undefined ? languages : [language]).map((each) => ({ metric, language: each, min })),
  )
  const candidates = [...cells].map(([value, means]) => scoreCandidate(value, means, { metrics, languages, bars }))
  const compared = (best: string, others: readonly string[]) => differences(best, others, cells, { metrics, languages })
  return { configuration, ...chooseCandidate(candidates, asked.prefer, compared), languages, candidates }
}

function assertKnown(
  known: { metrics: readonly string[]; languages: readonly string[] },
  asked: Required<Pick<SelectOptions, 'metrics' | 'languages' | 'minimums'>>,
): void {
  const check = (kind: string, names: readonly (string | undefined)[], candidates: readonly string[]) => {
    const unknown = names.find((name) => name !== undefined && !candidates.includes(name))
    if (unknown === undefined) return
    throw new RangeError(
      `no record has the ${kind} "${unknown}"${didYouMean(unknown, candidates)} (${kind}s: ${candidates.slice(0, 20).join(', ')})`,
    )
  }
  check('metric', [...asked.metrics, ...asked.minimums.map(({ metric }) => metric)], known.metrics)
  check('language', [...asked.languages, ...asked.minimums.map(({ language }) => language)], known.languages)
}

function languagesOf(candidates: Iterable<Cells>, metrics: readonly string[]): string[] {
  return [...candidates].flatMap((cells) => metrics.flatMap((metric) => [...(cells.get(metric)?.keys() ?? [])]))
}

function distinct(records: readonly SelectionRecord[], field: 'metric' | 'language'): string[] {
  return [...new Set(records.map((record) => record[field]))].sort()
}
