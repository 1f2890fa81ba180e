import type { Casing } from './casing.js'

const NEWLINE = 0x0a
const RETURN = 0x0d
const TAB = 0x09
const SPACE = 0x20
const SLASH = 0x2f
const BACKSLASH = 0x5c

// What a byte may mean while a word is read; 0 for most.
export const PLAIN = 0
export const END = 1
export const ODD = 2
export const BLANK = 3
/** A capital; also the first byte of a character of three that may be one. */
export const CAPITAL = 4
/** The first byte of a character of two. */
export const LEAD = 5

/** Which characters are capitals: those of at most two bytes. */
export function capitalTable(utf8: boolean, casing: Casing): Uint8Array {
  return Uint8Array.from({ length: utf8 ? 0x800 : 0x100 }, (_, unit) => (casing.isCapital(unit) ? 1 : 0))
}

/** @param strayReturns Whether a carriage return may be elsewhere than before a newline. */
export function byteClasses(utf8: boolean, capitals: Uint8Array, strayReturns: boolean): Uint8Array {
  const classes = new Uint8Array(256)
  for (let byte = 0; byte < 256; byte++) {
    if (utf8 && byte >= 0xc3 && byte < 0xe0) classes[byte] = LEAD
    else if (!(utf8 && byte >= 0x80) && capitals[byte] === 1) classes[byte] = CAPITAL
  }
  // The other scripts of three bytes have no capitals.
  if (utf8) for (const byte of [0xe1, 0xe2, 0xea, 0xef]) classes[byte] = CAPITAL
  for (const byte of [NEWLINE, SLASH, TAB]) classes[byte] = END
  classes[RETURN] = strayReturns ? ODD : END
  classes[BACKSLASH] = ODD
  classes[SPACE] = BLANK
  return classes
}
