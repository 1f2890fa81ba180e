import type { RatersCriterion } from '../results/raters-agreement.js'
import { printable } from './printable.js'
import { textTable } from './text-table.js'

/**
 * The agreement of several raters as text: for each criterion and language exact agreement of pairs, Krippendorff's α with its interval, and Gwet's AC2.
 *
 * @example
 * ```ts
 * const ratings = [{ id: 'a', ratings: { fluency: 2 } }]
 * formatRatersAgreement(ratersAgreement([ratings, ratings, ratings])).includes('100.0') // => true
 * ```
 */
export function formatRatersAgreement(criteria: readonly RatersCriterion[]): string {
  const header = ['criterion', 'language', 'rated', 'exact %', 'α', '95 % interval', 'AC2']
  const rows = criteria.map(({ criterion, language, rated, exact, alpha, alphaInterval, ac2 }) => [
    printable(criterion),
    printable(language),
    String(rated),
    (exact * 100).toFixed(1),
    alpha?.toFixed(2) ?? '–',
    alphaInterval?.map((end) => end.toFixed(2)).join(' – ') ?? '–',
    ac2?.toFixed(2) ?? '–',
  ])
  return [...textTable({ header, rows, numeric: header.map((_, i) => i >= 2) }), ''].join('\n')
}
