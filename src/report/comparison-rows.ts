import type { ComparedMean, ComparedRow, ComparisonResult } from '../results/compare/compare-types.js'
import { groupName } from './group-name.js'
import { printable } from './printable.js'

/** What the two runs are called. */
export interface ComparedNames {
  a?: string
  b?: string
}

/** A comparison as rows of text, the same for every table format, and what is to be said below. */
export function comparisonRows(
  { rows, samples, wrongLanguage }: ComparisonResult,
  { a = 'a', b = 'b' }: ComparedNames,
) {
  const [first, second] = [printable(a), printable(b)]
  const header = [
    'metric',
    'over',
    `${first} %`,
    `${second} %`,
    'difference',
    'interval',
    'p',
    'verdict',
    'wins–ties–losses',
    'pairs',
    'prompts',
    'bounds',
    'seen from',
  ]
  const verdicts = {
    a: `${first} is higher`,
    b: `${second} is higher`,
    'not-distinguishable': 'not distinguishable',
    unknown: 'unknown',
  }
  return {
    header,
    numeric: header.map((_, i) => i >= 2 && i !== 7),
    rows: rows.map((row) => [
      printable(row.metric),
      over(row),
      mean(row.a),
      mean(row.b),
      points(row.difference),
      range(row.interval),
      row.p?.toFixed(4) ?? '–',
      verdicts[row.verdict],
      `${row.wins}–${row.ties}–${row.losses}`,
      String(row.pairs),
      String(row.prompts),
      range(row.bounds),
      row.detectable === null ? '–' : row.detectable >= 1 ? 'never' : (row.detectable * 100).toFixed(1),
    ]),
    notes: [
      `differences are ${first} − ${second} in points of percent, over the samples scored in both; bounds are over all that both have`,
      `${samples.both} samples are in both; ${samples.a} in ${first} alone, ${samples.b} in ${second} alone`,
      `wrong-language policy: ${wrongLanguage}`,
    ],
  }
}

function over({ over, group }: ComparedRow): string {
  return over === 'group' ? groupName(group) : over === 'macro' ? 'languages (macro)' : 'all'
}

/** `99.1 over 121 of 160` */
function mean({ mean, scored, total }: ComparedMean): string {
  return `${mean === null ? '–' : (mean * 100).toFixed(1)} over ${scored} of ${total}`
}

function points(share: number | null): string {
  if (share === null) return '–'
  const text = (share * 100).toFixed(1).replace(/^-(?=0\.0$)/, '')
  return share > 0 && text !== '0.0' ? `+${text}` : text
}

function range(ends: readonly [number, number] | null): string {
  return ends === null ? '–' : `${points(ends[0])} … ${points(ends[1])}`
}
