import stringWidth from 'string-width'

/** A text table for a terminal: a header, a rule, aligned columns. A cell that is `wide` runs over the columns behind it. */
export function textTable(options: {
  header: readonly string[]
  rows: readonly (readonly string[])[]
  /** Which columns hold numbers and are aligned at the right. */
  numeric: readonly boolean[]
  wide?: (cell: string) => boolean
}): string[] {
  const { header, rows, numeric, wide = () => false } = options
  const widths = header.map((title, i) =>
    Math.max(stringWidth(title), ...rows.map((row) => (wide(row[i] ?? '') ? 0 : stringWidth(row[i] ?? '')))),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => {
        const padding = ' '.repeat(Math.max(0, (widths[i] ?? 0) - stringWidth(cell)))
        return numeric[i] && !wide(cell) ? padding + cell : cell + padding
      })
      .join('  ')
      .trimEnd()
  return [line(header), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)]
}
