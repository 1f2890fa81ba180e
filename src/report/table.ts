import stringWidth from 'string-width'
import type { Report } from '../aggregate/report.js'
import { formatSignature } from '../core/signature.js'
import { reportRows } from './rows.js'

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
  const { header, numeric, rows, notes } = reportRows(report)
  const widths = header.map((title, i) => Math.max(...[title, ...rows.map((row) => row[i] ?? '')].map(columnWidth)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => {
        const padding = ' '.repeat(Math.max(0, (widths[i] ?? 0) - stringWidth(cell)))
        return numeric[i] && !cell.startsWith('over ') ? padding + cell : cell + padding
      })
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '─'.repeat(width)).join('  ')
  const body = rows.map((row, i) => (startsGroup(rows, i, header.indexOf('metric')) ? '\n' : '') + line(row))
  return [
    line(header),
    rule,
    ...body,
    '',
    `wrong-language policy: ${report.policy}`,
    ...notes,
    `signature: ${formatSignature(report.signature)}`,
    '',
  ].join('\n')
}

/** The text of macro rows runs over the columns of counts, and must not widen one of them. */
function columnWidth(cell: string): number {
  return cell.startsWith('over ') ? 0 : stringWidth(cell)
}

/** A blank line stands before each value of the first grouping column, but for the first. */
function startsGroup(rows: readonly string[][], i: number, fields: number): boolean {
  return i > 0 && fields > 1 && rows[i]?.[0] !== rows[i - 1]?.[0]
}
