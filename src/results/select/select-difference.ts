import { scoreDifference } from '../../statistics/score-difference.js'
import type { Cells } from './select-cells.js'
import type { RunnerUp } from './select-types.js'

/** The chance that one of the intervals of a choice does not hold. */
const LEVEL = 0.05

/**
 * By how much the score of the best value is above those of others, each with an interval: of the mean over metrics of the macro means, by the replicates of the sums, which draw
 * the same samples for all values. The intervals hold together (Bonferroni).
 */
export function differences(
  best: string,
  others: readonly string[],
  table: ReadonlyMap<string, Cells>,
  { metrics, languages }: { metrics: readonly string[]; languages: readonly string[] },
): RunnerUp[] {
  const cellsOf = (value: string) =>
    metrics.flatMap((metric) => languages.map((language) => table.get(value)?.get(metric)?.get(language)))
  const score = (value: string) =>
    cellsOf(value).reduce((sum, cell) => sum + (cell?.mean ?? Number.NaN), 0) / (metrics.length * languages.length)
  const talliesOf = (value: string) => cellsOf(value).flatMap((cell) => (cell?.tally === undefined ? [] : [cell.tally]))
  return others.map((value) => {
    const [of, beside] = [talliesOf(best), talliesOf(value)]
    const isWhole = [of, beside].every(({ length }) => length === metrics.length * languages.length)
    const interval = isWhole ? scoreDifference(of, beside, LEVEL / 2 / others.length) : null
    return { value, difference: score(best) - score(value), interval }
  })
}
