import type { AffFile } from '../aff/aff-file.js'
import { NO_FLAG } from '../aff/flags.js'
import { AffixCheck } from '../affixes/affix-check.js'
import { Budget } from '../affixes/budget.js'
import { Place } from '../affixes/place.js'
import { CompoundCheck } from '../compounds/compound-check.js'
import { NONE, type WordIndex } from '../dic/word-index.js'
import type { Casing } from '../letters/casing.js'
import { WordBuffer } from '../letters/word-buffer.js'

/** The list forbids the word. */
export const FORBIDDEN = -2

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
  private readonly forbidden: number
  private readonly needAffix: number
  private readonly onlyInCompound: number

  constructor(
    private readonly aff: AffFile,
    private readonly words: WordIndex,
    private readonly casing: Casing,
  ) {
    this.forbidden = aff.flags.forbidden
    this.needAffix = aff.flags.needAffix
    this.onlyInCompound = aff.flags.onlyInCompound
    this.affixes = new AffixCheck(aff, words, this.budget)
    this.compounds = new CompoundCheck(aff, words, this.affixes, casing, this.budget)
  }

  /** The number of the word or of its stem; -1 when it is not right. */
  find(bytes: Uint8Array, context: WordContext): number {
    return bytes.length === 0 ? NONE : this.findRead(this.read(bytes), context)
  }

  /** The same of a word read already. */
  findRead(word: WordBuffer, context: WordContext): number {
    let id = this.listed(word, context.initialCapital)
    if (id === NONE) id = this.affixed(word, context.initialCapital)
    if (id === FORBIDDEN) {
      context.forbidden = true
      return NONE
    }
    return id === NONE ? this.compound(word, context.originalCapital) : id
  }

  /** The word as it is in the list; FORBIDDEN where the list forbids it. */
  listed(word: WordBuffer, initialCapital: boolean): number {
    const { words } = this
    let id = words.find(word, word.length)
    if (id !== NONE && words.hasFlag(id, this.forbidden)) return FORBIDDEN
    while (
      id !== NONE &&
      (words.hasFlag(id, this.needAffix) ||
        words.hasFlag(id, this.onlyInCompound) ||
        (initialCapital && words.isHidden(id)))
    ) {
      id = words.nextHomonym(id)
    }
    return id
  }

  /** The word with affixes; FORBIDDEN where the list forbids its stem. */
  affixed(word: WordBuffer, initialCapital: boolean): number {
    const { words } = this
    this.budget.renew()
    const id = this.affixes.stem(word, word.length, NO_FLAG, Place.alone)
    if (id === NONE || words.hasFlag(id, this.onlyInCompound) || (initialCapital && words.isHidden(id))) return NONE
    return words.hasFlag(id, this.forbidden) ? FORBIDDEN : id
  }

  /** The word as a compound. */
  compound(word: WordBuffer, originalCapital: boolean): number {
    if (!this.compounds.active) return NONE
    this.budget.renew()
    return this.compounds.find(word, originalCapital)
  }

  /** Whether the word is right only as it is in the list: option KEEPCASE. */
  keepsCase(id: number): boolean {
    return this.words.hasFlag(id, this.aff.flags.keepCase)
  }

  private read(bytes: Uint8Array): WordBuffer {
    if (!this.aff.complexPrefixes) return this.buffer.clear().add(bytes, 0, bytes.length)
    const units = this.casing.units(bytes, 0, bytes.length).reverse()
    const turned = this.casing.bytes(units)
    return this.buffer.clear().add(turned, 0, turned.length)
  }
}
