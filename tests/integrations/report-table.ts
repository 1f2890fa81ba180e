import { expected, meansOf, metrics, shouldBe } from './expected.js'

// The table of examples/README.md: a row for each sample, a column for what should be and for each host, in a cell the metrics in order.

/** The column of what should be: the reason in the place of a missing score. */
export const expectedColumn = column('should be', expected, meansOf(shouldBe))

/** A column: its head, a cell for each sample, and the means. */
export function column(
  head: string,
  samples: Record<string, Record<string, unknown>>,
  means: Record<string, unknown> | undefined,
): string[] {
  const cells = Object.keys(expected).map((id) => cell(samples[id] ?? {}))
  return [head, ...cells, means === undefined ? '' : cell(means)]
}

/** That column of the table as it stands in a Markdown file; nothing but the head where there is none. */
export function columnIn(markdown: string, head: string): string[] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('|'))
  const table = lines.map((line) => line.split('|').map((text) => text.trim()))
  const first = table.findIndex((cells) => cells.includes(expectedColumn[0] ?? ''))
  const index = table[first]?.indexOf(head) ?? -1
  if (index === -1) return [head]
  const rows = table.slice(first + 2, first + 2 + Object.keys(expected).length + 1)
  return [head, ...rows.map((cells) => cells[index] ?? '')]
}

function cell(values: Record<string, unknown>): string {
  return metrics.map((metric) => format(values[metric])).join(' · ')
}

function format(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value * 1000) / 1000)
  return typeof value === 'string' ? value.replace(/^skipped, /, '') : '–'
}
