import type { Dictionary } from './dictionary.js'
import { FNV_BASIS, FNV_PRIME, fnv1a, wordSequences } from './hash.js'
import type { Header } from './header.js'
import { NgramRows } from './ngram-rows.js'
import { eachWord } from './tokens.js'

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
  readonly #ngrams: NgramRows
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
    this.#ngrams = new NgramRows(dictionary)
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
    const { words, find } = this.#dictionary
    const entry = find(this.#signed, from, to, hash)
    if (entry >= words || (entry < 0 && this.#startsWithLabelPrefix(from, to))) return // a label is no feature
    if (entry >= 0) this.#push(entry)
    if (this.#header.maxn > 0) this.#characterNgrams(from - 1, to + 1)
    if (this.#header.wordNgrams > 1) this.#wordHashes[this.#words++] = hash
  }

  /** Hashes each n-gram from each character on, one byte after the other (dictionary.cc, computeSubwords). */
  #characterNgrams(from: number, to: number): void {
    const bytes = this.#signed
    const { minn, maxn, bucket } = this.#header
    bytes[from] = BEGIN_WORD
    bytes[to - 1] = END_WORD
    for (let i = from; i < to; i++) {
      if ((bytes[i] as number) < -64) continue // within a character of UTF-8
      let hash = FNV_BASIS
      let end = i
      for (let n = 1; n <= maxn && end < to; n++) {
        do hash = Math.imul(hash ^ (bytes[end++] as number), FNV_PRIME)
        while (end < to && (bytes[end] as number) < -64)
        if (n < minn || (n === 1 && (i === from || end === to))) continue
        const row = this.#ngrams.of((hash >>> 0) % bucket)
        if (row >= 0) this.#push(row)
      }
    }
  }

  #sequences(): void {
    const { wordNgrams, bucket } = this.#header
    if (wordNgrams <= 1) return
    this.#wordHashes[this.#words++] = this.#endHash
    wordSequences(this.#wordHashes, this.#words, wordNgrams, bucket, (number) => {
      const row = this.#ngrams.of(number)
      if (row >= 0) this.#push(row)
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
    return LABEL_PREFIX.every((byte, i) => this.#signed[from + i] === byte)
  }

  #reserve(length: number, smaller = false): void {
    if (this.#bytes.length < length || smaller) {
      this.#bytes = new Uint8Array(length)
      this.#signed = new Int8Array(this.#bytes.buffer)
    }
    // A word takes two bytes at least, one of them its separator; one more is the end of the sentence.
    if (this.#header.wordNgrams > 1 && (this.#wordHashes.length < length || smaller))
      this.#wordHashes = new Int32Array(length)
  }
}
