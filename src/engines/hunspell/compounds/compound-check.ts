import type { AffFile, CompoundOptions } from '../aff/aff-file.js'
import type { CompoundPattern } from '../aff/compound-pattern.js'
import { NO_FLAG } from '../aff/flags.js'
import type { AffixCheck } from '../affixes/affix-check.js'
import type { Budget } from '../affixes/budget.js'
import { NONE, type WordIndex } from '../dic/word-index.js'
import type { Casing } from '../letters/casing.js'
import { type WordBuffer, WordBuffers } from '../letters/word-buffer.js'
import { CompoundRules } from './compound-rules.js'
import { CompoundVetoes } from './compound-vetoes.js'
import { FirstPart } from './first-part.js'
import { LastPart } from './last-part.js'
import { CHANGED, ELSEWHERE, type Position, positionAt, type Split, WRONG } from './split.js'

/** Words made of words: hunspell(5), OPTIONS FOR COMPOUNDING. */
export class CompoundCheck {
  /** Whether the dictionary has compounds at all. */
  readonly active: boolean

  /** Whether words are put together by their flags, and not only by COMPOUNDRULE. */
  private readonly byFlags: boolean
  private readonly options: CompoundOptions
  private readonly compoundRoot: number
  private readonly rules: CompoundRules
  private readonly changing: readonly CompoundPattern[]
  private readonly vetoes: CompoundVetoes
  private readonly firstPart: FirstPart
  private readonly lastPart: LastPart
  private readonly buffers = new WordBuffers()

  constructor(
    aff: AffFile,
    private readonly words: WordIndex,
    affixes: AffixCheck,
    casing: Casing,
    private readonly budget: Budget,
  ) {
    this.options = aff.compound
    this.compoundRoot = aff.flags.compoundRoot
    this.rules = new CompoundRules(aff.compound.rules, words)
    this.changing = aff.compound.patterns.filter(({ replacement }) => replacement !== '')
    this.vetoes = new CompoundVetoes(aff, words, affixes, casing)
    this.firstPart = new FirstPart(aff, words, affixes, this.rules, this.vetoes, budget)
    this.lastPart = new LastPart(aff, words, affixes, this.rules, this.vetoes, budget)
    const { compound, compoundBegin } = aff.flags
    this.byFlags = compound !== NO_FLAG || compoundBegin !== NO_FLAG
    this.active = this.byFlags || !this.rules.empty
  }

  /**
   * The first word of the compound; -1 when it is none.
   *
   * @param originalCapital Whether the word was given with capitals: option FORCEUCASE.
   */
  find(word: WordBuffer, originalCapital: boolean): number {
    this.lastPart.originalCapital = originalCapital
    this.buffers.used = 0
    return this.search(word, positionAt(0, 0, false))
  }

  private search(word: WordBuffer, position: Position): number {
    const [from, to] = this.vetoes.bounds(word, this.options.min)
    for (let at = from; at < to; at++) {
      while (this.vetoes.insideCharacter(word, at)) at++
      if (at >= to) return NONE
      if (this.byFlags || position.byRule) {
        const found = this.splitAt(word, at, position)
        if (found !== ELSEWHERE) return found
      }
      if (position.words > 0 || position.byRule || this.rules.empty) continue
      if (this.words.find(word, at) === NONE) continue // by rule, the first part has no affixes
      const byRule = this.splitAt(word, at, positionAt(position.words, position.parts, true))
      if (byRule !== ELSEWHERE) return byRule
    }
    return NONE
  }

  private splitAt(word: WordBuffer, at: number, position: Position): number {
    const result = this.split({ word, spelled: word, at, pattern: undefined }, position)
    if (result !== CHANGED) return result
    if (position.byRule) return ELSEWHERE
    for (const pattern of this.changing) {
      if (!this.vetoes.holds(word, at, pattern.replacement)) continue
      const split = this.changedSplit(word, at, pattern)
      const changed = this.split(split, position)
      if (changed !== CHANGED) return changed
    }
    return ELSEWHERE
  }

  private changedSplit(word: WordBuffer, at: number, pattern: CompoundPattern): Split {
    const middle = Uint8Array.from(pattern.end + pattern.start, (character) => character.charCodeAt(0))
    const spelled = this.buffers
      .take()
      .add(word.bytes, 0, at)
      .add(middle, 0, middle.length)
      .add(word.bytes, at + pattern.replacement.length, word.length)
    return { word, spelled, at: at + pattern.end.length, pattern }
  }

  private split(split: Split, position: Position): number {
    if (this.budget.spent) return WRONG
    const first = this.firstPart.find(split, position)
    if (first < 0) return first
    const counted = this.words.hasFlag(first, this.compoundRoot) ? position.words + 1 : position.words
    const inside = positionAt(counted, position.parts, position.byRule)
    const result = this.rest(split, first, inside)
    if (result !== ELSEWHERE) return result
    // The letter that three in a row have lost: "Schiffahrt" is Schiff + fahrt.
    const { bytes } = split.word
    if (this.options.simplifiedTriple && split.at > 2 && bytes[split.at - 1] === bytes[split.at - 2]) {
      const shifted = this.rest({ ...split, at: split.at - 1 }, first, inside)
      if (shifted !== ELSEWHERE) return shifted
    }
    return CHANGED
  }

  /** What comes after the first part: a word, an affixed word, or a compound. Gives the first part when it is right. */
  private rest(split: Split, first: number, position: Position): number {
    const { used } = this.buffers
    const result = this.restOf(split, first, position)
    this.buffers.used = used
    return result
  }

  private restOf(split: Split, first: number, position: Position): number {
    const { word, spelled, at } = split
    const tail = this.buffers.take().add(spelled.bytes, at, spelled.length)
    const plain = this.lastPart.plain(split, first, tail, position)
    if (plain !== ELSEWHERE) return plain
    const given = split.pattern === undefined ? tail : this.buffers.take().add(word.bytes, at, word.length)
    const affixed = this.lastPart.affixed(split, first, given, position)
    if (affixed !== ELSEWHERE) return affixed
    if (position.words + 2 >= MAX_WORDS) return ELSEWHERE
    const { patterns } = this.options
    const second = this.search(tail, positionAt(position.words + 1, position.parts + 1, position.byRule))
    if (second === NONE) return ELSEWHERE
    if (patterns.length > 0 && this.vetoes.pattern(word, at, first, second) === (split.pattern === undefined))
      return ELSEWHERE
    return this.vetoes.longer(word, spelled, at, second) ?? first
  }
}

/** Hunspell's own limit. */
const MAX_WORDS = 100
