import type { CaseMap } from './case-map.js'

/** How a word is written: Hunspell tells these five apart. */
export type Capitals = 'none' | 'initial' | 'all' | 'mixed' | 'mixedInitial'

/** Stands for what is no UTF-8, and for the first character beyond 16 bits and all that follows it, as in Hunspell. */
const UNREADABLE = 0xfffd

/** Case of words: characters are UTF-16 units of a dictionary in UTF-8, else the bytes themselves. */
export class Casing {
  constructor(
    readonly utf8: boolean,
    readonly dotless: boolean,
    private readonly cases: CaseMap,
  ) {}

  lower(unit: number): number {
    return this.cases.lower(unit)
  }

  upper(unit: number): number {
    return this.cases.upper(unit)
  }

  isCapital(unit: number): boolean {
    return this.cases.lower(unit) !== unit
  }

  isUpper(unit: number): boolean {
    return this.cases.upper(unit) === unit
  }

  /** The characters of bytes. */
  units(bytes: Uint8Array, start: number, end: number): number[] {
    const units: number[] = []
    if (!this.utf8) {
      for (let i = start; i < end; i++) units.push(bytes[i] as number)
      return units
    }
    const more = (i: number) => i < end && ((bytes[i] as number) & 0xc0) === 0x80
    for (let i = start; i < end; i++) {
      const byte = bytes[i] as number
      if (byte < 0x80) units.push(byte)
      else if (byte >= 0xf0) {
        units.push(UNREADABLE)
        return units
      } else if (byte < 0xc0 || !more(i + 1)) units.push(UNREADABLE)
      else if (byte < 0xe0) units.push(((byte & 0x1f) << 6) | ((bytes[++i] as number) & 0x3f))
      else {
        const second = (bytes[++i] as number) & 0x3f
        if (more(i + 1)) units.push(((byte & 0x0f) << 12) | (second << 6) | ((bytes[++i] as number) & 0x3f))
        else units.push(UNREADABLE)
      }
    }
    return units
  }

  /** The bytes of characters. */
  bytes(units: readonly number[]): Uint8Array {
    if (!this.utf8) return Uint8Array.from(units)
    const bytes = new Uint8Array(units.length * 3)
    let length = 0
    for (const unit of units) {
      if (unit < 0x80) bytes[length++] = unit
      else {
        if (unit < 0x800) bytes[length++] = 0xc0 | (unit >> 6)
        else {
          bytes[length++] = 0xe0 | (unit >> 12)
          bytes[length++] = 0x80 | ((unit >> 6) & 0x3f)
        }
        bytes[length++] = 0x80 | (unit & 0x3f)
      }
    }
    return bytes.subarray(0, length)
  }

  capitals(units: readonly number[]): Capitals {
    let capitals = 0
    let neutral = 0
    for (const unit of units) {
      const lower = this.cases.lower(unit)
      if (lower !== unit) capitals++
      if (this.cases.upper(unit) === lower) neutral++
    }
    if (capitals === 0) return 'none'
    const initial = this.isCapital(units[0] as number)
    if (capitals === 1 && initial) return 'initial'
    if (capitals === units.length || capitals + neutral === units.length) return 'all'
    return initial ? 'mixedInitial' : 'mixed'
  }

  /** The same of bytes, without taking them apart: most words need no more than this. */
  capitalsOf(bytes: Uint8Array): Capitals {
    const end = bytes.length
    for (let i = 0; i < end; i++) {
      let unit = bytes[i] as number
      if (this.utf8 && unit >= 0x80) {
        // What is no plain character of two bytes is left to the thorough way.
        if (unit < 0xc0 || unit >= 0xe0 || i + 1 >= end) return this.capitals(this.units(bytes, 0, end))
        unit = ((unit & 0x1f) << 6) | ((bytes[++i] as number) & 0x3f)
      }
      if (this.cases.lower(unit) !== unit) return this.capitals(this.units(bytes, 0, end))
    }
    return 'none'
  }

  lowered(units: readonly number[]): number[] {
    const result = units.slice()
    for (let i = 0; i < result.length; i++) result[i] = this.cases.lower(result[i] as number)
    return result
  }

  /** With a capital first. */
  capitalized(units: readonly number[]): number[] {
    const result = units.slice()
    if (result.length > 0) result[0] = this.cases.upper(result[0] as number)
    return result
  }
}
