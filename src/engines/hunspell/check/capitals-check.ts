import type { AffFile } from '../aff/aff-file.js'
import { NONE } from '../dic/word-index.js'
import { toByteString } from '../letters/byte-string.js'
import type { Capitals, Casing } from '../letters/casing.js'
import { someSharps } from './some-sharps.js'
import type { WordCheck, WordContext } from './word-check.js'

const DOT = 0x2e
const APOSTROPHE = 0x27

/** A word as it stands after what has been tried, in bytes and in characters. */
interface Form {
  bytes: Uint8Array
  units: number[]
}

/** Looks for a word with other capitals and with its dot, where it may be written so: the number of the word or of its stem, or -1. */
export class CapitalsCheck {
  constructor(
    private readonly aff: AffFile,
    private readonly casing: Casing,
    private readonly check: WordCheck,
  ) {}

  /** @param given Its bytes become those of the last form tried. */
  find(given: { bytes: Uint8Array }, dots: boolean, context: WordContext): number {
    const { bytes } = given
    const capitals = this.casing.capitalsOf(bytes)
    if (capitals !== 'all' && capitals !== 'initial') {
      if (capitals !== 'none') context.originalCapital = true
      return this.withDot(bytes, dots, context)
    }
    const form: Form = { bytes, units: this.casing.units(bytes, 0, bytes.length) }
    const id = this.findWithCapitals(form, capitals, dots, context)
    given.bytes = form.bytes
    return id
  }

  private findWithCapitals(form: Form, capitals: Capitals, dots: boolean, context: WordContext): number {
    if (capitals === 'all') {
      context.originalCapital = true
      const id = this.allCapitals(form, dots, context)
      if (id !== NONE) return id
      return this.capitalized(form, dots, context, true)
    }
    return this.capitalized(form, dots, context, false)
  }

  private withDot(bytes: Uint8Array, dots: boolean, context: WordContext): number {
    const id = this.check.find(bytes, context)
    return id === NONE && dots ? this.check.find(dotted(bytes), context) : id
  }

  private allCapitals(form: Form, dots: boolean, context: WordContext): number {
    const id = this.withDot(form.bytes, dots, context)
    if (id !== NONE) return id
    const elided = this.elided(form, context)
    if (elided !== NONE) return elided
    return this.aff.checkSharps ? this.sharps(form, dots, context) : NONE
  }

  /** Catalan, French, Italian: SANT'ELIA is Sant'Elia, L'EAU is l'eau. */
  private elided(form: Form, context: WordContext): number {
    const apostrophe = form.bytes.indexOf(APOSTROPHE)
    if (apostrophe < 0) return NONE
    this.lower(form)
    if (apostrophe >= form.bytes.length - 1) return NONE
    const before = this.casing.units(form.bytes, 0, apostrophe + 1)
    const after = this.casing.units(form.bytes, apostrophe + 1, form.bytes.length)
    form.units = [...before, ...this.casing.capitalized(after)]
    form.bytes = this.casing.bytes(form.units)
    const id = this.check.find(form.bytes, context)
    if (id !== NONE) return id
    this.capitalize(form)
    return this.check.find(form.bytes, context)
  }

  /** Option CHECKSHARPS: SS may be a sharp s. */
  private sharps(form: Form, dots: boolean, context: WordContext): number {
    if (!toByteString(form.bytes).includes('SS')) return NONE
    const find = (bytes: Uint8Array) => this.check.find(bytes, context)
    this.lower(form)
    const lowered = form.bytes
    let id = someSharps(lowered, this.aff.utf8, find)
    if (id === NONE) {
      this.capitalize(form)
      id = someSharps(form.bytes, this.aff.utf8, find)
    }
    if (id !== NONE || !dots) return id
    id = someSharps(dotted(lowered), this.aff.utf8, find)
    return id === NONE ? someSharps(dotted(form.bytes), this.aff.utf8, find) : id
  }

  /** A word with a capital first, given so or made so from one all in capitals. */
  private capitalized(form: Form, dots: boolean, context: WordContext, allCapitals: boolean): number {
    const { check, casing } = this
    const dottedI = this.aff.utf8 && form.bytes[0] === 0xc4 && form.bytes[1] === 0xb0
    context.originalCapital = true
    if (allCapitals) {
      this.lower(form)
      this.capitalize(form)
      if (dottedI) form.bytes = Uint8Array.of(0xc4, 0xb0, ...form.bytes.subarray(1))
    }
    const find = (bytes: Uint8Array, initialCapital: boolean) => {
      context.initialCapital = initialCapital
      const id = check.find(bytes, context)
      context.initialCapital = false
      return id
    }
    let id = find(form.bytes, !allCapitals)
    if (context.forbidden) return NONE // a bad capital, like Ijs for IJs in Dutch
    if (id !== NONE && allCapitals && this.check.keepsCase(id)) id = NONE
    if (id !== NONE || (dottedI && !casing.dotless)) return id

    this.lower(form)
    let lowered = form.bytes
    this.capitalize(form)
    id = find(lowered, false)
    if (id === NONE && dots) {
      lowered = dotted(lowered)
      id = find(lowered, false)
      if (id === NONE) {
        id = find(dotted(form.bytes), !allCapitals)
        return id !== NONE && allCapitals && this.check.keepsCase(id) ? NONE : id
      }
    }
    // With CHECKSHARPS, KEEPCASE is about sharp s: such words may begin with a capital.
    const sharp = () => this.aff.checkSharps && toByteString(lowered).includes(this.aff.utf8 ? '\xc3\x9f' : '\xdf')
    return id !== NONE && this.check.keepsCase(id) && (allCapitals || !sharp()) ? NONE : id
  }

  private lower(form: Form): void {
    form.units = this.casing.lowered(form.units)
    form.bytes = this.casing.bytes(form.units)
  }

  private capitalize(form: Form): void {
    form.units = this.casing.capitalized(form.units)
    form.bytes = this.casing.bytes(form.units)
  }
}

function dotted(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length + 1)
  result.set(bytes)
  result[bytes.length] = DOT
  return result
}
