import { printable } from '../../report/printable.js'

/**
 * Writes lines to standard error, made harmless one by one: they may hold text of rows, as terminal escapes, or what GitHub's runner takes for a command. What
 * must be one line is made one first, with {@link oneLine}.
 */
export function tell(text: string): void {
  process.stderr.write(`${harmless(text)}\n`)
}

/** Lines that a terminal and GitHub's runner take for nothing but text. */
function harmless(text: string): string {
  return text
    .split('\n')
    .map((line) => printable(line, Number.POSITIVE_INFINITY))
    .join('\n')
}

/** A message in one line. */
export function oneLine(text: string): string {
  return printable(text, Number.POSITIVE_INFINITY)
}
