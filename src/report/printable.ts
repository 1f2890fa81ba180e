/**
 * Text of unknown origin made safe for a terminal and a table: what would be invisible, or turn the text around it, becomes `�`; what GitHub's runner
 * takes for a command (`##[` anywhere in a log, `::` at the start of a line) is broken up; and what is longer than `limit` code points is cut.
 */
export function printable(text: string, limit = 60): string {
  const clean = text
    .replace(UNSAFE_CHARACTERS, '�')
    .replaceAll('##[', '## [')
    .replace(/^\s*:(?=:)/u, '$& ')
  const characters = clean.length > limit ? [...clean] : []
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : clean
}

/**
 * Control, format and unassigned characters, and separators of lines and paragraphs: terminal escapes, line breaks, bidirectional overrides. Not soft hyphens, nor the joiners that Persian and
 * Hindi are spelt with.
 */
export const UNSAFE_CHARACTERS = /[[\p{C}\p{Zl}\p{Zp}]--[\u00AD\u200C\u200D]]/gv
