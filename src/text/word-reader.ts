/** A word begins with a letter; `ʼ` (U+02BC) is itself one for Unicode, and `º` and `ª`, which stand after numbers. */
const LETTER = /^[\p{L}--[ʼªº]]$/v
const MARK = /^[\p{M}--[\uFE00-\uFE0F]]$/v
/** What may stand between letters inside a word: apostrophes, hyphens, and what joins letters or keeps them apart for the eye (ZWJ, ZWNJ). */
const JOINERS = "'’ʼ-‐‑\u200C\u200D"

const NEITHER = 1
const LETTERS = 2
const JOINER = 3
/** The first half of a character beyond U+FFFF. */
const HALF = 4
/** Goes on a word, and begins none. */
const MARKS = 5
const DIGIT = 6

const FNV_BASIS = 0x811c9dc5 | 0
const FNV_PRIME = 0x01000193

/** What each of the 2¹⁶ code units is, by the joiners of a dictionary; 0 until it is met. */
const tables = new Map<string, Uint8Array>()

function tableOf(joiners: string): Uint8Array {
  const table = tables.get(joiners) ?? new Uint8Array(2 ** 16)
  if (!tables.has(joiners)) for (const joiner of joiners) table[joiner.charCodeAt(0)] = JOINER
  tables.set(joiners, table)
  return table
}

/** Letters after a digit: so many are an ordinal or a unit (`2nd`, `1er`, `10km`), not a word. */
const LONGEST_SUFFIX = 4

/**
 * Reads the words of a text, one after the other, in one pass and without making strings of them. A word is a letter and what follows it of letters
 * and marks, with inner apostrophes (`'`, `’`, `ʼ`), hyphens, ZWJ, ZWNJ and `joiners`. Up to four letters that follow a digit are none, in Latin, Cyrillic and Greek; nor
 * are as many after a number and a hyphen in Cyrillic (`2-й`).
 *
 * @example
 * ```ts
 * const reader = new WordReader('Il a 3 arcs-en-ciel, le 2e au nord.')
 * const found: string[] = []
 * while (reader.next()) found.push(reader.word)
 * found // => ['Il', 'a', 'arcs-en-ciel', 'le', 'au', 'nord']
 * ```
 */
export class WordReader {
  /** Where the word begins and ends in the text. */
  start = 0
  end = 0
  /** Its hash (FNV-1a over code units). */
  hash = 0
  private readonly kinds: Uint8Array

  /** @param joiners More characters that may stand between the letters of a word. */
  constructor(
    readonly text: string,
    joiners = '',
  ) {
    this.kinds = tableOf(joiners)
  }

  get word(): string {
    return this.text.slice(this.start, this.end)
  }

  /** Goes to the next word, if there is one. */
  next(): boolean {
    const { text, kinds } = this
    const { length } = text
    let at = this.end
    for (;;) {
      let before = NEITHER
      for (; at < length; at++) {
        const code = text.charCodeAt(at)
        const kind = kinds[code] || learn(kinds, code)
        if (kind === LETTERS || (kind === HALF && halfAt(text, at) === LETTERS)) break
        before = kind
      }
      this.start = at
      let hash = FNV_BASIS
      while (at < length) {
        const code = text.charCodeAt(at)
        const kind = kinds[code] || learn(kinds, code)
        if (kind === LETTERS || kind === MARKS || (kind === JOINER && at + 1 < length && this.hasLetterAt(at + 1))) {
          hash = Math.imul(hash ^ code, FNV_PRIME)
          at++
        } else {
          if (kind !== HALF || halfAt(text, at) === NEITHER) break
          hash = Math.imul(Math.imul(hash ^ code, FNV_PRIME) ^ text.charCodeAt(at + 1), FNV_PRIME)
          at += 2
        }
      }
      if ((before === DIGIT || before === JOINER) && this.isSuffix(before, at)) continue
      this.end = at
      this.hash = hash
      return at > this.start
    }
  }

  private hasLetterAt(at: number): boolean {
    const code = this.text.charCodeAt(at)
    const kind = this.kinds[code] || learn(this.kinds, code)
    return kind === LETTERS || (kind === HALF && halfAt(this.text, at) === LETTERS)
  }

  /** Whether what was read up to a place is no word: it belongs to the number before it. */
  private isSuffix(before: number, end: number): boolean {
    const { text, start } = this
    if (end - start > LONGEST_SUFFIX) return false
    if (before === DIGIT) return /^[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}]/u.test(text.slice(start, end))
    return /\p{Nd}/u.test(text[start - 2] ?? '') && /^\p{sc=Cyrillic}/u.test(text.slice(start, end))
  }
}

/** What the character at a place is that has two halves. */
function halfAt(text: string, at: number): number {
  const character = text.slice(at, at + 2)
  return LETTER.test(character) ? LETTERS : MARK.test(character) ? MARKS : NEITHER
}

function learn(kinds: Uint8Array, code: number): number {
  const kind = kindOf(code)
  kinds[code] = kind
  return kind
}

function kindOf(code: number): number {
  if (code >= 0xd800 && code < 0xdc00) return HALF
  const character = String.fromCharCode(code)
  if (JOINERS.includes(character)) return JOINER
  if (LETTER.test(character)) return LETTERS
  if (MARK.test(character)) return MARKS
  return /\p{Nd}/u.test(character) ? DIGIT : NEITHER
}
