const FREE = -1
/** Slots, half of which may be taken; bytes and rows of all words together. About 1.3 MB in all. */
const SLOTS = 2 ** 15
const BYTES = 2 ** 18
const ROWS = 2 ** 17
/** Numbers of a slot: hash, end of the word, its length, end of its rows, how many. */
const FIELDS = 5

/** A longer word, or one of more rows, is hardly met twice and not kept. */
const MAX_CACHED_BYTES = 48
export const MAX_CACHED_ROWS = 256

/** The rows of words met lately. Once full it is emptied: the frequent words are soon back. */
export class WordCache {
  readonly #slots = new Int32Array(SLOTS * FIELDS).fill(FREE)
  readonly #bytes = new Int8Array(BYTES)
  readonly #rows = new Int32Array(ROWS)
  #words = 0
  #bytesEnd = 0
  #rowsEnd = 0

  /** Writes the rows of a word, of at most {@link MAX_CACHED_ROWS}, and gives the place after the last; −1: not known. */
  copy(bytes: Int8Array, from: number, to: number, hash: number, target: Int32Array, place: number): number {
    const slots = this.#slots
    const at = this.#slotOf(bytes, from, to, hash)
    if (slots[at + 1] === FREE) return -1
    const rows = this.#rows
    const end = slots[at + 3] as number
    let next = place
    for (let i = end - (slots[at + 4] as number); i < end; i++) target[next++] = rows[i] as number
    return next
  }

  /** Keeps a word that is not known yet, with the rows from `place` to `end` − 1. */
  add(bytes: Int8Array, from: number, to: number, hash: number, source: Int32Array, place: number, end: number): void {
    if (to - from > MAX_CACHED_BYTES || end - place > MAX_CACHED_ROWS) return
    if (this.#words === SLOTS / 2 || this.#bytesEnd + to - from > BYTES || this.#rowsEnd + end - place > ROWS)
      this.#clear()
    const slots = this.#slots
    const at = this.#slotOf(bytes, from, to, hash)
    for (let i = from; i < to; i++) this.#bytes[this.#bytesEnd++] = bytes[i] as number
    for (let i = place; i < end; i++) this.#rows[this.#rowsEnd++] = source[i] as number
    slots[at] = hash
    slots[at + 1] = this.#bytesEnd
    slots[at + 2] = to - from
    slots[at + 3] = this.#rowsEnd
    slots[at + 4] = end - place
    this.#words++
  }

  #clear(): void {
    this.#slots.fill(FREE)
    this.#words = 0
    this.#bytesEnd = 0
    this.#rowsEnd = 0
  }

  /** Where the word is, or the free slot for it. */
  #slotOf(bytes: Int8Array, from: number, to: number, hash: number): number {
    const slots = this.#slots
    for (let slot = hash & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
      const at = slot * FIELDS
      const end = slots[at + 1] as number
      if (end === FREE) return at
      if (slots[at] === hash && slots[at + 2] === to - from && this.#equals(end, bytes, to, to - from)) return at
    }
  }

  #equals(end: number, bytes: Int8Array, to: number, length: number): boolean {
    const known = this.#bytes
    for (let i = 1; i <= length; i++) if (known[end - i] !== bytes[to - i]) return false
    return true
  }
}
