import type { AffFile } from '../aff/aff-file.js'
import { NONE, type WordIndex } from '../dic/word-index.js'
import { toByteString, toBytes } from '../letters/byte-string.js'
import type { Capitals, Casing } from '../letters/casing.js'
import { composed } from '../letters/charset.js'
import { withoutIgnored } from '../letters/ignore.js'
import type { WordBuffer } from '../letters/word-buffer.js'
import { CommonWords, INITIAL_CAPITAL, NO_CAPITALS } from './common-words.js'
import { Conversions } from './conversions.js'
import { WordBreaks } from './word-breaks.js'
import { FORBIDDEN, WordCheck, type WordContext } from './word-check.js'

/** Hunspell takes no longer words: bytes, by whether the dictionary is in UTF-8. */
const MAX_BYTES = { utf8: 299, single: 99 }
/** Conversions may make a word longer; beyond this it is none. */
const MAX_CONVERTED = 2000

/** To be looked at the thorough way. */
const UNDECIDED = -3

const DOT = 0x2e
const APOSTROPHE = 0x27
const SPACE = 0x20

/** A word as it stands after what has been tried, in bytes and in characters. */
export interface Form {
  bytes: Uint8Array
  units: number[]
}

/** Whether a word is right, in all the ways to write it that the manual allows: capitals, dots, numbers, hyphens. */
export class Spell {
  private readonly check: WordCheck
  private readonly breaks: WordBreaks
  private readonly conversions: Conversions
  private readonly maxBytes: number
  private readonly common: CommonWords

  constructor(
    private readonly aff: AffFile,
    private readonly words: WordIndex,
    private readonly casing: Casing,
    private readonly encode: (text: string) => Uint8Array | undefined,
  ) {
    this.common = new CommonWords(aff, casing)
    this.check = new WordCheck(aff, words, casing)
    this.conversions = new Conversions(aff.inputConversions)
    this.maxBytes = aff.utf8 ? MAX_BYTES.utf8 : MAX_BYTES.single
    this.breaks = new WordBreaks(aff.breaks, (part) => this.correct(part))
  }

  /** Whether a text is right; composed, as {@link composed} makes it. */
  correctText(text: string): boolean {
    const kind = this.common.read(text)
    if (kind === NO_CAPITALS) return this.verdict(this.small(this.common.given))
    if (kind === INITIAL_CAPITAL) {
      const id = this.capitalizedCommon()
      if (id !== UNDECIDED) return this.verdict(id)
    }
    const bytes = this.encode(composed(text))
    return bytes !== undefined && this.correct(bytes)
  }

  private small(word: WordBuffer): number {
    const { check } = this
    let id = check.listed(word, false)
    if (id === NONE) id = check.affixed(word, false)
    return id === NONE ? check.compound(word, false) : id
  }

  /**
   * Hunspell looks for the word as it is, with affixes and as a compound, and then for the word in small letters the same way. Which
   * of them is found makes no difference but for words that the list forbids: so the quick ways go first.
   */
  private capitalizedCommon(): number {
    const { check, common } = this
    const { given } = common
    let id = check.listed(given, true)
    if (id !== NONE) return id
    const lowered = common.lower()
    const { forbidsAffixed } = this.words
    if (forbidsAffixed) {
      id = check.affixed(given, true)
      if (id !== NONE) return id
    }
    let small = check.listed(lowered, false)
    if (small === NONE) small = check.affixed(lowered, false)
    if (small === FORBIDDEN || (small !== NONE && this.keepsCase(small))) return UNDECIDED
    if (small !== NONE) return small
    if (!forbidsAffixed) id = check.affixed(given, true)
    if (id === NONE) id = check.compound(given, true)
    if (id !== NONE) return id
    small = check.compound(lowered, true)
    return small !== NONE && this.keepsCase(small) ? UNDECIDED : small
  }

  /** Of a common word. */
  private verdict(id: number): boolean {
    if (id >= 0) return !(this.aff.forbidWarn && this.words.hasFlag(id, this.aff.flags.warn))
    if (id === FORBIDDEN || !this.common.breakable) return false
    const { bytes, length } = this.common.given
    return this.breaks.some(bytes.slice(0, length))
  }

  correct(given: Uint8Array): boolean {
    if (given.length > this.maxBytes) return false
    const converted = this.conversions.apply(given)
    if (converted.length > MAX_CONVERTED) return false
    const [bytes, dots] = this.clean(converted)
    if (bytes.length === 0 || isNumber(bytes)) return true
    const context: WordContext = { initialCapital: false, originalCapital: false, forbidden: false }
    const form = { bytes }
    const id = this.find(form, dots, context)
    if (id !== NONE) return !(this.aff.forbidWarn && this.words.hasFlag(id, this.aff.flags.warn))
    return !context.forbidden && this.breaks.some(form.bytes)
  }

  /** Without what is ignored, blanks before and dots after; and whether there were dots. */
  private clean(word: Uint8Array): [bytes: Uint8Array, dots: boolean] {
    const bytes = this.aff.ignore === '' ? word : toBytes(withoutIgnored(toByteString(word), this.aff))
    let start = 0
    let end = bytes.length
    while (start < end && bytes[start] === SPACE) start++
    const all = end
    while (end > start && bytes[end - 1] === DOT) end--
    return [start === 0 && end === all ? bytes : bytes.subarray(start, end), end < all]
  }

  /** @param given Its bytes become those of the last form tried. */
  private find(given: { bytes: Uint8Array }, dots: boolean, context: WordContext): number {
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
    if (id !== NONE && allCapitals && this.keepsCase(id)) id = NONE
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
        return id !== NONE && allCapitals && this.keepsCase(id) ? NONE : id
      }
    }
    // With CHECKSHARPS, KEEPCASE is about sharp s: such words may begin with a capital.
    const sharp = () => this.aff.checkSharps && toByteString(lowered).includes(this.aff.utf8 ? '\xc3\x9f' : '\xdf')
    return id !== NONE && this.keepsCase(id) && (allCapitals || !sharp()) ? NONE : id
  }

  private keepsCase(id: number): boolean {
    return this.words.hasFlag(id, this.aff.flags.keepCase)
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

const SEPARATORS = [0x2c, DOT, 0x2d]

/** Digits, with single dots, commas and hyphens between. */
function isNumber(bytes: Uint8Array): boolean {
  let digit = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    if (byte >= 0x30 && byte <= 0x39) digit = true
    else if (digit && SEPARATORS.includes(byte)) digit = false
    else return false
  }
  return digit
}

/** Most pairs of s that are tried both ways. */
const MAX_SHARPS = 5

/** Tries sharp s for each `ss`, in every combination with at least one. */
function someSharps(bytes: Uint8Array, utf8: boolean, find: (bytes: Uint8Array) => number): number {
  const text = toByteString(bytes)
  const attempt = (from: string, position: number, tried: number, replaced: number): number => {
    const at = from.indexOf('ss', position)
    if (at >= 0 && tried < MAX_SHARPS) {
      const sharp = `${from.slice(0, at)}\xc3\x9f${from.slice(at + 2)}`
      const id = attempt(sharp, at + 2, tried + 1, replaced + 1)
      return id === NONE ? attempt(from, at + 2, tried + 1, replaced) : id
    }
    return replaced > 0 ? find(toBytes(utf8 ? from : from.replaceAll('\xc3\x9f', '\xdf'))) : NONE
  }
  return attempt(text, 0, 0, 0)
}
