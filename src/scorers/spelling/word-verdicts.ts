import type { Speller } from '../../engines/speller.js'
import type { WordReader } from '../../text/word-reader.js'

/** Hunspell accepts no word of 300 bytes or more (its MAXWORDUTF8LEN), so there is no need to hand it a megabyte. */
const TOO_LONG = 300

/** Slots at first and at most; half of them may be taken, then they are doubled. */
const FIRST_SLOTS = 2 ** 12
const SLOTS = 2 ** 16
/** Numbers of a slot: the word's hash, and where it is among the letters; 0 for a free slot. */
const FIELDS = 2
const LETTERS = 2 ** 18 + SLOTS
/** A longer word is hardly met twice, and not kept. */
const LONGEST_KEPT = 64
/** Slots that are looked at for a word. A text can be made of words that all want the same one: those beyond are not kept. */
const MOST_SLOTS = 64
const NO_SLOT = -1

const OTHER_PUNCTUATION = /[’ʼ‐‑]/u

/** What changes how a word looks and not how it is spelt: ligatures, ZWJ and ZWNJ, the mark of stress in Cyrillic. A dictionary that knows them is asked first. */
const FOR_THE_EYE = /[\uFB00-\uFB06\uFB13-\uFB17ĲĳŉǄ-ǌǱ-ǳ\u200C\u200D]|\p{sc=Cyrillic}[\u0300\u0301]/u

/**
 * What a dictionary says of the words of texts. The verdicts on words met lately are kept, in a hash table over their letters, so that a known
 * word need not become a string: in running text most words are. Among the letters a word is one number for its length and the verdict, and its
 * letters. Once full (1.2 MB, some 30,000 words) all is emptied: the frequent words are soon back.
 */
export class WordVerdicts {
  private slots = new Int32Array(FIRST_SLOTS * FIELDS)
  private mask = FIRST_SLOTS - 1
  private readonly letters = new Uint16Array(LETTERS)
  private end = 1
  private words = 0

  /** @param joiners What the dictionary has between the letters of a word, beside apostrophes and hyphens. */
  constructor(
    private readonly speller: Speller,
    readonly joiners = '',
  ) {}

  /**
   * The words from the one at which a reader is to its last: how many, how many of them are right, and the others, each once.
   *
   * @param isAccepted Asked about words that the dictionary does not know.
   */
  count(
    reader: WordReader,
    isAccepted: (word: string) => boolean = () => false,
  ): { words: number; correct: number; misspelled: string[] } {
    const misspelled = new Set<string>()
    let words = 0
    let correct = 0
    do {
      words++
      if (this.accepts(reader) || isAccepted(reader.word)) correct++
      else misspelled.add(reader.word)
    } while (reader.next())
    return { words, correct, misspelled: [...misspelled] }
  }

  /** Whether the dictionary accepts the word at which a reader is. */
  accepts(reader: WordReader): boolean {
    const at = this.slotOf(reader)
    const place = at === NO_SLOT ? 0 : (this.slots[at + 1] as number)
    if (place !== 0) return ((this.letters[place] as number) & 1) === 1
    const verdict = this.ask(reader.word)
    this.keep(reader, verdict)
    return verdict
  }

  private ask(word: string): boolean {
    if (word.length >= TOO_LONG) return false
    const written = OTHER_PUNCTUATION.test(word) ? plain(word) : word
    if (this.speller.correct(written)) return true
    return FOR_THE_EYE.test(written) && this.speller.correct(withoutLooks(written))
  }

  private keep(reader: WordReader, verdict: boolean): void {
    const { text, start, end, hash } = reader
    const length = end - start
    if (length > LONGEST_KEPT) return
    if (this.words === SLOTS / 2 || this.end + length >= LETTERS) this.clear()
    if (this.words * 2 > this.mask) this.grow()
    const at = this.slotOf(reader)
    if (at === NO_SLOT) return
    const { slots, letters } = this
    slots[at] = hash
    slots[at + 1] = this.end
    letters[this.end++] = (length << 1) | (verdict ? 1 : 0)
    for (let i = start; i < end; i++) letters[this.end++] = text.charCodeAt(i)
    this.words++
  }

  private clear(): void {
    this.slots.fill(0)
    this.end = 1
    this.words = 0
  }

  private grow(): void {
    const { slots } = this
    this.slots = new Int32Array(slots.length * 2)
    this.mask = this.mask * 2 + 1
    for (let i = 0; i < slots.length; i += FIELDS) {
      if (slots[i + 1] === 0) continue
      const hash = slots[i] as number
      let slot = spread(hash) & this.mask
      while (this.slots[slot * FIELDS + 1] !== 0) slot = (slot + 1) & this.mask
      this.slots[slot * FIELDS] = hash
      this.slots[slot * FIELDS + 1] = slots[i + 1] as number
    }
  }

  /** Where the word is, or the free slot for it; NO_SLOT where there is neither. */
  private slotOf({ text, start, end, hash }: WordReader): number {
    const { slots, mask } = this
    const first = spread(hash)
    for (let i = 0; i < MOST_SLOTS; i++) {
      const at = ((first + i) & mask) * FIELDS
      const place = slots[at + 1] as number
      if (place === 0 || (slots[at] === hash && this.isAt(place, text, start, end))) return at
    }
    return NO_SLOT
  }

  private isAt(place: number, text: string, start: number, end: number): boolean {
    const { letters } = this
    if ((letters[place] as number) >> 1 !== end - start) return false
    const difference = place + 1 - start
    for (let i = start; i < end; i++) if (letters[i + difference] !== text.charCodeAt(i)) return false
    return true
  }
}

function spread(hash: number): number {
  return hash ^ (hash >>> 16)
}

/** Dictionaries write `'` and `-`; not all of them (pt, ru) list what else is used for these. */
function plain(word: string): string {
  return word.replace(/[’ʼ]/gu, "'").replace(/[‐‑]/gu, '-')
}

function withoutLooks(word: string): string {
  return word
    .replace(/[\uFB00-\uFB06\uFB13-\uFB17ĲĳŉǄ-ǌǱ-ǳ]/gu, (letters) => letters.normalize('NFKC'))
    .replace(/[\u200C\u200D]/gu, '')
    .replace(/(\p{sc=Cyrillic})[\u0300\u0301]/gu, '$1')
}
