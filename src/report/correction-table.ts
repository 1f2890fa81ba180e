import type { CorrectedCriterion, RatedMean } from '../results/corrected-mean.js'
import { printable } from './printable.js'
import { textTable } from './text-table.js'

/**
 * A judge's means and what people would have given, as text: for each criterion and language the judge's mean, that of the human ratings and the corrected ones with their
 * intervals, from 0 to 2, then why intervals cannot be trusted.
 *
 * @example
 * ```ts
 * const ratings = [{ id: 'a', ratings: { fluency: 2 } }, { id: 'b', ratings: { fluency: 1 } }]
 * formatCorrection(correctedMean(ratings, ratings)).startsWith('criterion') // => true
 * ```
 */
export function formatCorrection(criteria: readonly CorrectedCriterion[]): string {
  const header = ['criterion', 'language', 'rated', 'judged', 'judge', 'human', 'corrected', 'λ', 'these prompts']
  const rows = criteria.map(({ criterion, language, rated, judged, judge, human, corrected, samePrompts }) => [
    printable(criterion),
    printable(language),
    String(rated),
    String(judged),
    judge.toFixed(2),
    withRange(human),
    withRange(corrected),
    corrected.lambda.toFixed(2),
    withRange(samePrompts),
  ])
  const notes = criteria.flatMap(({ criterion, language, warnings }) =>
    warnings.map((warning) => `${printable(criterion)}, ${printable(language)}: ${printable(warning, 200)}`),
  )
  return [...textTable({ header, rows, numeric: header.map((_, i) => i >= 2) }), '', ...notes, ''].join('\n')
}

function withRange({ mean, interval }: RatedMean): string {
  const range = interval === null ? '' : ` [${interval.map((end) => end.toFixed(2)).join(', ')}]`
  return `${mean.toFixed(2)}${range}`
}
