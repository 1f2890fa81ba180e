import type { AffFile, CompoundOptions } from '../aff/aff-file.js'
import type { CompoundPattern } from '../aff/compound-pattern.js'
import { NO_FLAG } from '../aff/flags.js'
import type { AffixCheck } from '../affixes/affix-check.js'
import type { Budget } from '../affixes/budget.js'
import { Place } from '../affixes/place.js'
import { NONE, type WordIndex } from '../dic/word-index.js'
import type { Casing } from '../letters/casing.js'
import { type WordBuffer, WordBuffers } from '../letters/word-buffer.js'
import { CompoundRules } from './compound-rules.js'
import { CompoundVetoes } from './compound-vetoes.js'

/** The compound is not one, wherever else it might be split. */
const WRONG = NONE
/** Not a compound when split here as it is; perhaps with letters changed at the boundary. */
const CHANGED = -2
/** Not a compound when split here. */
const ELSEWHERE = -3

/** Where in a compound we are. */
interface Position {
  /** Words before, counting some twice: option COMPOUNDROOT. */
  words: number
  /** Parts before. */
  parts: number
  /** Whether it is being put together by COMPOUNDRULE, not by flags of its words. */
  byRule: boolean
}

/** Made in one place, so that the code that reads them is compiled for one kind of object. */
function positionAt(words: number, parts: number, byRule: boolean): Position {
  return { words, parts, byRule }
}

/** A word to be split, with what it looks like where CHECKCOMPOUNDPATTERN changes letters at the boundary. */
interface Split {
  word: WordBuffer
  spelled: WordBuffer
  at: number
  pattern: CompoundPattern | undefined
}

/** Words made of words: hunspell(5), OPTIONS FOR COMPOUNDING. */
export class CompoundCheck {
  /** Whether the dictionary has compounds at all. */
  readonly active: boolean

  /** Whether words are put together by their flags, and not only by COMPOUNDRULE. */
  private readonly byFlags: boolean
  private readonly options: CompoundOptions
  private readonly flags: AffFile['flags']
  private readonly rules: CompoundRules
  private readonly changing: readonly CompoundPattern[]
  private readonly vetoes: CompoundVetoes
  private readonly parts: number[] = []
  private readonly buffers = new WordBuffers()
  private originalCapital = false

  constructor(
    aff: AffFile,
    private readonly words: WordIndex,
    private readonly affixes: AffixCheck,
    casing: Casing,
    private readonly budget: Budget,
  ) {
    this.options = aff.compound
    this.flags = aff.flags
    this.rules = new CompoundRules(aff.compound.rules, words)
    this.changing = aff.compound.patterns.filter(({ replacement }) => replacement !== '')
    this.vetoes = new CompoundVetoes(aff, words, affixes, casing)
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
    this.originalCapital = originalCapital
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
    const first = this.firstPart(split, position)
    if (first < 0) return first
    const counted = this.has(first, this.flags.compoundRoot) ? position.words + 1 : position.words
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

  private firstPart(split: Split, position: Position): number {
    const { words, flags, affixes } = this
    const { spelled, at, pattern } = split
    this.budget.spend()
    affixes.forget()
    let id = words.find(spelled, at)
    if (id !== NONE && this.has(id, flags.compoundForbid)) return CHANGED
    while (id !== NONE && !this.mayBegin(id, position, pattern)) id = words.nextHomonym(id)
    const affixed = id === NONE
    if (affixed) {
      if (position.byRule) return ELSEWHERE
      id = this.affixedFirstPart(spelled, at, position)
      if (id === NONE || affixes.forbidCompound) return CHANGED
      if (this.forbidden(id)) return WRONG
    } else if (this.forbidden(id) || this.has(id, flags.needAffix)) return ELSEWHERE
    if (pattern !== undefined && pattern.endFlag !== NO_FLAG && !this.has(id, pattern.endFlag)) return CHANGED
    if (pattern === undefined && !position.byRule && this.vetoes.boundary(split.word, at)) return CHANGED
    return id
  }

  private mayBegin(id: number, position: Position, pattern: CompoundPattern | undefined): boolean {
    const { flags } = this
    if (this.has(id, flags.needAffix)) return false
    if (pattern !== undefined && pattern.endFlag !== NO_FLAG && !this.has(id, pattern.endFlag)) return false
    if (position.byRule) {
      this.parts[position.parts] = id
      return this.rules.begins(this.parts, position.parts + 1)
    }
    return (
      this.has(id, flags.compound) || this.has(id, position.words === 0 ? flags.compoundBegin : flags.compoundMiddle)
    )
  }

  private affixedFirstPart(word: WordBuffer, at: number, position: Position): number {
    const { affixes, flags } = this
    if (flags.compound !== NO_FLAG) {
      const prefixed = affixes.withPrefix(word, at, Place.begin, flags.compound)
      if (prefixed !== NONE) return prefixed
      const suffixed = this.suffixedFirstPart(word, at, flags.compound)
      const { suffix } = affixes
      if (suffixed !== NONE && !suffix?.compoundForbid && !suffix?.continues(flags.compoundEnd)) return suffixed
    }
    const flag = position.words === 0 ? flags.compoundBegin : flags.compoundMiddle
    if (flag === NO_FLAG) return NONE
    const suffixed = this.suffixedFirstPart(word, at, flag)
    return suffixed === NONE ? affixes.withPrefix(word, at, Place.begin, flag) : suffixed
  }

  private suffixedFirstPart(word: WordBuffer, at: number, flag: number): number {
    const once = this.affixes.withSuffix(word, at, flag, Place.begin)
    if (once !== NONE || !this.options.moreSuffixes) return once
    return this.affixes.withTwoSuffixes(word, at, undefined, flag)
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
    const plain = this.plainEnd(split, first, tail, position)
    if (plain !== ELSEWHERE) return plain
    const given = split.pattern === undefined ? tail : this.buffers.take().add(word.bytes, at, word.length)
    const affixed = this.affixedEnd(split, first, given, position)
    if (affixed !== ELSEWHERE) return affixed
    if (position.words + 2 >= MAX_WORDS) return ELSEWHERE
    const { patterns } = this.options
    const second = this.search(tail, positionAt(position.words + 1, position.parts + 1, position.byRule))
    if (second === NONE) return ELSEWHERE
    if (patterns.length > 0 && this.vetoes.pattern(word, at, first, second) === (split.pattern === undefined))
      return ELSEWHERE
    return this.vetoes.longer(word, spelled, at, second) ?? first
  }

  private plainEnd(split: Split, first: number, tail: WordBuffer, position: Position): number {
    const { words, flags } = this
    this.budget.spend()
    let id = words.find(tail, tail.length)
    while (id !== NONE && !this.mayEnd(id, position, split.pattern)) id = words.nextHomonym(id)
    if (id === NONE || this.lacksCapital(id)) return ELSEWHERE
    if (position.byRule) return first
    if (this.forbidden(id)) return WRONG
    const counted = this.has(id, flags.compoundRoot) ? position.words + 1 : position.words
    if (!this.fewWords(counted, () => this.vetoes.syllables(words, id))) return ELSEWHERE
    return this.judge(split, first, id)
  }

  private affixedEnd(split: Split, first: number, tail: WordBuffer, position: Position): number {
    const { affixes, flags } = this
    let id = NONE
    if (!position.byRule) {
      if (flags.compound !== NO_FLAG) id = affixes.stem(tail, tail.length, flags.compound, Place.end)
      if (id === NONE && flags.compoundEnd !== NO_FLAG) {
        id = affixes.stem(tail, tail.length, flags.compoundEnd, Place.end)
      }
    } else {
      const stem = affixes.stem(tail, tail.length, NO_FLAG, Place.end)
      this.parts[position.parts + 1] = stem
      return stem !== NONE && this.rules.matches(this.parts, position.parts + 2) ? first : ELSEWHERE
    }
    if (id === NONE) return ELSEWHERE
    const { pattern } = split
    if (pattern !== undefined && pattern.startFlag !== NO_FLAG && !this.has(id, pattern.startFlag)) return ELSEWHERE
    if (pattern === undefined && this.vetoes.pattern(split.word, split.at, first, id)) return ELSEWHERE
    if (affixes.forbidCompound) return ELSEWHERE
    if (this.lacksCapital(id)) return ELSEWHERE
    if (this.forbidden(id)) return WRONG
    const counted = this.has(id, flags.compoundRoot) ? position.words + 1 : position.words
    if (!this.fewWords(counted, () => 0)) return ELSEWHERE
    if (this.options.checkDup && id === first) return ELSEWHERE
    return this.vetoes.replaced(split.word) ? WRONG : first
  }

  private mayEnd(id: number, position: Position, pattern: CompoundPattern | undefined): boolean {
    const { flags } = this
    if (this.has(id, flags.needAffix)) return false
    if (pattern !== undefined && pattern.startFlag !== NO_FLAG && !this.has(id, pattern.startFlag)) return false
    if (position.byRule) {
      this.parts[position.parts + 1] = id
      return this.rules.matches(this.parts, position.parts + 2)
    }
    return this.has(id, flags.compound) || this.has(id, flags.compoundEnd)
  }

  private judge(split: Split, first: number, second: number): number {
    if (split.pattern === undefined && this.vetoes.pattern(split.word, split.at, first, second)) return ELSEWHERE
    if (this.options.checkDup && second === first) return ELSEWHERE
    return this.vetoes.replaced(split.word) ? WRONG : first
  }

  private fewWords(words: number, syllables: () => number): boolean {
    const { maxWords, maxSyllables } = this.options
    if (maxWords === -1 || words + 1 < maxWords) return true
    return maxSyllables !== 0 && syllables() <= maxSyllables
  }

  private lacksCapital(id: number): boolean {
    return !this.originalCapital && this.has(id, this.flags.forceUpperCase)
  }

  private forbidden(id: number): boolean {
    return this.has(id, this.flags.forbidden) || this.words.isHidden(id)
  }

  private has(id: number, flag: number): boolean {
    return this.words.hasFlag(id, flag)
  }
}

/** Hunspell's own limit. */
const MAX_WORDS = 100
