import { bytesHaveFlag, type FlagType, leadingNumber, NO_FLAG } from './flags.js'

/** No word. */
export const NONE = -1

/**
 * The word list as an index over its own bytes: an open-addressing hash table of word numbers, and where each word is. No word
 * becomes a string. Words that differ only in flags (homonyms) are chained, first in the file first.
 */
export class WordIndex {
  private readonly hashOf: Int32Array
  private readonly homonyms: Int32Array
  private readonly table: Int32Array
  private readonly mask: number
  /** A bit for each hash there is: most words asked for are not there, and these few bytes stay in the processor's cache. */
  private readonly filter: Uint32Array
  private readonly filterMask: number

  /**
   * @param bytes The word list.
   * @param extra Words that are not in the list as they are to be compared, written like its lines; they start at `bytes.length`.
   * @param firstHidden From this number on, words are {@link isHidden} ones.
   */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly extra: Uint8Array,
    private readonly starts: Uint32Array,
    private readonly lengths: Uint16Array,
    private readonly flagLengths: Uint16Array,
    hashes: Int32Array,
    private readonly firstHidden: number,
    private readonly flagType: FlagType,
    private readonly aliases: readonly Uint16Array[],
    /** Whether a word may have a blank in it. */
    readonly hasSpaces: boolean,
  ) {
    this.hashOf = hashes
    this.homonyms = new Int32Array(hashes.length)
    let size = 16
    while (size < hashes.length * 1.6) size *= 2
    this.table = new Int32Array(size * 2)
    this.mask = size - 1
    this.filterMask = size * 8 - 1
    this.filter = new Uint32Array(size / 4)
    const tails = new Int32Array(hashes.length)
    for (let id = 0; id < hashes.length; id++) this.insert(id, tails)
  }

  /** The first word with these bytes: `length` of `bytes`, whose hash is `hash`. */
  find(bytes: Uint8Array, length: number, hash: number): number {
    if (!this.mayHave(hash)) return NONE
    const { table, mask } = this
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const id = (table[slot * 2 + 1] as number) - 1
      if (id < 0) return NONE
      if (table[slot * 2] === hash && this.lengths[id] === length && this.same(id, bytes, length)) return id
    }
  }

  /** The first word that is `length` of `bytes` and then `tail`, whose hash together is `whole`. */
  findWithTail(bytes: Uint8Array, length: number, whole: number, tail: Uint8Array): number {
    const { table, mask } = this
    for (let slot = spread(whole) & mask; ; slot = (slot + 1) & mask) {
      const id = (table[slot * 2 + 1] as number) - 1
      if (id < 0) return NONE
      if (
        table[slot * 2] === whole &&
        this.lengths[id] === length + tail.length &&
        this.same(id, bytes, length) &&
        this.same(id, tail, tail.length, length)
      ) {
        return id
      }
    }
  }

  /** Whether it stands for the capitals of a word in mixed case: `Openoffice.org`, so that OPENOFFICE.ORG is right. */
  isHidden(id: number): boolean {
    return id >= this.firstHidden
  }

  /** The next word with the same bytes and other flags. */
  nextHomonym(id: number): number {
    return (this.homonyms[id] as number) - 1
  }

  hasFlag(id: number, flag: number): boolean {
    if (flag === NO_FLAG) return false
    const bytes = this.source(id)
    const start = this.startOf(id) + (this.lengths[id] as number) + 1
    const end = start + (this.flagLengths[id] as number)
    if (this.aliases.length === 0) return bytesHaveFlag(bytes, start, end, this.flagType, flag)
    return this.aliasOf(bytes, start, end)?.includes(flag) ?? false
  }

  hasFlags(id: number): boolean {
    if (this.aliases.length === 0) return (this.flagLengths[id] as number) > 0
    const start = this.startOf(id) + (this.lengths[id] as number) + 1
    return (this.aliasOf(this.source(id), start, start + (this.flagLengths[id] as number))?.length ?? 0) > 0
  }

  /** Whether any word has the flag and others, which may be those of affixes. */
  hasAffixed(flag: number): boolean {
    if (flag === NO_FLAG) return false
    if (this.aliases.length > 0) return true
    if (this.flagType === 'char' && flag > 0xff) return false
    for (let id = 0; id < this.lengths.length; id++) {
      if ((this.flagLengths[id] as number) > 1 && this.hasFlag(id, flag)) {
        const length =
          this.flagType === 'UTF-8' && flag >= 0x80 ? (flag < 0x800 ? 2 : 3) : this.flagType === 'long' ? 2 : 1
        if (this.flagType === 'num' || (this.flagLengths[id] as number) > length) return true
      }
    }
    return false
  }

  /** Where to read a word's bytes: those from `startOf` on, `lengthOf` of them. */
  source(id: number): Uint8Array {
    return (this.starts[id] as number) < this.bytes.length ? this.bytes : this.extra
  }

  startOf(id: number): number {
    const start = this.starts[id] as number
    return start < this.bytes.length ? start : start - this.bytes.length
  }

  lengthOf(id: number): number {
    return this.lengths[id] as number
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

  private same(id: number, bytes: Uint8Array, length: number, offset = 0): boolean {
    const source = this.source(id)
    const start = this.startOf(id) + offset
    for (let i = 0; i < length; i++) if (source[start + i] !== bytes[i]) return false
    return true
  }

  private insert(id: number, tails: Int32Array): void {
    const { table, mask } = this
    const hash = this.hashOf[id] as number
    const length = this.lengths[id] as number
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const first = (table[slot * 2 + 1] as number) - 1
      if (first < 0) {
        table[slot * 2] = hash
        table[slot * 2 + 1] = id + 1
        const bit = spread(hash) & this.filterMask
        this.filter[bit >>> 5] = (this.filter[bit >>> 5] as number) | (1 << (bit & 31))
        tails[id] = id
        return
      }
      if (table[slot * 2] !== hash || this.lengths[first] !== length) continue
      const start = this.startOf(id)
      if (!this.same(first, this.source(id).subarray(start, start + length), length)) continue
      if (this.isHidden(id)) return // there is such a word, or it has been hidden already
      this.homonyms[tails[first] as number] = id + 1
      tails[first] = id
      return
    }
  }
}

function spread(hash: number): number {
  return hash ^ (hash >>> 15)
}
