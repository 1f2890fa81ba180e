import type { Dictionary } from './dictionary.js'
import { fnv1a, wordSequences } from './hash.js'
import type { Header } from './header.js'
import { Ngrams } from './ngrams.js'
import { eachWord } from './tokens.js'
import { MAX_CACHED_ROWS, WordCache } from './word-cache.js'

/** Takes the first `count` of some rows. */
export type TakeRows = (rows: Int32Array, count: number) => void

/** Rows are handed over in lists of up to so many, however long the text. */
const LIST = 4096
/** Larger buffers than this are not kept from one text to the next. */
const KEPT_BYTES = 2 ** 20
const LABEL_PREFIX = new Int8Array(new TextEncoder().encode('__label__'))
const END_OF_SENTENCE = new Int8Array(new TextEncoder().encode('</s>'))
const BEGIN_WORD = 0x3c
const END_WORD = 0x3e

/**
 * The features of a text, as rows of the input matrix, in native's order: for each word its own row, if it has one, and those of its
 * character n-grams; the end of the sentence; then sequences of words (dictionary.cc, getLine). Works on bytes in buffers of its own, which
 * the next text uses again.
 */
export class Features {
  readonly #header: Header
  readonly #dictionary: Dictionary
  readonly #ngrams: Ngrams
  readonly #cache = new WordCache()
  readonly #encoder = new TextEncoder()
  readonly #endHash = fnv1a(END_OF_SENTENCE, 0, END_OF_SENTENCE.length)
  readonly #endEntry: number
  readonly #rows = new Int32Array(LIST)
  readonly #takeWord: (from: number, to: number, hash: number) => void
  #bytes = new Uint8Array(4096)
  #signed = new Int8Array(this.#bytes.buffer)
  #wordHashes = new Int32Array(1024)
  #words = 0
  #count = 0
  #total = 0
  #take: TakeRows = () => {}

  constructor(header: Header, dictionary: Dictionary) {
    this.#header = header
    this.#dictionary = dictionary
    this.#ngrams = new Ngrams(header, dictionary)
    this.#endEntry = dictionary.find(END_OF_SENTENCE, 0, END_OF_SENTENCE.length, this.#endHash)
    this.#takeWord = (from, to, hash) => this.#word(from, to, hash)
  }

  /** Hands over the rows, and gives how many there were. */
  each(text: string, take: TakeRows): number {
    this.#take = take
    this.#count = 0
    this.#total = 0
    this.#words = 0
    this.#reserve(text.length * 3 + 8)
    // From the second byte on: the mark of a word's beginning goes before it.
    const { written } = this.#encoder.encodeInto(text, this.#bytes.subarray(1))
    eachWord(this.#bytes, this.#signed, 1, 1 + written, this.#takeWord)
    if (this.#endEntry >= 0 && this.#endEntry < this.#dictionary.words) this.#push(this.#endEntry)
    this.#sequences()
    this.#flush()
    if (this.#bytes.length > KEPT_BYTES) this.#reserve(4096, true)
    return this.#total
  }

  #word(from: number, to: number, hash: number): void {
    if (this.#count + MAX_CACHED_ROWS > LIST) this.#flush()
    const place = this.#count
    const known = this.#cache.copy(this.#signed, from, to, hash, this.#rows, place)
    if (known >= 0) this.#count = known
    else {
      const entry = this.#dictionary.find(this.#signed, from, to, hash)
      // A label is no feature.
      if (entry >= this.#dictionary.words || (entry < 0 && this.#startsWithLabelPrefix(from, to))) return
      const total = this.#total
      if (entry >= 0) this.#rows[this.#count++] = entry
      if (this.#header.maxn > 0) this.#characterNgrams(from - 1, to + 1)
      const isWhole = total === this.#total
      if (isWhole) this.#cache.add(this.#signed, from, to, hash, this.#rows, place, this.#count)
    }
    if (this.#header.wordNgrams > 1) this.#wordHashes[this.#words++] = hash
  }

  /** In several goes where the list cannot take all n-grams of a word at once. */
  #characterNgrams(from: number, to: number): void {
    this.#bytes[from] = BEGIN_WORD
    this.#bytes[to - 1] = END_WORD
    const characters = this.#ngrams.characters(this.#signed, from, to)
    const most = Math.floor(LIST / this.#header.maxn)
    for (let first = 0; first < characters; first += most) {
      const next = Math.min(characters, first + most)
      if (this.#count + (next - first) * this.#header.maxn > LIST) this.#flush()
      this.#count = this.#ngrams.ofCharacters(this.#signed, first, next, characters, this.#rows, this.#count)
    }
  }

  #sequences(): void {
    const { wordNgrams, bucket } = this.#header
    if (wordNgrams <= 1) return
    this.#wordHashes[this.#words++] = this.#endHash
    wordSequences(this.#wordHashes, this.#words, wordNgrams, bucket, (sequence) => {
      if (this.#count === LIST) this.#flush()
      this.#count = this.#ngrams.ofBucket(sequence, this.#rows, this.#count)
    })
  }

  #push(row: number): void {
    if (this.#count === LIST) this.#flush()
    this.#rows[this.#count++] = row
  }

  #flush(): void {
    this.#take(this.#rows, this.#count)
    this.#total += this.#count
    this.#count = 0
  }

  #startsWithLabelPrefix(from: number, to: number): boolean {
    if (to - from < LABEL_PREFIX.length) return false
    for (let i = 0; i < LABEL_PREFIX.length; i++) if (this.#signed[from + i] !== LABEL_PREFIX[i]) return false
    return true
  }

  #reserve(length: number, smaller = false): void {
    if (this.#bytes.length < length || smaller) {
      this.#bytes = new Uint8Array(length)
      this.#signed = new Int8Array(this.#bytes.buffer)
    }
    // A word takes two bytes at least, one of them its separator; one more is the end of the sentence.
    const words = Math.ceil(length / 2) + 1
    if (this.#header.wordNgrams > 1 && (this.#wordHashes.length < words || smaller)) {
      this.#wordHashes = new Int32Array(words)
    }
  }
}
