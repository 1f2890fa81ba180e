import type { AffFile } from '../aff/aff-file.js'
import type { AffixEntry } from '../aff/affix-entry.js'
import { NO_FLAG } from '../aff/flags.js'
import { NONE, type WordIndex } from '../dic/word-index.js'
import { hashBytes } from '../letters/hash.js'
import { type WordBuffer, WordBuffers } from '../letters/word-buffer.js'
import type { AffixIndex } from './affix-index.js'
import type { AffixNode } from './affix-node.js'
import { AffixTables } from './affix-tables.js'
import type { Budget } from './budget.js'

/** Where in a compound the word stands that affixes are taken off. */
export const Place = { alone: 0, begin: 1, end: 2, other: 3 } as const
export type Place = (typeof Place)[keyof typeof Place]

/** Takes affixes off words and looks up what is left. All functions return the number of the stem, or -1. */
export class AffixCheck {
  /** The affixes of the last stem found, which compounds ask about. */
  prefix: AffixEntry | undefined
  suffix: AffixEntry | undefined

  private readonly tables: AffixTables
  private readonly buffers = new WordBuffers()
  private readonly fullStrip: boolean
  private readonly onlyInCompound: number
  private readonly circumfix: boolean

  constructor(
    aff: AffFile,
    private readonly words: WordIndex,
    private readonly budget: Budget,
  ) {
    this.tables = new AffixTables(aff)
    this.fullStrip = aff.fullStrip
    this.onlyInCompound = aff.flags.onlyInCompound
    this.circumfix = aff.flags.circumfix !== NO_FLAG
  }

  /** Whether an affix of the last stem found keeps it out of compounds: option COMPOUNDFORBIDFLAG. */
  get forbidCompound(): boolean {
    return (this.prefix?.compoundForbid || this.suffix?.compoundForbid) ?? false
  }

  /** The stem of the first `length` bytes of the word with any affixes that go together. */
  stem(word: WordBuffer, length: number, needFlag: number, place: Place): number {
    const prefixed = this.withPrefix(word, length, place, needFlag)
    if (prefixed !== NONE) return prefixed
    const suffixed = this.withSuffix(word, length, undefined, NO_FLAG, needFlag, place)
    if (!this.tables.continuing) return suffixed
    this.suffix = undefined
    this.prefix = undefined
    if (suffixed !== NONE) return suffixed
    const twice = this.withTwoSuffixes(word, length, undefined, needFlag)
    return twice === NONE ? this.withPrefixAndTwoSuffixes(word, length, needFlag) : twice
  }

  /** A stem with a prefix, or with a prefix and a suffix. */
  withPrefix(word: WordBuffer, length: number, place: Place, needFlag: number): number {
    this.prefix = undefined
    const prefixes = place === Place.end ? this.tables.permittedPrefixes : this.tables.prefixes
    if (prefixes.empty) return NONE
    for (let node = 0, depth = 0; node >= 0; depth++) {
      const affixes = prefixes.at(node)
      if (affixes) {
        const id = this.prefixesOf(affixes, word, length, place, needFlag)
        if (id !== NONE) return id
      }
      node = depth < length ? prefixes.child(node, word.bytes[depth] as number) : NONE
    }
    for (const affixes of prefixes.withDots) {
      if (!prefixes.matchesDots(affixes, word.bytes, length)) continue
      const id = this.prefixesOf(affixes, word, length, place, needFlag)
      if (id !== NONE) return id
    }
    return NONE
  }

  private prefixesOf(affixes: AffixNode, word: WordBuffer, length: number, place: Place, needFlag: number): number {
    const rest = length - affixes.length
    if (rest < 0 || (rest === 0 && !this.fullStrip)) return NONE
    const inUse = this.buffers.used
    let strip: Uint8Array | undefined
    let bare: WordBuffer | undefined
    for (const entry of affixes.entries) {
      if (place === Place.alone && entry.onlyInCompound) continue
      if (bare === undefined || entry.strip !== strip) {
        this.buffers.used = inUse
        strip = entry.strip
        // An affix without letters, which only says something of the word, leaves it as it is.
        if (strip.length + affixes.length === 0) bare = word
        else bare = this.buffers.take().add(strip, 0, strip.length).add(word.bytes, affixes.length, length)
      }
      const id = this.bareOfPrefix(entry, bare, rest + strip.length, place, needFlag)
      if (id === NONE) continue
      this.buffers.used = inUse
      this.prefix = entry
      return id
    }
    this.buffers.used = inUse
    return NONE
  }

  private bareOfPrefix(entry: AffixEntry, bare: WordBuffer, length: number, place: Place, needFlag: number): number {
    const { words } = this
    if (!entry.fitsStart(bare.bytes, 0, length)) return NONE
    this.budget.spend()
    if (!entry.needAffix) {
      let id = words.find(bare, length)
      for (; id !== NONE; id = words.nextHomonym(id)) {
        if (!words.hasFlag(id, entry.flag)) continue
        if (needFlag === NO_FLAG || words.hasFlag(id, needFlag) || entry.continues(needFlag)) return id
      }
    }
    return entry.cross ? this.withSuffix(bare, length, entry, NO_FLAG, needFlag, place) : NONE
  }

  /**
   * A stem with one suffix.
   *
   * @param prefix The prefix taken off already, which the suffix must go together with.
   * @param outer The flag of the suffix taken off already, whose continuation class this one must have.
   */
  withSuffix(
    word: WordBuffer,
    length: number,
    prefix: AffixEntry | undefined,
    outer: number,
    needFlag: number,
    place: Place,
  ): number {
    const suffixes = this.suffixesFor(outer, place)
    if (suffixes === undefined || suffixes.empty) return NONE
    const { bytes } = word
    for (let node = 0, depth = 0; node >= 0; depth++) {
      const affixes = suffixes.at(node)
      if (affixes) {
        const id = this.suffixesOf(affixes, word, length, prefix, outer, needFlag, place)
        if (id !== NONE) return id
      }
      node = depth < length ? suffixes.child(node, bytes[length - 1 - depth] as number) : NONE
    }
    for (const affixes of suffixes.withDots) {
      if (!suffixes.matchesDots(affixes, bytes, length)) continue
      const id = this.suffixesOf(affixes, word, length, prefix, outer, needFlag, place)
      if (id !== NONE) return id
    }
    return NONE
  }

  private suffixesFor(outer: number, place: Place): AffixIndex | undefined {
    if (outer !== NO_FLAG) return this.tables.levels.inner.get(outer)
    return place === Place.begin ? this.tables.permittedSuffixes : this.tables.suffixes
  }

  private suffixesOf(
    affixes: AffixNode,
    word: WordBuffer,
    length: number,
    prefix: AffixEntry | undefined,
    outer: number,
    needFlag: number,
    place: Place,
  ): number {
    const rest = length - affixes.length
    if (rest < 0 || (rest === 0 && !this.fullStrip)) return NONE
    const { words } = this
    const hash = word.hashes[rest] as number
    let found = NONE
    let several = false
    let group = 0
    const { stripped, strips } = affixes
    this.budget.spend(stripped.length)
    const { keyLength } = words
    if (rest >= keyLength) words.ready(word.hashes[keyLength] as number)
    for (let i = 0, n = 0; i < strips.length; n++) {
      const end = i + 1 + (strips[i] as number)
      let whole = hash
      for (i++; i < end; i++) whole = Math.imul(whole ^ (strips[i] as number), 0x01000193)
      if (rest < keyLength) words.readyTail(rest, hash, stripped[n] as Uint8Array)
      if (!words.mayHave(whole)) continue
      const first = words.findWithTail(word.bytes, rest, whole, stripped[n] as Uint8Array)
      if (first === NONE) continue
      several = found !== NONE
      if (several) break
      found = first
      group = n
    }
    if (found === NONE) return NONE
    for (const entry of several ? affixes.entries : affixes.entriesOf(group)) {
      if (!this.allows(entry, prefix, outer, place)) continue
      if (several) words.readyTail(rest, hash, entry.strip)
      const first = several
        ? words.findWithTail(word.bytes, rest, hashBytes(entry.strip, 0, entry.strip.length, hash), entry.strip)
        : found
      for (let id = first; id !== NONE; id = words.nextHomonym(id)) {
        if (!this.goesWith(entry, id, prefix, outer, needFlag, place)) continue
        if (!entry.fitsEnd(words.bytes, id, id + words.lengthOf(id))) break
        this.suffix = entry
        return id
      }
    }
    return NONE
  }

  /** What does not hang on the stem: the suffix and its place. */
  private allows(entry: AffixEntry, prefix: AffixEntry | undefined, outer: number, place: Place): boolean {
    if (prefix !== undefined && !entry.cross) return false
    if (this.circumfix && entry.circumfix !== (prefix?.circumfix ?? false)) return false
    if (entry.onlyInCompound) {
      if (place === Place.alone) return false
      if (place === Place.end && prefix === undefined && entry.append !== '') return false
    }
    if (outer !== NO_FLAG) return entry.continues(outer)
    return !entry.needAffix || (prefix !== undefined && !prefix.needAffix)
  }

  /** Whether the stem takes the suffix: by its flags, or by those of the prefix. */
  private goesWith(
    entry: AffixEntry,
    id: number,
    prefix: AffixEntry | undefined,
    outer: number,
    needFlag: number,
    place: Place,
  ): boolean {
    const { words } = this
    if (!words.hasFlag(id, entry.flag) && !prefix?.continues(entry.flag)) return false
    if (prefix !== undefined && !words.hasFlag(id, prefix.flag) && !entry.continues(prefix.flag)) return false
    if (outer !== NO_FLAG && !entry.continues(outer)) return false
    if (place === Place.alone && words.hasFlag(id, this.onlyInCompound)) return false
    return needFlag === NO_FLAG || words.hasFlag(id, needFlag) || entry.continues(needFlag)
  }

  /** A stem with two suffixes. */
  withTwoSuffixes(word: WordBuffer, length: number, prefix: AffixEntry | undefined, needFlag: number): number {
    const outerSuffixes = this.tables.levels.outer
    const { bytes } = word
    if (outerSuffixes.empty) return NONE
    for (let node = 0, depth = 0; node >= 0; depth++) {
      const affixes = outerSuffixes.at(node)
      if (affixes) {
        const id = this.outerSuffixesOf(affixes, word, length, prefix, needFlag)
        if (id !== NONE) return id
      }
      node = depth < length ? outerSuffixes.child(node, bytes[length - 1 - depth] as number) : NONE
    }
    for (const affixes of outerSuffixes.withDots) {
      if (!outerSuffixes.matchesDots(affixes, bytes, length)) continue
      const id = this.outerSuffixesOf(affixes, word, length, prefix, needFlag)
      if (id !== NONE) return id
    }
    return NONE
  }

  private outerSuffixesOf(
    affixes: AffixNode,
    word: WordBuffer,
    length: number,
    prefix: AffixEntry | undefined,
    needFlag: number,
  ): number {
    const rest = length - affixes.length
    if (rest < 0 || (rest === 0 && !this.fullStrip)) return NONE
    const inUse = this.buffers.used
    let strip: Uint8Array | undefined
    let bare: WordBuffer | undefined
    for (const entry of affixes.entries) {
      if (prefix !== undefined && !entry.cross) continue
      if (bare === undefined || entry.strip !== strip) {
        this.buffers.used = inUse
        strip = entry.strip
        bare = this.buffers.take().add(word.bytes, 0, rest).add(strip, 0, strip.length)
      }
      if (!entry.fitsEnd(bare.bytes, 0, bare.length)) continue
      const settled = prefix === undefined || entry.continues(prefix.flag)
      const inner = settled ? undefined : prefix
      const id = this.withSuffix(bare, bare.length, inner, entry.flag, needFlag, Place.alone)
      if (id === NONE) continue
      this.buffers.used = inUse
      return id
    }
    this.buffers.used = inUse
    return NONE
  }

  private withPrefixAndTwoSuffixes(word: WordBuffer, length: number, needFlag: number): number {
    this.prefix = undefined
    const { prefixes } = this.tables
    if (prefixes.empty || this.tables.levels.outer.empty) return NONE
    for (let node = 0, depth = 0; node >= 0; depth++) {
      const affixes = prefixes.at(node)
      if (affixes) {
        const id = this.prefixesBeforeTwo(affixes, word, length, needFlag)
        if (id !== NONE) return id
      }
      node = depth < length ? prefixes.child(node, word.bytes[depth] as number) : NONE
    }
    return NONE
  }

  private prefixesBeforeTwo(affixes: AffixNode, word: WordBuffer, length: number, needFlag: number): number {
    const rest = length - affixes.length
    if (rest < 0 || (rest === 0 && !this.fullStrip)) return NONE
    const inUse = this.buffers.used
    for (const entry of affixes.entries) {
      if (!entry.cross) continue
      this.buffers.used = inUse
      const bare = this.buffers.take().add(entry.strip, 0, entry.strip.length).add(word.bytes, affixes.length, length)
      if (!entry.fitsStart(bare.bytes, 0, bare.length)) continue
      const id = this.withTwoSuffixes(bare, bare.length, entry, needFlag)
      if (id === NONE) continue
      this.buffers.used = inUse
      if (affixes.length > 0) this.prefix = entry
      return id
    }
    this.buffers.used = inUse
    return NONE
  }
}
