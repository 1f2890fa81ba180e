import type { AffFile, CompoundOptions } from '../aff/aff-file.js'
import { startsWithPattern } from '../aff/compound-pattern.js'
import { NO_FLAG } from '../aff/flags.js'
import type { AffixCheck } from '../affixes/affix-check.js'
import { Place } from '../affixes/place.js'
import { NONE, type WordIndex } from '../dic/word-index.js'
import { type ByteString, toByteString, toBytes } from '../letters/byte-string.js'
import type { Casing } from '../letters/casing.js'
import { WordBuffer } from '../letters/word-buffer.js'
import { ELSEWHERE, WRONG } from './split.js'

const HYPHEN = 0x2d
const SPACE = 0x20

/** What forbids a compound whose words would do: hunspell(5), the CHECKCOMPOUND options. */
export class CompoundVetoes {
  private readonly options: CompoundOptions
  private readonly utf8: boolean
  private readonly vowels: ReadonlySet<number>

  constructor(
    private readonly aff: AffFile,
    private readonly words: WordIndex,
    private readonly affixes: AffixCheck,
    private readonly casing: Casing,
  ) {
    this.options = aff.compound
    this.utf8 = aff.utf8
    const vowels = toBytes(aff.compound.vowels)
    this.vowels = new Set(casing.units(vowels, 0, vowels.length))
  }

  /** The first place to split a word, and the first after the last. */
  bounds(word: WordBuffer, min: number): [from: number, to: number] {
    if (!this.utf8) return [min, word.length - min + 1]
    let from = 0
    for (let i = 0; i < min && from < word.length; i++) {
      from++
      while (this.insideCharacter(word, from)) from++
    }
    let to = word.length
    for (let i = 0; i < min - 1 && to >= 0; i++) {
      to--
      while (to >= 0 && this.insideCharacter(word, to)) to--
    }
    return [from, to]
  }

  insideCharacter(word: WordBuffer, at: number): boolean {
    return this.utf8 && at < word.length && ((word.bytes[at] as number) & 0xc0) === 0x80
  }

  /** Whether the text stands at that place. */
  holds(word: WordBuffer, at: number, text: ByteString): boolean {
    if (at < 0 || at + text.length > word.length) return false
    for (let i = 0; i < text.length; i++) if (word.bytes[at + i] !== text.charCodeAt(i)) return false
    return true
  }

  /** Three letters alike (CHECKCOMPOUNDTRIPLE), or a capital (CHECKCOMPOUNDCASE), where two words meet. */
  boundary(word: WordBuffer, at: number): boolean {
    if (this.options.checkTriple) {
      const { bytes } = word
      const before = bytes[at - 1]
      if (before === bytes[at]) {
        if (at > 1 && before === bytes[at - 2]) return true
        if (at + 1 < word.length && before === bytes[at + 1]) return true
      }
    }
    return this.options.checkCase && this.capitalAt(word, at)
  }

  private capitalAt(word: WordBuffer, at: number): boolean {
    let from = at - 1
    while (this.utf8 && from > 0 && this.insideCharacter(word, from)) from--
    const [before = 0, after = 0] = this.casing.units(word.bytes, from, word.length)
    if (before === HYPHEN || after === HYPHEN) return false
    // In UTF-8, Hunspell counts what has no case among the capitals.
    const capital = (unit: number) => (this.utf8 ? this.casing.isUpper(unit) : this.casing.isCapital(unit))
    return capital(before) || capital(after)
  }

  /** Whether a line of CHECKCOMPOUNDPATTERN is about these two words meeting here. */
  pattern(word: WordBuffer, at: number, first: number, second: number): boolean {
    const { words } = this
    return this.options.patterns.some(({ end, endFlag, start, startFlag }) => {
      if (!startsWithPattern(start, word.bytes, at, word.length)) return false
      if (endFlag !== NO_FLAG && !words.hasFlag(first, endFlag)) return false
      if (startFlag !== NO_FLAG && !words.hasFlag(second, startFlag)) return false
      if (end === '') return true
      if (!end.startsWith('0')) return this.holds(word, at - end.length, end)
      return this.isAt(first, word, at - words.lengthOf(first), at)
    })
  }

  private isAt(id: number, word: WordBuffer, from: number, to: number): boolean {
    const { words } = this
    if (from < 0 || to - from > words.lengthOf(id)) return false
    const { bytes } = words
    for (let i = from; i < to; i++) if (word.bytes[i] !== bytes[id + i - from]) return false
    return true
  }

  /** Whether the compound is likely another word misspelt (CHECKCOMPOUNDREP), or two words that the dictionary has with a space. */
  replaced(word: WordBuffer): boolean {
    return (this.options.checkRep && this.misspelling(word)) || this.pair(word)
  }

  /**
   * For a first part and the compound that comes after: WRONG or ELSEWHERE, undefined when nothing forbids it.
   *
   * @param second The first word of the rest.
   */
  longer(word: WordBuffer, spelled: WordBuffer, at: number, second: number): number | undefined {
    const { words, affixes } = this
    if (this.pair(word) || (this.options.checkRep && this.misspelling(word))) return WRONG
    const end = at + words.lengthOf(second)
    if (end > word.length || !this.isAt(second, word, at, end)) return undefined
    const head = new WordBuffer().add(spelled.bytes, 0, end)
    if (this.replaced(head)) return ELSEWHERE
    let whole = words.find(word, word.length)
    if (whole === NONE) whole = affixes.stem(word, word.length, NO_FLAG, Place.alone)
    if (whole === NONE || !words.hasFlag(whole, this.aff.flags.forbidden)) return undefined
    return words.lengthOf(whole) >= end && this.isAt(whole, head, 0, end) ? WRONG : undefined
  }

  syllables(words: WordIndex, id: number): number {
    const units = this.casing.units(words.bytes, id, id + words.lengthOf(id))
    return units.filter((unit) => this.vowels.has(unit)).length
  }

  private misspelling(word: WordBuffer): boolean {
    if (word.length < 2) return false
    const text = toByteString(word.bytes.subarray(0, word.length))
    for (const [from, to] of this.aff.replacements) {
      for (let at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + 1)) {
        if (this.exists(toBytes(text.slice(0, at) + to + text.slice(at + from.length)))) return true
      }
    }
    return false
  }

  private pair(word: WordBuffer): boolean {
    if (word.length <= 2 || !this.words.hasSpaces) return false
    for (let at = 1; at < word.length; at++) {
      if (this.insideCharacter(word, at)) continue
      const bytes = new Uint8Array(word.length + 1)
      bytes.set(word.bytes.subarray(0, at))
      bytes[at] = SPACE
      bytes.set(word.bytes.subarray(at, word.length), at + 1)
      if (this.exists(bytes)) return true
    }
    return false
  }

  private exists(bytes: Uint8Array): boolean {
    const word = new WordBuffer().add(bytes, 0, bytes.length)
    if (this.words.find(word, word.length) !== NONE) return true
    return this.affixes.stem(word, word.length, NO_FLAG, Place.alone) !== NONE
  }
}
