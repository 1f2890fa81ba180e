import { formatSignature } from '../core/signature.js'
import type { Report } from '../results/report.js'
import { printable } from './printable.js'
import { reportRows } from './rows.js'
import { textTable } from './text-table.js'

/**
 * A report as a text table for a terminal: aligned columns, macro means at the end, then notes and the signature.
 *
 * @example
 * ```ts
 * const report = await evaluate([{ output: 'Bonjour.', language: 'fr' }], { by: ['language'] })
 * formatTable(report).startsWith('language  metric') // => true
 * ```
 */
export function formatTable(report: Report): string {
  const { header, numeric, rows, warnings, notes } = reportRows(report)
  const [title = '', rule = '', ...body] = textTable({ header, rows, numeric })
  return [
    ...warnings.flatMap((warning) => [warning, '']),
    title,
    rule,
    ...body.map((line, i) => (startsGroup(rows, i, header.indexOf('metric')) ? `\n${line}` : line)),
    '',
    `wrong-language policy: ${report.wrongLanguage}`,
    ...notes,
    `signature: ${printable(formatSignature(report.signature), Number.POSITIVE_INFINITY)}`,
    '',
  ].join('\n')
}

/** A blank line stands before each value of the first grouping column, but for the first. */
function startsGroup(rows: readonly string[][], i: number, fields: number): boolean {
  return i > 0 && fields > 1 && rows[i]?.[0] !== rows[i - 1]?.[0]
}
