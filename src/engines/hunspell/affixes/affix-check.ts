import type { AffFile } from '../aff/aff-file.js'
import type { AffixEntry } from '../aff/affix-entry.js'
import { NO_FLAG } from '../aff/flags.js'
import { NONE, type WordIndex } from '../dic/word-index.js'
import { type WordBuffer, WordBuffers } from '../letters/word-buffer.js'
import type { AffixNode } from './affix-node.js'
import { AffixTables } from './affix-tables.js'
import type { Budget } from './budget.js'
import { Place } from './place.js'
import { SuffixCheck } from './suffix-check.js'

/** Takes affixes off words and looks up what is left. All functions return the number of the stem, or -1. */
export class AffixCheck {
  /** That of the last stem found, as {@link SuffixCheck.suffix}. */
  private prefix: AffixEntry | undefined

  private readonly tables: AffixTables
  private readonly suffixes: SuffixCheck
  private readonly buffers = new WordBuffers()
  private readonly fullStrip: boolean

  constructor(
    aff: AffFile,
    private readonly words: WordIndex,
    private readonly budget: Budget,
  ) {
    this.tables = new AffixTables(aff)
    this.suffixes = new SuffixCheck(aff, this.tables, words, budget)
    this.fullStrip = aff.fullStrip
  }

  /** The suffix of the last stem found, which compounds ask about. */
  get suffix(): AffixEntry | undefined {
    return this.suffixes.suffix
  }

  /** Whether an affix of the last stem found keeps it out of compounds: option COMPOUNDFORBIDFLAG. */
  get forbidCompound(): boolean {
    return (this.prefix?.compoundForbid || this.suffix?.compoundForbid) ?? false
  }

  /** Before a stem is looked for whose affixes will be asked about. */
  forget(): void {
    this.prefix = undefined
    this.suffixes.suffix = undefined
  }

  /** The stem of the first `length` bytes of the word with any affixes that go together. */
  stem(word: WordBuffer, length: number, needFlag: number, place: Place): number {
    this.forget()
    const prefixed = this.withPrefix(word, length, place, needFlag)
    if (prefixed !== NONE) return prefixed
    const suffixed = this.withSuffix(word, length, needFlag, place)
    if (!this.tables.continuing) return suffixed
    this.forget()
    if (suffixed !== NONE) return suffixed
    const twice = this.withTwoSuffixes(word, length, undefined, needFlag)
    return twice === NONE ? this.withPrefixAndTwoSuffixes(word, length, needFlag) : twice
  }

  /** A stem with a prefix, or with a prefix and a suffix. */
  withPrefix(word: WordBuffer, length: number, place: Place, needFlag: number): number {
    this.prefix = undefined
    const prefixes = place === Place.end ? this.tables.permittedPrefixes : this.tables.prefixes
    const count = prefixes.find(word.bytes, length)
    for (let i = 0; i < count; i++) {
      const affixes = prefixes.found[i] as AffixNode
      const id = this.prefixesOf(affixes, word, length, place, needFlag)
      if (id !== NONE) return id
    }
    return NONE
  }

  private prefixesOf(affixes: AffixNode, word: WordBuffer, length: number, place: Place, needFlag: number): number {
    const rest = length - affixes.length
    if (rest === 0 && !this.fullStrip) return NONE
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
    return entry.cross ? this.suffixes.stem(bare, length, entry, NO_FLAG, needFlag, place) : NONE
  }

  /** A stem with one suffix. */
  withSuffix(word: WordBuffer, length: number, needFlag: number, place: Place): number {
    return this.suffixes.stem(word, length, undefined, NO_FLAG, needFlag, place)
  }

  /** A stem with two suffixes. */
  withTwoSuffixes(word: WordBuffer, length: number, prefix: AffixEntry | undefined, needFlag: number): number {
    const { outer } = this.tables.levels
    const count = outer.find(word.bytes, length)
    for (let i = 0; i < count; i++) {
      const affixes = outer.found[i] as AffixNode
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
    if (rest === 0 && !this.fullStrip) return NONE
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
      const id = this.suffixes.stem(bare, bare.length, inner, entry.flag, needFlag, Place.alone)
      if (id === NONE) continue
      this.buffers.used = inUse
      return id
    }
    this.buffers.used = inUse
    return NONE
  }

  private withPrefixAndTwoSuffixes(word: WordBuffer, length: number, needFlag: number): number {
    const { prefixes, levels } = this.tables
    if (levels.outer.empty) return NONE
    const count = prefixes.find(word.bytes, length)
    for (let i = 0; i < count; i++) {
      const affixes = prefixes.found[i] as AffixNode
      if (affixes.hasDots) break
      const id = this.prefixesBeforeTwo(affixes, word, length, needFlag)
      if (id !== NONE) return id
    }
    return NONE
  }

  private prefixesBeforeTwo(affixes: AffixNode, word: WordBuffer, length: number, needFlag: number): number {
    if (length === affixes.length && !this.fullStrip) return NONE
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
