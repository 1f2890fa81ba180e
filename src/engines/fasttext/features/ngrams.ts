import type { Dictionary } from '../file/dictionary.js'
import { FNV_BASIS, FNV_PRIME } from '../file/hash.js'
import type { Header } from '../file/header.js'
import { KeptBuckets } from './kept-buckets.js'

/** Everything passes: for a model that was not pruned. */
const NO_FILTER = new Int32Array(1).fill(-1)

/** More than this is not kept after a word that is longer than words are. */
const KEPT_STARTS = 2 ** 14

/** From the n-grams of a word to the rows of the input matrix that stand for them (dictionary.cc, computeSubwords and pushHash). */
export class Ngrams {
  readonly #minn: number
  readonly #maxn: number
  readonly #bucket: number
  /** 1 / bucket, more by too little to lift any quotient of 32 bits to the next whole number, enough to keep each from falling below its own. */
  readonly #share: number
  /** The rows of words come before those of n-grams. */
  readonly #words: number
  readonly #kept: KeptBuckets | undefined
  readonly #filter: Int32Array
  #starts = new Int32Array(64)

  constructor({ minn, maxn, bucket }: Header, { words, kept }: Pick<Dictionary, 'words' | 'kept'>) {
    this.#minn = minn
    this.#maxn = maxn
    this.#bucket = bucket
    this.#share = (1 / bucket) * (1 + 2 ** -50)
    this.#words = words
    this.#kept = kept === undefined ? undefined : new KeptBuckets(kept)
    this.#filter = this.#kept?.filter ?? NO_FILTER
  }

  /** Finds where the characters of a word begin, for {@link ofCharacters}, and gives how many there are. */
  characters(bytes: Int8Array, from: number, to: number): number {
    const length = to - from
    const isTooLarge = this.#starts.length > KEPT_STARTS && length < KEPT_STARTS / 2
    if (this.#starts.length <= length || isTooLarge) this.#starts = new Int32Array(2 * length)
    const starts = this.#starts
    let count = 0
    for (let i = from; i < to; i++) if ((bytes[i] as number) >= -64) starts[count++] = i
    starts[count] = to
    return count
  }

  /**
   * Writes the rows of all n-grams that begin at characters `from` to `to` − 1 of `count`, and gives the place after the last. There has to be
   * room for `maxn` rows a character.
   */
  ofCharacters(bytes: Int8Array, from: number, to: number, count: number, rows: Int32Array, place: number): number {
    const starts = this.#starts
    const filter = this.#filter
    const filterMask = filter.length * 32 - 1
    const minn = this.#minn
    const maxn = this.#maxn
    const bucket = this.#bucket
    const share = this.#share
    let last = place
    for (let first = from; first < to; first++) {
      let hash = FNV_BASIS
      let at = starts[first] as number
      const longest = Math.min(maxn, count - first)
      for (let length = 1; length <= longest; length++) {
        const end = starts[first + length] as number
        do hash = Math.imul(hash ^ (bytes[at++] as number), FNV_PRIME)
        while (at < end)
        if (length < minn || (length === 1 && (first === 0 || first === count - 1))) continue
        // The remainder without a division.
        const ngram = (hash - Math.imul(((hash >>> 0) * share) | 0, bucket)) | 0
        // Written in any case, and counted if it passes: a branch would often be foreseen wrongly.
        rows[last] = ngram
        const bit = ngram & filterMask
        last = (last + (((filter[bit >>> 5] as number) >>> (bit & 31)) & 1)) | 0
      }
    }
    return this.#toRows(rows, place, last)
  }

  /** Writes the row of a bucket, and gives the place after it. */
  ofBucket(bucket: number, rows: Int32Array, place: number): number {
    rows[place] = bucket
    return this.#toRows(rows, place, place + 1)
  }

  #toRows(rows: Int32Array, from: number, to: number): number {
    const kept = this.#kept
    let place = from
    for (let i = from; i < to; i++) {
      const row = kept === undefined ? (rows[i] as number) : kept.row(rows[i] as number)
      if (row >= 0) rows[place++] = this.#words + row
    }
    return place
  }
}
