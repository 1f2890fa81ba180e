import stringWidth from 'fast-string-width'

/** A text table for a terminal: a header, a rule, aligned columns. */
export function textTable(options: {
  header: readonly string[]
  rows: readonly (readonly string[])[]
  /** Which columns hold numbers and are aligned at the right. */
  numeric: readonly boolean[]
}): string[] {
  const { header, rows, numeric } = options
  const widths = header.map((title, i) => Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[i] ?? ''))))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => {
        const padding = ' '.repeat(Math.max(0, (widths[i] ?? 0) - stringWidth(cell)))
        return numeric[i] ? padding + cell : cell + padding
      })
      .join('  ')
      .trimEnd()
  return [line(header), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)]
}
