import type { AffFile } from '../aff/aff-file.js'
import { bytesHaveFlag, type FlagType, leadingNumber, NO_FLAG } from '../aff/flags.js'
import { hashBytes } from '../letters/hash.js'
import type { WordBuffer } from '../letters/word-buffer.js'
import type { WordList } from './word-list.js'

/** No word. */
export const NONE = -1

/** Room in the table at first: a short text asks for some thousands of words. */
const FIRST_WORDS = 8192
/** When this part of the list has been read, the rest is: many texts will need most of it, and a short one does not come to that. */
const EARLY = 8
/** Words are read in so many portions, as they are asked for. */
export const BUCKETS = 1 << 14

/** The words' number at first, and how full the table may get: then it doubles. */
const SPARSE = 1.6

/**
 * The words in an open-addressing hash table, by where they start in the bytes of their list: that is a word's number. Words that differ only
 * in flags (homonyms) are chained, first in the file first.
 */
export class WordIndex {
  /** Whether a word may have a blank in it. */
  hasSpaces = false
  /** Whether there may be words that take affixes and are forbidden. */
  forbidsAffixed = false

  private size = 0
  /** Hashes and numbers of words from 1, in turns: both are in the same line of the processor's cache. */
  private table: Int32Array
  private mask: number
  /** A bit for each hash there is: most words asked for are not there, and these few bytes stay in the processor's cache. */
  private filter: Int32Array
  private filterMask: number
  /** Of a word, the next homonym. */
  private readonly homonyms = new Map<number, number>()
  // The word whose next homonym was asked for last, which is mostly asked for again, and that homonym.
  private asked = NONE
  private next = NONE
  /** Of the first of homonyms, the last. */
  private readonly tails = new Map<number, number>()
  private readonly waiting = new Uint8Array(BUCKETS).fill(1)

  private readonly flagType: FlagType
  private readonly aliases: readonly Uint16Array[]

  /**
   * @param list The words; more may be added to it.
   * @param expected How many words there may be.
   * @param keyLength How many bytes of a word tell its bucket.
   * @param read Adds the words of a bucket.
   */
  constructor(
    private readonly list: WordList,
    private readonly expected: number,
    readonly keyLength: number,
    { flagType, flagAliases }: AffFile,
    private readonly read: (bucket: number) => void,
  ) {
    this.flagType = flagType
    this.aliases = flagAliases
    const size = tableSize(Math.min(expected, FIRST_WORDS))
    this.table = new Int32Array(size * 2)
    this.mask = size - 1
    this.filterMask = size * 8 - 1
    this.filter = new Int32Array(size / 4)
  }

  /** Adds a word of the list: one that ends at a slash or its line's end. */
  add(start: number, hash: number): void {
    if (++this.size * SPARSE > this.mask + 1) this.growTable((this.mask + 1) * 2)
    this.insert(start, hash)
  }

  /** Adds a word that is not in the list like this; unless there is such a word when it {@link isHidden}. */
  addWord(word: Uint8Array, flags: Uint8Array, hidden: boolean): void {
    this.add(this.list.add(word, flags, hidden), hashBytes(word, 0, word.length))
  }

  /** Reads the words with that beginning, where that has not been done: the hash of the first {@link keyLength} bytes, or of all. */
  ready(key: number): void {
    if (this.waiting[bucketOf(key)] === 1) this.fill(bucketOf(key))
  }

  /** The same of words that begin with `length` bytes, whose hash is `hash`, and then `tail`. */
  readyTail(length: number, hash: number, tail: Uint8Array): void {
    if (length < this.keyLength) this.ready(hashBytes(tail, 0, Math.min(tail.length, this.keyLength - length), hash))
  }

  private fill(bucket: number): void {
    this.waiting[bucket] = 0
    this.read(bucket)
    if (this.size * EARLY < this.expected) return
    const whole = tableSize(this.expected)
    if (whole > this.mask + 1) this.growTable(whole) // at once, and not by doubling
    for (let other = 0; other < BUCKETS; other++) {
      if (this.waiting[other] === 0) continue
      this.waiting[other] = 0
      this.read(other)
    }
  }

  /** The first word that is `length` bytes of this one. */
  find({ bytes, hashes }: WordBuffer, length: number): number {
    const hash = hashes[length] as number
    this.ready(length < this.keyLength ? hash : (hashes[this.keyLength] as number))
    if (!this.mayHave(hash)) return NONE
    const { table, mask } = this
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const id = (table[slot * 2 + 1] as number) - 1
      if (id < 0) return NONE
      if (table[slot * 2] === hash && this.same(id, bytes, length) && this.lengthOf(id) === length) return id
    }
  }

  /** The first word that is `length` of `bytes` and then `tail`, whose hash together is `whole`; its bucket must be ready. */
  findWithTail(bytes: Uint8Array, length: number, whole: number, tail: Uint8Array): number {
    const { table, mask } = this
    for (let slot = spread(whole) & mask; ; slot = (slot + 1) & mask) {
      const id = (table[slot * 2 + 1] as number) - 1
      if (id < 0) return NONE
      if (
        table[slot * 2] === whole &&
        this.same(id, bytes, length) &&
        this.same(id + length, tail, tail.length) &&
        this.lengthOf(id) === length + tail.length
      ) {
        return id
      }
    }
  }

  /** Whether it stands for the capitals of a word in mixed case: `Openoffice.org`, so that OPENOFFICE.ORG is right. */
  isHidden(id: number): boolean {
    return this.list.isHidden(id)
  }

  /** The next word with the same bytes and other flags. */
  nextHomonym(id: number): number {
    if (id !== this.asked) {
      this.asked = id
      this.next = this.homonyms.get(id) ?? NONE
    }
    return this.next
  }

  hasFlag(id: number, flag: number): boolean {
    if (flag === NO_FLAG) return false
    const { list } = this
    list.look(id)
    const start = list.wordEnd + 1
    if (this.aliases.length === 0) return bytesHaveFlag(list.bytes, start, list.flagsEnd, this.flagType, flag)
    return this.aliasOf(list.bytes, start, list.flagsEnd)?.includes(flag) ?? false
  }

  /** The words' bytes: a word's own are from its number on, {@link lengthOf} of them. */
  get bytes(): Uint8Array {
    return this.list.bytes
  }

  lengthOf(id: number): number {
    this.list.look(id)
    return this.list.wordEnd - id
  }

  /** Whether there may be a word of that hash: false is certain. */
  mayHave(hash: number): boolean {
    const bit = spread(hash) & this.filterMask
    return (((this.filter[bit >>> 5] as number) >>> (bit & 31)) & 1) === 1
  }

  private aliasOf(bytes: Uint8Array, start: number, end: number): Uint16Array | undefined {
    let digits = ''
    for (let i = start; i < end; i++) digits += String.fromCharCode(bytes[i] as number)
    return this.aliases[leadingNumber(digits) - 1]
  }

  private same(start: number, bytes: Uint8Array, length: number): boolean {
    const own = this.bytes
    for (let i = 0; i < length; i++) if (own[start + i] !== bytes[i]) return false
    return true
  }

  private insert(id: number, hash: number): void {
    const { table, mask } = this
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const first = (table[slot * 2 + 1] as number) - 1
      if (first < 0) {
        this.put(slot, hash, id)
        return
      }
      if (table[slot * 2] !== hash || !this.sameWords(first, id)) continue
      if (this.isHidden(id)) return // there is such a word, or it has been hidden already
      this.homonyms.set(this.tails.get(first) ?? first, id)
      this.asked = NONE
      this.tails.set(first, id)
      return
    }
  }

  private sameWords(one: number, other: number): boolean {
    const length = this.lengthOf(other)
    return this.same(one, this.bytes.subarray(other), length) && this.lengthOf(one) === length
  }

  private put(slot: number, hash: number, id: number): void {
    this.table[slot * 2] = hash
    this.table[slot * 2 + 1] = id + 1
    const bit = spread(hash) & this.filterMask
    this.filter[bit >>> 5] = (this.filter[bit >>> 5] as number) | (1 << (bit & 31))
  }

  private growTable(size: number): void {
    const { table } = this
    this.table = new Int32Array(size * 2)
    this.mask = size - 1
    this.filterMask = size * 8 - 1
    this.filter = new Int32Array(size / 4)
    for (let i = 0; i < table.length; i += 2) {
      const id = (table[i + 1] as number) - 1
      if (id < 0) continue
      const hash = table[i] as number
      let slot = spread(hash) & this.mask
      while (this.table[slot * 2 + 1] !== 0) slot = (slot + 1) & this.mask
      this.put(slot, hash, id)
    }
  }
}

/** The power of two that holds so many words. */
function tableSize(words: number): number {
  let size = 16
  while (size < words * SPARSE) size *= 2
  return size
}

/** The bucket of words that begin with bytes of this hash. */
export function bucketOf(key: number): number {
  return spread(key) & (BUCKETS - 1)
}

function spread(hash: number): number {
  return hash ^ (hash >>> 15)
}
