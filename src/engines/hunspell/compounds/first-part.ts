import type { AffFile } from '../aff/aff-file.js'
import type { CompoundPattern } from '../aff/compound-pattern.js'
import { NO_FLAG } from '../aff/flags.js'
import type { AffixCheck } from '../affixes/affix-check.js'
import type { Budget } from '../affixes/budget.js'
import { Place } from '../affixes/place.js'
import { NONE, type WordIndex } from '../dic/word-index.js'
import type { WordBuffer } from '../letters/word-buffer.js'
import type { CompoundRules } from './compound-rules.js'
import type { CompoundVetoes } from './compound-vetoes.js'
import { CHANGED, ELSEWHERE, type Position, type Split, WRONG } from './split.js'

/** The word, with affixes or without, that a compound or the rest of one begins with. */
export class FirstPart {
  private readonly flags: AffFile['flags']
  private readonly moreSuffixes: boolean

  constructor(
    aff: AffFile,
    private readonly words: WordIndex,
    private readonly affixes: AffixCheck,
    private readonly rules: CompoundRules,
    private readonly vetoes: CompoundVetoes,
    private readonly budget: Budget,
  ) {
    this.flags = aff.flags
    this.moreSuffixes = aff.compound.moreSuffixes
  }

  /** The number of the word or of its stem, or why it is none. */
  find(split: Split, position: Position): number {
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
    if (position.byRule) return this.rules.begins(position.parts, id)
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
    if (once !== NONE || !this.moreSuffixes) return once
    return this.affixes.withTwoSuffixes(word, at, undefined, flag)
  }

  private forbidden(id: number): boolean {
    return this.has(id, this.flags.forbidden) || this.words.isHidden(id)
  }

  private has(id: number, flag: number): boolean {
    return this.words.hasFlag(id, flag)
  }
}
