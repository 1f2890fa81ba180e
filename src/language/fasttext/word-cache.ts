/** Slots, half of which may be taken, and the room for words with their rows: 2.5 MB in all, of which what is used is touched. */
const SLOTS = 2 ** 16
const ROOM = 2 ** 19
/** Numbers of a slot: the word's hash, and where it is in the room; 0 for a free slot. */
const FIELDS = 2

/** Slots that are looked at for a word. A text can be made of words that all want the same one: those beyond are not kept. */
const MOST_SLOTS = 64
const NO_SLOT = -1

/** A longer word, or one of more rows, is hardly met twice and not kept. */
const MAX_CACHED_BYTES = 48
export const MAX_CACHED_ROWS = 256

/**
 * The rows of words met lately. In the room each word is one number for its length (low 16 bits) and how many rows it has (high 16 bits), its
 * bytes, four to a number, and its rows, so that all of it is in the same few lines of the processor's cache. Once full it is emptied: the frequent
 * words are soon back.
 */
export class WordCache {
  readonly #slots = new Int32Array(SLOTS * FIELDS)
  readonly #room = new Int32Array(ROOM)
  readonly #bytes = new Int8Array(this.#room.buffer)
  #words = 0
  #end = 1

  /** Writes the rows of a word, of at most {@link MAX_CACHED_ROWS}, and gives the place after the last; −1: not known. */
  copy(bytes: Int8Array, from: number, to: number, hash: number, target: Int32Array, place: number): number {
    const at = this.#slotOf(bytes, from, to, hash)
    const known = at === NO_SLOT ? 0 : (this.#slots[at + 1] as number)
    if (known === 0) return -1
    const room = this.#room
    const first = known + 1 + numbersFor(to - from)
    const end = first + ((room[known] as number) >>> 16)
    let next = place
    for (let i = first; i < end; i++) target[next++] = room[i] as number
    return next
  }

  /** Keeps a word that is not known yet, with the rows from `place` to `end` − 1. */
  add(bytes: Int8Array, from: number, to: number, hash: number, source: Int32Array, place: number, end: number): void {
    const length = to - from
    if (length > MAX_CACHED_BYTES || end - place > MAX_CACHED_ROWS) return
    const size = 1 + numbersFor(length) + end - place
    if (this.#words === SLOTS / 2 || this.#end + size > ROOM) this.#clear()
    const at = this.#slotOf(bytes, from, to, hash)
    if (at === NO_SLOT) return
    this.#slots[at] = hash
    this.#slots[at + 1] = this.#end
    this.#room[this.#end] = length | ((end - place) << 16)
    let byte = (this.#end + 1) * 4
    for (let i = from; i < to; i++) this.#bytes[byte++] = bytes[i] as number
    let next = this.#end + 1 + numbersFor(length)
    for (let i = place; i < end; i++) this.#room[next++] = source[i] as number
    this.#end += size
    this.#words++
  }

  #clear(): void {
    this.#slots.fill(0)
    this.#words = 0
    this.#end = 1
  }

  /** Where the word is, or the free slot for it; NO_SLOT where there is neither. */
  #slotOf(bytes: Int8Array, from: number, to: number, hash: number): number {
    const slots = this.#slots
    const first = hash ^ (hash >>> 16)
    for (let i = 0; i < MOST_SLOTS; i++) {
      const at = ((first + i) & (SLOTS - 1)) * FIELDS
      const place = slots[at + 1] as number
      if (place === 0 || (slots[at] === hash && this.#isAt(place, bytes, from, to))) return at
    }
    return NO_SLOT
  }

  #isAt(place: number, bytes: Int8Array, from: number, to: number): boolean {
    if (((this.#room[place] as number) & 0xffff) !== to - from) return false
    const known = this.#bytes
    const difference = (place + 1) * 4 - from
    for (let i = from; i < to; i++) if (known[i + difference] !== bytes[i]) return false
    return true
  }
}

/** How many numbers hold so many bytes. */
function numbersFor(bytes: number): number {
  return (bytes + 3) >> 2
}
