import type { Dictionary } from '../file/dictionary.js'
import { fnv1a, wordSequences } from '../file/hash.js'
import { type Header, losses } from '../file/header.js'
import type { AddRows } from './input-rows.js'
import { Ngrams } from './ngrams.js'
import { eachWord } from './tokens.js'
import { WordSums } from './word-sums.js'

/** Rows are added up in lists of up to so many, however long the text. */
const LIST = 4096
/** Longer texts, in bytes, are added up row after row: up to here probabilities differ by 3e-6 at most, at 16 times the length by 1e-5. */
const LONGEST_QUICK = 2 ** 14
/** Larger buffers than this are not kept from one text to the next. */
const KEPT_BYTES = 2 ** 20
const LABEL_PREFIX = new Int8Array(new TextEncoder().encode('__label__'))
const END_OF_SENTENCE = new Int8Array(new TextEncoder().encode('</s>'))
const BEGIN_WORD = 0x3c
const END_WORD = 0x3e

/**
 * Adds up the features of a text, which are rows of the input matrix: for each word its own row, if it has one, and those of its character n-grams;
 * the end of the sentence; then sequences of words (dictionary.cc, getLine). Works on bytes in buffers of its own, which the next text uses again.
 *
 * Native adds row after row, rounded to 32 bits each time. Here the rows of a word are added up by themselves, once for all texts that have the word,
 * which differs by rounding alone. That would show where many roundings add up, and where a table of steps follows: long texts, and models whose
 * loss has such a table, are added up as in native.
 */
export class Features {
  readonly #header: Header
  readonly #dictionary: Dictionary
  readonly #addRows: AddRows
  readonly #ngrams: Ngrams
  readonly #sums: WordSums | undefined
  readonly #wordSum: Float32Array
  readonly #encoder = new TextEncoder()
  readonly #endHash = fnv1a(END_OF_SENTENCE, 0, END_OF_SENTENCE.length)
  readonly #endEntry: number
  readonly #rows = new Int32Array(LIST)
  readonly #takeWord: (from: number, to: number, hash: number) => void
  readonly #takeQuickly: (from: number, to: number, hash: number) => void
  #bytes = new Uint8Array(4096)
  #signed = new Int8Array(this.#bytes.buffer)
  #wordHashes = new Int32Array(1024)
  #words = 0
  #count = 0
  #total = 0
  #sum: Float32Array

  constructor(header: Header, dictionary: Dictionary, addRows: AddRows) {
    this.#header = header
    this.#dictionary = dictionary
    this.#addRows = addRows
    this.#ngrams = new Ngrams(header, dictionary)
    this.#endEntry = dictionary.find(END_OF_SENTENCE, 0, END_OF_SENTENCE.length, this.#endHash)
    this.#sums =
      header.loss === losses.hierarchicalSoftmax || header.loss === losses.softmax
        ? new WordSums(header.dim)
        : undefined
    this.#wordSum = new Float32Array(header.dim)
    this.#sum = this.#wordSum
    this.#takeWord = (from, to, hash) => this.#word(from, to, hash)
    this.#takeQuickly = (from, to, hash) => this.#quickly(from, to, hash)
  }

  /** Adds the rows of a text to `sum`, and gives how many there were. */
  add(text: string, sum: Float32Array): number {
    this.#sum = sum
    this.#count = 0
    this.#total = 0
    this.#words = 0
    this.#reserve(text.length * 3 + 8)
    // From the second byte on: the mark of a word's beginning goes before it.
    const { written } = this.#encoder.encodeInto(text, this.#bytes.subarray(1))
    if (this.#sums !== undefined && written <= LONGEST_QUICK) {
      this.#sums.start(sum)
      eachWord(this.#bytes, this.#signed, 1, 1 + written, this.#takeQuickly)
      this.#sums.finish()
    } else eachWord(this.#bytes, this.#signed, 1, 1 + written, this.#takeWord)
    if (this.#endEntry >= 0 && this.#endEntry < this.#dictionary.words) this.#push(this.#endEntry)
    this.#sequences()
    this.#flush()
    if (this.#bytes.length > KEPT_BYTES) this.#reserve(4096, true)
    return this.#total
  }

  #quickly(from: number, to: number, hash: number): void {
    const sums = this.#sums as WordSums
    const known = sums.add(this.#signed, from, to, hash)
    if (known >= 0) {
      this.#total += known
      if (this.#header.wordNgrams > 1) this.#wordHashes[this.#words++] = hash
      return
    }
    const whole = this.#sum
    const before = this.#total
    this.#sum = this.#wordSum.fill(0)
    const isFeature = this.#word(from, to, hash)
    this.#flush()
    if (isFeature) sums.addNew(this.#signed, from, to, hash, this.#sum, this.#total - before)
    this.#sum = whole
  }

  #word(from: number, to: number, hash: number): boolean {
    const entry = this.#dictionary.find(this.#signed, from, to, hash)
    // A label is no feature.
    if (entry >= this.#dictionary.words || (entry < 0 && this.#startsWithLabelPrefix(from, to))) return false
    if (entry >= 0) this.#push(entry)
    if (this.#header.maxn > 0) this.#characterNgrams(from - 1, to + 1)
    if (this.#header.wordNgrams > 1) this.#wordHashes[this.#words++] = hash
    return true
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
    this.#addRows(this.#rows, this.#count, this.#sum)
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
