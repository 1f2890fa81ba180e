import { expected, meansOf, metrics, shouldBe } from './expected.js'

// The table of examples/README.md: a row for each sample, a column for what should be and for each host, in a cell the metrics in order.

/** The samples without any score. */
const scoreless = ['no-letters', 'failed-judge'] as const

/** The column of what should be: the reason in the place of a missing score. */
export const expectedColumn = column('should be', {
  samples: expected,
  means: meansOf(shouldBe),
  sampleMeans: { 'no-letters': null, 'failed-judge': null },
})

/** A column: its head, a cell for each sample, the means, and the means of the samples without any score. */
export function column(
  head: string,
  reported: {
    samples: Record<string, Record<string, unknown>>
    means?: Record<string, unknown>
    sampleMeans?: Record<string, unknown>
  },
): string[] {
  const { samples, means, sampleMeans } = reported
  const cells = Object.keys(expected).map((id) => cell(samples[id] ?? {}))
  const last = scoreless.map((id) => (sampleMeans === undefined ? '' : format(sampleMeans[id])))
  return [head, ...cells, means === undefined ? '' : cell(means), ...last]
}

/** That column of the table as it stands in a Markdown file; nothing but the head where there is none. */
export function columnIn(markdown: string, head: string): string[] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('|'))
  const table = lines.map((line) => line.split('|').map((text) => text.trim()))
  const first = table.findIndex((cells) => cells.includes(expectedColumn[0] ?? ''))
  const index = table[first]?.indexOf(head) ?? -1
  if (index === -1) return [head]
  const rows = table.slice(first + 2, first + 2 + Object.keys(expected).length + 1 + scoreless.length)
  return [head, ...rows.map((cells) => cells[index] ?? '')]
}

function cell(values: Record<string, unknown>): string {
  return metrics.map((metric) => format(values[metric])).join(' · ')
}

function format(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value * 1000) / 1000)
  return typeof value === 'string' ? value.replace(/^skipped, /, '') : '–'
}
