import type { AffFile } from '../aff/aff-file.js'
import { NONE, type WordIndex } from '../dic/word-index.js'
import { toByteString, toBytes } from '../letters/byte-string.js'
import type { Casing } from '../letters/casing.js'
import { composed } from '../letters/charset.js'
import { withoutIgnored } from '../letters/ignore.js'
import type { WordBuffer } from '../letters/word-buffer.js'
import { CapitalsCheck } from './capitals-check.js'
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
const SPACE = 0x20

/** Whether a word is right, in all the ways to write it that the manual allows: capitals, dots, numbers, hyphens. */
export class Spell {
  private readonly check: WordCheck
  private readonly capitals: CapitalsCheck
  private readonly breaks: WordBreaks
  private readonly conversions: Conversions
  private readonly maxBytes: number
  private readonly common: CommonWords

  constructor(
    private readonly aff: AffFile,
    private readonly words: WordIndex,
    casing: Casing,
    private readonly encode: (text: string) => Uint8Array | undefined,
  ) {
    this.common = new CommonWords(aff, casing)
    this.check = new WordCheck(aff, words, casing)
    this.capitals = new CapitalsCheck(aff, casing, this.check)
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
    if (small === FORBIDDEN || (small !== NONE && check.keepsCase(small))) return UNDECIDED
    if (small !== NONE) return small
    if (!forbidsAffixed) id = check.affixed(given, true)
    if (id === NONE) id = check.compound(given, true)
    if (id !== NONE) return id
    small = check.compound(lowered, true)
    return small !== NONE && check.keepsCase(small) ? UNDECIDED : small
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
    const id = this.capitals.find(form, dots, context)
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
