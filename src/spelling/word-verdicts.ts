import type { WordReader } from '../text/word-reader.js'
import type { Speller } from './speller.js'

/** Hunspell accepts no word of 300 bytes or more (its MAXWORDUTF8LEN), so there is no need to hand it a megabyte. */
const TOO_LONG = 300

const SLOTS = 2 ** 16
/** Numbers of a slot: the word's hash, where its letters end (0: the slot is free), its length, the verdict. */
const FIELDS = 4
const LETTERS = 2 ** 18
/** A longer word is hardly met twice, and not kept. */
const LONGEST_KEPT = 64
/** Slots that are looked at for a word. A text can be made of words that all want the same one: those beyond are not kept. */
const MOST_SLOTS = 64
const NO_SLOT = -1

const OTHER_PUNCTUATION = /[’ʼ‐‑]/u

/**
 * What a dictionary says of the words of texts. The verdicts on words met lately are kept, in a hash table over their letters, so that a known
 * word need not become a string: in running text most words are. Once full (1.5 MB, some 30,000 words) it is emptied: the frequent words are soon back.
 */
export class WordVerdicts {
  private readonly slots = new Int32Array(SLOTS * FIELDS)
  private readonly letters = new Uint16Array(LETTERS)
  private lettersEnd = 0
  private words = 0

  constructor(private readonly speller: Speller) {}

  /** The words from the one at which a reader is to its last: how many, how many of them are right, and the others, each once. */
  count(reader: WordReader): { words: number; correct: number; misspelled: string[] } {
    const misspelled = new Set<string>()
    let words = 0
    let correct = 0
    do {
      words++
      if (this.accepts(reader)) correct++
      else misspelled.add(reader.word)
    } while (reader.next())
    return { words, correct, misspelled: [...misspelled] }
  }

  /** Whether the dictionary accepts the word at which a reader is. */
  accepts(reader: WordReader): boolean {
    const { slots } = this
    const at = this.slotOf(reader)
    if (at !== NO_SLOT && slots[at + 1] !== 0) return slots[at + 3] === 1
    const verdict = this.ask(reader.word)
    this.keep(reader, verdict)
    return verdict
  }

  private ask(word: string): boolean {
    return word.length < TOO_LONG && this.speller.correct(OTHER_PUNCTUATION.test(word) ? plain(word) : word)
  }

  private keep(reader: WordReader, verdict: boolean): void {
    const { text, start, end, hash } = reader
    const length = end - start
    if (length > LONGEST_KEPT) return
    if (this.words === SLOTS / 2 || this.lettersEnd + length > LETTERS) this.clear()
    const { slots, letters } = this
    const at = this.slotOf(reader)
    if (at === NO_SLOT) return
    for (let i = start; i < end; i++) letters[this.lettersEnd++] = text.charCodeAt(i)
    slots[at] = hash
    slots[at + 1] = this.lettersEnd
    slots[at + 2] = length
    slots[at + 3] = verdict ? 1 : 0
    this.words++
  }

  private clear(): void {
    this.slots.fill(0)
    this.lettersEnd = 0
    this.words = 0
  }

  /** Where the word is, or the free slot for it; NO_SLOT where there is neither. */
  private slotOf({ text, start, end, hash }: WordReader): number {
    const { slots } = this
    const length = end - start
    const first = hash ^ (hash >>> 16)
    for (let i = 0; i < MOST_SLOTS; i++) {
      const at = ((first + i) & (SLOTS - 1)) * FIELDS
      const lettersEnd = slots[at + 1] as number
      if (lettersEnd === 0) return at
      if (slots[at] === hash && slots[at + 2] === length && this.same(lettersEnd, text, end, length)) return at
    }
    return NO_SLOT
  }

  private same(lettersEnd: number, text: string, end: number, length: number): boolean {
    const { letters } = this
    for (let i = 1; i <= length; i++) if (letters[lettersEnd - i] !== text.charCodeAt(end - i)) return false
    return true
  }
}

/** Dictionaries write `'` and `-`; not all of them (pt, ru) list what else is used for these. */
function plain(word: string): string {
  return word.replace(/[’ʼ]/gu, "'").replace(/[‐‑]/gu, '-')
}
