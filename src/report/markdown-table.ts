/** The lines of a table in Markdown (GitHub's), its cells escaped. */
export function markdownTable(table: {
  header: readonly string[]
  /** Which columns hold numbers and are aligned at the right. */
  numeric: readonly boolean[]
  rows: readonly (readonly string[])[]
}): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(table.header.map(escapeMarkdown)),
    line(table.numeric.map((isNumeric) => (isNumeric ? '---:' : '---'))),
    ...table.rows.map((row) => line(row.map(escapeMarkdown))),
  ]
}

export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#~!&]/g, '\\$&')
}
