/**
 * Control, format and unassigned characters: terminal escapes, line breaks, bidirectional overrides. Not soft hyphens, nor the joiners that Persian and
 * Hindi are spelt with.
 */
export const UNSAFE_CHARACTERS = /[\p{C}--[\u00AD\u200C\u200D]]/gv
