import type { Casing } from '../letters/casing.js'
import { HASH_START, hashBytes } from '../letters/hash.js'

const SLASH = 0x2f
const SPACE = 0x20

/**
 * Words with their first letter large and the others small: what a word all in capitals is checked as, so that those in mixed case
 * (OpenOffice.org) are listed like this too.
 */
export class HiddenForms {
  constructor(
    private readonly dic: Uint8Array,
    private readonly casing: Casing,
  ) {}

  of(word: Uint8Array): Uint8Array {
    const { casing } = this
    return casing.bytes(casing.capitalized(casing.lowered(casing.units(word, 0, word.length))))
  }

  /** The hash of the form's first `length` bytes, or of all; the word is that of the line at `start`. */
  key(start: number, length: number): number {
    const { dic, casing } = this
    let key = HASH_START
    let made = 0
    let i = start
    while (made < length) {
      let unit = dic[i] as number
      if (i > start && (unit < SPACE || unit === SLASH)) return key
      let size = 1
      if (casing.utf8 && unit >= 0x80) {
        if (unit < 0xc3 || unit >= 0xe0 || ((dic[i + 1] as number) & 0xc0) !== 0x80) return this.keyOfAll(start, length)
        unit = ((unit & 0x1f) << 6) | ((dic[i + 1] as number) & 0x3f)
        size = 2
      }
      let folded = casing.lower(unit)
      if (i === start) folded = casing.upper(folded)
      if (!casing.utf8 || folded < 0x80) {
        key = Math.imul(key ^ folded, 0x01000193)
        made++
      } else {
        if (folded >= 0x800) return this.keyOfAll(start, length)
        key = Math.imul(key ^ (0xc0 | (folded >> 6)), 0x01000193)
        made++
        if (made < length) key = Math.imul(key ^ (0x80 | (folded & 0x3f)), 0x01000193)
        made++
      }
      i += size
    }
    return key
  }

  private keyOfAll(start: number, length: number): number {
    const { dic } = this
    let end = start
    while ((dic[end] as number) >= SPACE && dic[end] !== SLASH) end++
    const form = this.of(dic.subarray(start, end))
    return hashBytes(form, 0, Math.min(form.length, length))
  }
}
