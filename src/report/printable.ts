/**
 * Text of unknown origin made safe for a terminal and a table: control, format and unassigned characters (terminal escapes, line
 * breaks, bidirectional overrides) become `�`, `##[`, which GitHub's runner takes for a command wherever it stands in a log, is broken
 * up, and what is longer than `limit` is cut.
 */
export function printable(text: string, limit = 60): string {
  const clean = text.replace(/\p{C}/gu, '�').replaceAll('##[', '## [')
  return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean
}
