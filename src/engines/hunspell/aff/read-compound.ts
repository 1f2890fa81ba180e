import type { ByteString } from '../letters/byte-string.js'
import type { CompoundPattern } from './compound-pattern.js'
import { type FlagType, NO_FLAG, parseFlag, parseFlags } from './flags.js'

/** A row of COMPOUNDRULE: flags, each in parentheses where they are long or numbers, with `*` and `?`. */
export function readRule(text: ByteString, type: FlagType): Uint16Array {
  if (!text.includes('(')) return parseFlags(text, type)
  const flags: number[] = []
  for (const [piece] of text.matchAll(/\([^)]*\)|./gs)) {
    const inner = piece.length > 1 ? piece.slice(1, -1) : piece
    if (/^[*?]/.test(inner)) flags.push(inner.charCodeAt(0))
    else flags.push(...parseFlags(inner, type))
  }
  return Uint16Array.from(flags)
}

/** A row of CHECKCOMPOUNDPATTERN: `endchars[/flag] startchars[/flag] [replacement]`. */
export function readPattern(
  [, first = '', second = '', replacement = '']: ByteString[],
  type: FlagType,
): CompoundPattern {
  const [end, endFlag] = withFlag(first, type)
  const [start, startFlag] = withFlag(second, type)
  return { end, endFlag, start, startFlag, replacement }
}

function withFlag(text: ByteString, type: FlagType): [text: ByteString, flag: number] {
  const slash = text.indexOf('/')
  return slash < 0 ? [text, NO_FLAG] : [text.slice(0, slash), parseFlag(text.slice(slash + 1), type)]
}
