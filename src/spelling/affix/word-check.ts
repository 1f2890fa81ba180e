import type { AffFile } from './aff-file.js'
import { AffixCheck, Place } from './affix-check.js'
import { Budget } from './budget.js'
import type { Casing } from './casing.js'
import { CompoundCheck } from './compound-check.js'
import { NO_FLAG } from './flags.js'
import { WordBuffer } from './word-buffer.js'
import { NONE, type WordIndex } from './word-index.js'

/** What is known of a word from its spelling. */
export interface WordContext {
  /** The word is given with a capital first: hidden forms do not count. */
  initialCapital: boolean
  /** The word is given with capitals: option FORCEUCASE. */
  originalCapital: boolean
  /** Set when the dictionary forbids a form of the word. */
  forbidden: boolean
}

/** Whether one form of a word is right: in the list, with affixes, or a compound. */
export class WordCheck {
  private readonly budget = new Budget()
  private readonly affixes: AffixCheck
  private readonly compounds: CompoundCheck
  private readonly buffer = new WordBuffer()

  constructor(
    private readonly aff: AffFile,
    readonly words: WordIndex,
    private readonly casing: Casing,
  ) {
    this.affixes = new AffixCheck(aff, words, this.budget)
    this.compounds = new CompoundCheck(aff, words, this.affixes, casing, this.budget)
  }

  /** The number of the word or of its stem; -1 when it is not right. */
  find(bytes: Uint8Array, context: WordContext): number {
    if (bytes.length === 0) return NONE
    const { words, affixes } = this
    const { forbidden, needAffix, onlyInCompound } = this.aff.flags
    const word = this.read(bytes)
    const hash = word.hashes[word.length] as number
    let id = words.find(word.bytes, word.length, hash)
    if (id !== NONE && words.hasFlag(id, forbidden)) {
      context.forbidden = true
      return NONE
    }
    while (
      id !== NONE &&
      (words.hasFlag(id, needAffix) ||
        words.hasFlag(id, onlyInCompound) ||
        (context.initialCapital && words.isHidden(id)))
    ) {
      id = words.nextHomonym(id)
    }
    if (id !== NONE) return id

    this.budget.renew()
    id = affixes.stem(word, word.length, NO_FLAG, Place.alone)
    if (id !== NONE && (words.hasFlag(id, onlyInCompound) || (context.initialCapital && words.isHidden(id)))) id = NONE
    if (id !== NONE) {
      if (!words.hasFlag(id, forbidden)) return id
      context.forbidden = true
      return NONE
    }
    if (!this.compounds.active) return NONE
    this.budget.renew()
    return this.compounds.find(word, context.originalCapital)
  }

  private read(bytes: Uint8Array): WordBuffer {
    if (!this.aff.complexPrefixes) return this.buffer.clear().add(bytes, 0, bytes.length)
    const units = this.casing.units(bytes, 0, bytes.length).reverse()
    const turned = this.casing.bytes(units)
    return this.buffer.clear().add(turned, 0, turned.length)
  }
}
