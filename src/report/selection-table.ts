import type { SelectedConfiguration, Selection, SelectionCandidate } from '../results/select/select-types.js'
import { groupName } from './group-name.js'
import { printable } from './printable.js'
import { textTable } from './text-table.js'

/**
 * A selection as text: a line for each candidate with the macro means of its metrics and its score, in percent, then for each configuration what was
 * chosen, or why nothing was: where each candidate is under the bar and by how much (in points of percent), and which cells it lacks.
 *
 * @example
 * ```ts
 * const records = [{ model: 'a', learningRate: '1e-5', language: 'fr', metric: 'relevance', mean: 0.9 }]
 * const selection = select(records, { configuration: ['model'], choose: 'learningRate' })
 * formatSelection(selection).includes('a: learningRate 1e-5') // => true
 * ```
 */
export function formatSelection(selection: Selection): string {
  const { options, configurations } = selection
  if (configurations.length === 0) return 'no configurations\n'
  const header = [
    ...options.configuration,
    options.choose,
    ...options.metrics.map((metric) => `${metric} %`),
    'score %',
    '',
  ]
  const rows = configurations.flatMap((one) =>
    one.candidates.map((candidate) => [
      ...Object.values(one.configuration).map((value) => printable(value ?? '–')),
      printable(candidate.value),
      ...options.metrics.map((metric) => percent(candidate.metrics[metric] ?? null)),
      percent(candidate.score),
      verdict(one, candidate),
    ]),
  )
  const columns = options.configuration.length + 1
  const [title = '', rule = '', ...body] = textTable({
    header: header.map((name) => printable(name)),
    rows,
    numeric: header.map((_, i) => i >= columns && i < header.length - 1),
  })
  const starts = new Set(
    configurations.map((_, i) => sum(configurations.slice(0, i).map((one) => one.candidates.length))),
  )
  return [
    title,
    rule.trimEnd(),
    ...body.map((line, i) => (i > 0 && starts.has(i) ? `\n${line}` : line)),
    '',
    ...configurations.flatMap((one) => conclusion(one, selection)),
    '',
  ].join('\n')
}

function verdict({ choice, tied, close }: SelectedConfiguration, candidate: SelectionCandidate): string {
  if (candidate.value === choice) return tied.length > 0 ? 'chosen (tied)' : 'chosen'
  if (tied.includes(candidate.value)) return 'tied'
  if (close.includes(candidate.value)) return 'not distinguishable'
  const faults = [
    ...(candidate.below.length > 0 ? ['under the bar'] : []),
    ...(candidate.missing.length > 0 ? ['incomplete'] : []),
  ]
  return faults.join(', ')
}

function conclusion(one: SelectedConfiguration, { options }: Selection): string[] {
  const name = groupName(one.configuration, 'all records')
  const tied = one.tied.map((value) => printable(value)).join(', ')
  const said = {
    chosen: `${options.choose} ${printable(one.choice ?? '')}${one.tied.length > 0 ? `, the ${options.prefer} of the tied ${tied}` : ''}`,
    'not-distinguishable': `${options.choose} ${printable(one.choice ?? '')} is best, but not distinguishable from ${one.close.map((value) => printable(value)).join(', ')}`,
    tied: `${options.choose} ${tied} are tied; none is chosen`,
    dropped: 'dropped, every candidate is under the bar',
    undecided: 'undecided, no candidate is both complete and over the bar',
  }[one.outcome]
  return [
    `${name}: ${said} (over ${one.languages.map((language) => printable(language)).join(' ') || 'no language'})`,
    ...runnerUp(one),
    ...one.candidates.flatMap(faults),
  ]
}

/** The lead over the next best, and that a best of several looks better than it is. */
function runnerUp({ runnerUp: next, choice }: SelectedConfiguration): string[] {
  if (next === null) return []
  const { value, difference, interval } = next
  const range =
    interval === null
      ? 'no interval: the records have no sums'
      : `interval ${interval.map((end) => (end * 100).toFixed(1)).join(' … ')}`
  return [
    `  ${printable(choice ?? '')} is ${percent(difference)} points above ${printable(value)} (${range})`,
    '  the score of the best of several is a little too good: score other samples for an honest one',
  ]
}

function faults({ value, below, unsure, missing }: SelectionCandidate): string[] {
  const lines = [
    ...unsure.map(
      ({ metric, language, mean, min }) =>
        `${printable(metric)} in ${printable(language)} is ${percent(mean)}, under the minimum of ${percent(min)} by no more than chance may explain`,
    ),
    ...below.map(
      ({ metric, language, mean, min, shortfall }) =>
        `${printable(metric)} in ${printable(language)} is ${percent(mean)}, ${points(shortfall)} points under the minimum of ${percent(min)}`,
    ),
    ...missing.map(({ metric, language }) => `${printable(metric)} in ${printable(language)} is missing`),
  ]
  return lines.map((line) => `  ${printable(value)}: ${line}`)
}

function percent(share: number | null): string {
  return share === null ? '–' : (share * 100).toFixed(1)
}

/** What is under a minimum by less than is printed must not read as 0. */
function points(share: number): string {
  return share * 100 < 0.05 ? 'less than 0.1' : percent(share)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
