import { reaches } from '../../statistics/reaches.js'
import type { Cells } from './select-cells.js'
import type { BelowMinimum, SelectionCandidate, SelectionMinimum } from './select-types.js'

/** A candidate's macro means and score, where it is under the bar, and the cells it lacks. A cell it lacks is under no bar: that is not known. */
export function scoreCandidate(
  value: string,
  cells: Cells,
  needed: { metrics: readonly string[]; languages: readonly string[]; bars: readonly Required<SelectionMinimum>[] },
): SelectionCandidate {
  const { metrics, languages, bars } = needed
  const cellOf = (metric: string, language: string) => cells.get(metric)?.get(language)
  const meanOf = (metric: string, language: string) => cellOf(metric, language)?.mean ?? null
  const pairs = [...metrics.flatMap((metric) => languages.map((language) => ({ metric, language }))), ...bars]
  const missing = new Map(
    pairs
      .filter(({ metric, language }) => meanOf(metric, language) === null)
      .map(({ metric, language }) => [JSON.stringify([metric, language]), { metric, language }]),
  )
  const macro = metrics.map((metric) => average(languages.map((language) => meanOf(metric, language))))
  const lacking = bars.flatMap(({ metric, language, min }): BelowMinimum[] => {
    const mean = meanOf(metric, language)
    return mean === null || reaches(mean, min) ? [] : [{ metric, language, mean, min, shortfall: min - mean }]
  })
  /** Whether chance alone may have put the mean under the bar. */
  const mayReach = ({ metric, language, min }: BelowMinimum) => {
    const high = cellOf(metric, language)?.interval?.[1]
    return high !== undefined && reaches(high, min)
  }
  return {
    value,
    score: average(macro),
    metrics: Object.fromEntries(metrics.map((metric, i) => [metric, macro[i] as number | null])),
    below: lacking.filter((each) => !mayReach(each)),
    unsure: lacking.filter(mayReach),
    missing: [...missing.values()],
  }
}

/** Null when a value is, or there is none. */
function average(values: readonly (number | null)[]): number | null {
  if (values.length === 0 || values.includes(null)) return null
  return (values as readonly number[]).reduce((sum, value) => sum + value, 0) / values.length
}
