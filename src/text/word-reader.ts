/** Marks and letters, of which words are. `ʼ` (U+02BC) is itself a letter for Unicode; it counts only inside a word. */
const LETTER = /^[[\p{L}\p{M}]--ʼ]$/v
/** What may stand between letters inside a word: apostrophes and hyphens. */
const JOINERS = "'’ʼ-‐‑"

const NEITHER = 1
const LETTERS = 2
const JOINER = 3
/** The first half of a character beyond U+FFFF. */
const HALF = 4

const FNV_BASIS = 0x811c9dc5 | 0
const FNV_PRIME = 0x01000193

/** What each of the 2¹⁶ code units is; 0 until it is met. */
const kinds = new Uint8Array(2 ** 16)

/**
 * Reads the words of a text, one after the other, in one pass and without making strings of them. A word is a maximal run of letters and marks
 * with inner apostrophes (`'`, `’`, `ʼ`) and hyphens.
 *
 * @example
 * ```ts
 * const reader = new WordReader('Il a 3 arcs-en-ciel.')
 * const found: string[] = []
 * while (reader.next()) found.push(reader.word)
 * found // => ['Il', 'a', 'arcs-en-ciel']
 * ```
 */
export class WordReader {
  /** Where the word begins and ends in the text. */
  start = 0
  end = 0
  /** Its hash (FNV-1a over code units). */
  hash = 0

  constructor(readonly text: string) {}

  get word(): string {
    return this.text.slice(this.start, this.end)
  }

  /** Goes to the next word, if there is one. */
  next(): boolean {
    const { text } = this
    const { length } = text
    let at = this.end
    while (at < length && letterAt(text, at) === 0) at++
    this.start = at
    let hash = FNV_BASIS
    while (at < length) {
      const code = text.charCodeAt(at)
      const kind = kinds[code] || learn(code)
      if (kind === LETTERS || (kind === JOINER && at + 1 < length && letterAt(text, at + 1) > 0)) {
        hash = Math.imul(hash ^ code, FNV_PRIME)
        at++
      } else {
        if (kind !== HALF || letterAt(text, at) === 0) break
        hash = Math.imul(Math.imul(hash ^ code, FNV_PRIME) ^ text.charCodeAt(at + 1), FNV_PRIME)
        at += 2
      }
    }
    this.end = at
    this.hash = hash
    return at > this.start
  }
}

/** How many code units the letter or mark at a place has; 0: there is none. */
function letterAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  const kind = kinds[code] || learn(code)
  if (kind === LETTERS) return 1
  return kind === HALF && LETTER.test(text.slice(at, at + 2)) ? 2 : 0
}

function learn(code: number): number {
  const kind = kindOf(code)
  kinds[code] = kind
  return kind
}

function kindOf(code: number): number {
  if (code >= 0xd800 && code < 0xdc00) return HALF
  const character = String.fromCharCode(code)
  if (JOINERS.includes(character)) return JOINER
  return LETTER.test(character) ? LETTERS : NEITHER
}
