import { formatSignature } from '../core/signature.js'
import type { Report } from '../results/report.js'
import { escapeMarkdown, markdownTable } from './markdown-table.js'
import { printable } from './printable.js'
import { reportRows } from './rows.js'

/**
 * A report as a Markdown table (GitHub's), with notes and signature below. Cells are escaped: group names come from data.
 *
 * @example
 * ```ts
 * const report = await evaluate([{ output: 'Bonjour.', language: 'fr' }], { by: ['language'] })
 * formatMarkdown(report).startsWith('| language | metric |') // => true
 * ```
 */
export function formatMarkdown(report: Report): string {
  const { header, numeric, rows, warnings, notes } = reportRows(report)
  return [
    ...warnings.flatMap((warning) => [escapeMarkdown(warning), '']),
    ...markdownTable({ header, numeric, rows }),
    '',
    `Wrong-language policy: ${report.wrongLanguage}.`,
    ...notes.map((note) => `- ${escapeMarkdown(note)}`),
    '',
    `Signature: \`${printable(formatSignature(report.signature), Number.POSITIVE_INFINITY).replaceAll('`', "'")}\``,
    '',
  ].join('\n')
}
