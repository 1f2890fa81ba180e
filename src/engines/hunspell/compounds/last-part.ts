import type { AffFile, CompoundOptions } from '../aff/aff-file.js'
import type { CompoundPattern } from '../aff/compound-pattern.js'
import { NO_FLAG } from '../aff/flags.js'
import type { AffixCheck } from '../affixes/affix-check.js'
import type { Budget } from '../affixes/budget.js'
import { Place } from '../affixes/place.js'
import { NONE, type WordIndex } from '../dic/word-index.js'
import type { WordBuffer } from '../letters/word-buffer.js'
import type { CompoundRules } from './compound-rules.js'
import type { CompoundVetoes } from './compound-vetoes.js'
import { ELSEWHERE, type Position, type Split, WRONG } from './split.js'

/** The word, with affixes or without, that a compound ends with. */
export class LastPart {
  /** Whether the compound was given with capitals: option FORCEUCASE. */
  originalCapital = false

  private readonly options: CompoundOptions
  private readonly flags: AffFile['flags']

  constructor(
    aff: AffFile,
    private readonly words: WordIndex,
    private readonly affixes: AffixCheck,
    private readonly rules: CompoundRules,
    private readonly vetoes: CompoundVetoes,
    private readonly budget: Budget,
  ) {
    this.options = aff.compound
    this.flags = aff.flags
  }

  /** The first part, when the rest is a word as it is; else why not. */
  plain(split: Split, first: number, tail: WordBuffer, position: Position): number {
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

  /** The same of a word with affixes. */
  affixed(split: Split, first: number, tail: WordBuffer, position: Position): number {
    const { affixes, flags } = this
    let id = NONE
    if (!position.byRule) {
      if (flags.compound !== NO_FLAG) id = affixes.stem(tail, tail.length, flags.compound, Place.end)
      if (id === NONE && flags.compoundEnd !== NO_FLAG) {
        id = affixes.stem(tail, tail.length, flags.compoundEnd, Place.end)
      }
    } else {
      const stem = affixes.stem(tail, tail.length, NO_FLAG, Place.end)
      return stem !== NONE && this.rules.matches(position.parts + 1, stem) ? first : ELSEWHERE
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
    if (position.byRule) return this.rules.matches(position.parts + 1, id)
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
