/**
 * Text of unknown origin made safe for a terminal and a table: control, format and unassigned characters (terminal escapes, line
 * breaks, bidirectional overrides) become `�`, and what is longer than `limit` is cut.
 */
export function printable(text: string, limit = 60): string {
  const clean = text.replace(/\p{C}/gu, '�')
  return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean
}
