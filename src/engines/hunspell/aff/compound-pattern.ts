import type { ByteString } from '../letters/byte-string.js'

/** One line of option CHECKCOMPOUNDPATTERN: where two words may not meet, or what they look like where they do. */
export interface CompoundPattern {
  /** The end of the first word; `0` for a word without affixes, empty for any. */
  end: ByteString
  endFlag: number
  /** The start of the second word. */
  start: ByteString
  startFlag: number
  /** What stands in the compound instead of both; empty for a pattern that forbids. */
  replacement: ByteString
}

/** Whether the text starts with the pattern, dots of the pattern standing for any byte. */
export function startsWithPattern(pattern: ByteString, bytes: Uint8Array, from: number, length: number): boolean {
  if (from + pattern.length > length) return false
  for (let i = 0; i < pattern.length; i++) {
    const code = pattern.charCodeAt(i)
    if (code !== bytes[from + i] && code !== 0x2e) return false
  }
  return true
}
