import type { ByteString } from '../letters/byte-string.js'

/** Option FLAG of hunspell(5): how flags are written. */
export type FlagType = 'char' | 'long' | 'num' | 'UTF-8'

/** No flag: what an option that is not set holds. No word has it. */
export const NO_FLAG = 0
/** Flags that no dictionary can write, where these options are not set; as in Hunspell, beyond the last that one may use. */
export const DEFAULT_FORBIDDEN = 65510

/** The flags of one field. */
export function parseFlags(field: ByteString, type: FlagType): Uint16Array {
  const flags: number[] = []
  scanFlags(
    type,
    field.length,
    (i) => field.charCodeAt(i),
    (flag) => flags.push(flag) < 0,
  )
  return Uint16Array.from(flags)
}

/** The flag that an option names, by its first characters. */
export function parseFlag(field: ByteString, type: FlagType): number {
  if (type === 'long') return (((field.charCodeAt(0) || 0) << 8) + (field.charCodeAt(1) || 0)) & 0xffff
  if (type === 'num') return leadingNumber(field) & 0xffff
  return parseFlags(field, type)[0] ?? NO_FLAG
}

/** Like C's `atoi`: the number at the start, else 0. */
export function leadingNumber(text: string): number {
  const number = Number.parseInt(text, 10)
  return Number.isNaN(number) ? 0 : Math.max(-0x8000_0000, Math.min(number, 0x7fff_ffff))
}

/** Whether the bytes from `start` to `end` hold the flag; nothing is allocated, and most fields are a few bytes. */
export function bytesHaveFlag(bytes: Uint8Array, start: number, end: number, type: FlagType, flag: number): boolean {
  if (type === 'num') return numbersInclude(bytes, start, end, flag)
  if (type === 'long') {
    for (let i = start; i + 1 < end; i += 2) if (bytes[i] === flag >> 8 && bytes[i + 1] === (flag & 0xff)) return true
    return false
  }
  if (type === 'char' || flag < 0x80) {
    for (let i = start; i < end; i++) if (bytes[i] === flag) return true
    return false
  }
  // In UTF-8 the bytes of one character are never part of another.
  const last = 0x80 | (flag & 0x3f)
  if (flag < 0x800) {
    const first = 0xc0 | (flag >> 6)
    for (let i = start; i + 1 < end; i++) if (bytes[i] === first && bytes[i + 1] === last) return true
    return false
  }
  const first = 0xe0 | (flag >> 12)
  const middle = 0x80 | ((flag >> 6) & 0x3f)
  for (let i = start; i + 2 < end; i++) {
    if (bytes[i] === first && bytes[i + 1] === middle && bytes[i + 2] === last) return true
  }
  return false
}

const COMMA = 0x2c

function numbersInclude(bytes: Uint8Array, start: number, end: number, flag: number): boolean {
  let value = 0
  let digits = true
  for (let i = start; i <= end; i++) {
    const byte = i === end ? COMMA : (bytes[i] as number)
    const digit = byte - 0x30
    if (byte === COMMA) {
      if ((value & 0xffff) === flag && i > start) return true
      value = 0
      digits = true
    } else if (digit < 0 || digit > 9) digits = false
    else if (digits) value = (value * 10 + digit) & 0xffffff
  }
  return false
}

/** Calls `visit` with each flag until it returns true. */
function scanFlags(type: FlagType, length: number, byteAt: (i: number) => number, visit: (flag: number) => boolean) {
  if (type === 'char') {
    for (let i = 0; i < length; i++) if (visit(byteAt(i))) return true
  } else if (type === 'long') {
    for (let i = 0; i + 1 < length; i += 2) if (visit((byteAt(i) << 8) + byteAt(i + 1))) return true
  } else if (type === 'num') {
    for (let i = 0; i < length; i++) {
      let value = 0
      let digits = true
      for (; i < length && byteAt(i) !== 0x2c; i++) {
        const digit = byteAt(i) - 0x30
        digits &&= digit >= 0 && digit <= 9
        if (digits) value = (value * 10 + digit) & 0xffffff
      }
      if (visit(value & 0xffff)) return true
    }
  } else {
    for (let i = 0; i < length; ) {
      const first = byteAt(i)
      const size = first < 0xc0 ? 1 : first < 0xe0 ? 2 : 3
      const next = (offset: number) => (i + offset < length ? byteAt(i + offset) : 0) & 0x3f
      let flag = first
      if (size === 2) flag = ((first & 0x1f) << 6) | next(1)
      if (size === 3) flag = ((first & 0x0f) << 12) | (next(1) << 6) | next(2)
      if (visit(flag)) return true
      i += size
    }
  }
  return false
}
