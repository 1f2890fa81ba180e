import type { CompoundPattern } from '../aff/compound-pattern.js'
import { NONE } from '../dic/word-index.js'
import type { WordBuffer } from '../letters/word-buffer.js'

/** The compound is not one, wherever else it might be split. */
export const WRONG = NONE
/** Not a compound when split here as it is; perhaps with letters changed at the boundary. */
export const CHANGED = -2
/** Not a compound when split here. */
export const ELSEWHERE = -3

/** A word to be split, with what it looks like where CHECKCOMPOUNDPATTERN changes letters at the boundary. */
export interface Split {
  word: WordBuffer
  spelled: WordBuffer
  at: number
  pattern: CompoundPattern | undefined
}

/** Where in a compound we are. */
export interface Position {
  /** Words before, counting some twice: option COMPOUNDROOT. */
  words: number
  /** Parts before. */
  parts: number
  /** Whether it is being put together by COMPOUNDRULE, not by flags of its words. */
  byRule: boolean
}

/** Made in one place, so that the code that reads them is compiled for one kind of object. */
export function positionAt(words: number, parts: number, byRule: boolean): Position {
  return { words, parts, byRule }
}
