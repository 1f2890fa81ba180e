import type { AffFile } from '../aff/aff-file.js'
import type { AffixEntry } from '../aff/affix-entry.js'
import { NO_FLAG } from '../aff/flags.js'
import { NONE, type WordIndex } from '../dic/word-index.js'
import { hashBytes } from '../letters/hash.js'
import type { WordBuffer } from '../letters/word-buffer.js'
import type { AffixIndex } from './affix-index.js'
import type { AffixNode } from './affix-node.js'
import type { AffixTables } from './affix-tables.js'
import type { Budget } from './budget.js'
import { Place } from './place.js'

/** Takes one suffix off words and looks up what is left. */
export class SuffixCheck {
  /** That of the last stem found. */
  suffix: AffixEntry | undefined

  private readonly fullStrip: boolean
  private readonly onlyInCompound: number
  private readonly circumfix: boolean

  constructor(
    aff: AffFile,
    private readonly tables: AffixTables,
    private readonly words: WordIndex,
    private readonly budget: Budget,
  ) {
    this.fullStrip = aff.fullStrip
    this.onlyInCompound = aff.flags.onlyInCompound
    this.circumfix = aff.flags.circumfix !== NO_FLAG
  }

  /**
   * The number of the stem, or -1.
   *
   * @param prefix The prefix taken off already, which the suffix must go together with.
   * @param outer The flag of the suffix taken off already, whose continuation class this one must have.
   */
  stem(
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
    // Not by AffixIndex.find: every word comes here, and that made German and French words 5 % slower.
    for (let node = 0, depth = 0; node >= 0; depth++) {
      const affixes = suffixes.at(node)
      if (affixes) {
        const id = this.without(affixes, word, length, prefix, outer, needFlag, place)
        if (id !== NONE) return id
      }
      node = depth < length ? suffixes.child(node, bytes[length - 1 - depth] as number) : NONE
    }
    for (const affixes of suffixes.dotted) {
      if (!suffixes.matchesDots(affixes, bytes, length)) continue
      const id = this.without(affixes, word, length, prefix, outer, needFlag, place)
      if (id !== NONE) return id
    }
    return NONE
  }

  private suffixesFor(outer: number, place: Place): AffixIndex | undefined {
    if (outer !== NO_FLAG) return this.tables.levels.inner.get(outer)
    return place === Place.begin ? this.tables.permittedSuffixes : this.tables.suffixes
  }

  private without(
    affixes: AffixNode,
    word: WordBuffer,
    length: number,
    prefix: AffixEntry | undefined,
    outer: number,
    needFlag: number,
    place: Place,
  ): number {
    const rest = length - affixes.length
    if (rest === 0 && !this.fullStrip) return NONE
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
}
