import type { Agreement } from '../results/agreement.js'
import { printable } from './printable.js'
import { textTable } from './text-table.js'

/** How many disagreements are listed. */
const LISTED = 10

/**
 * The agreement of two raters as text: for each criterion and language exact agreement, κ and α with their intervals, AC2, and the percentage matrix of
 * Figure 5, one column for each rating of the first rater (`0: 80 15 5` are the second's 0, 1 and 2); then the worst disagreements.
 *
 * @example
 * ```ts
 * const ratings = [{ id: 'a', ratings: { fluency: 2 } }]
 * formatAgreement(agreement(ratings, ratings)).includes('100.0') // => true
 * ```
 */
export function formatAgreement({ criteria, disagreements, unmatched }: Agreement): string {
  const header = [
    'criterion',
    'language',
    'rated',
    'exact %',
    'κ',
    '95 % interval',
    'α',
    '95 % interval',
    'AC2',
    'a = 0: b %',
    'a = 1: b %',
    'a = 2: b %',
  ]
  const rows = criteria.map(
    ({ criterion, language, rated, exact, kappa, interval, alpha, alphaInterval, ac2, matrix }) => [
      printable(criterion),
      printable(language),
      String(rated),
      (exact * 100).toFixed(1),
      kappa?.toFixed(2) ?? '–',
      range(interval),
      alpha?.toFixed(2) ?? '–',
      range(alphaInterval),
      ac2?.toFixed(2) ?? '–',
      ...matrix.map((row) => row.map((cell) => cell.toFixed(0)).join(' ')),
    ],
  )
  const worst = disagreements
    .slice(0, LISTED)
    .map(({ id, criterion, a, b }) => `  ${printable(id)}, ${printable(criterion)}: a ${a}, b ${b}`)
  return [
    ...textTable({ header, rows, numeric: header.map((_, i) => i >= 2) }),
    '',
    `${disagreements.length} disagreements${worst.length > 0 ? ', worst first:' : ''}`,
    ...worst,
    `rated by one only: ${unmatched.a} samples of a, ${unmatched.b} of b`,
    '',
  ].join('\n')
}

function range(interval: readonly [number, number] | null): string {
  return interval?.map((end) => end.toFixed(2)).join(' – ') ?? '–'
}
