import { addVectors } from './add-vectors.js'

/** Slots (1 MB), half of which may be taken, and the room for words with their sums, in numbers, at first and at most (4 MB). */
const SLOTS = 2 ** 17
const FIRST_ROOM = 2 ** 16
const ROOM = 2 ** 20
/** Numbers of a slot: the word's hash, and where it is in the room; 0 for a free slot. */
const FIELDS = 2

/** Slots that are looked at for a word. A text can be made of words that all want the same one: those beyond are not kept. */
const MOST_SLOTS = 64
const NO_SLOT = -1

/** Words are added up in lists of up to so many. */
const LIST = 1024

/** A longer word is hardly met twice and not kept. */
const LONGEST_KEPT = 48

/**
 * The words met lately, each with the sum of its rows. In the room a word is one number for its length (low 16 bits) and how many rows it has (high
 * 16 bits), its bytes, four to a number, and the sum, so that all of it is in the same few lines of the processor's cache. Once full it is emptied:
 * the frequent words are soon back.
 */
export class WordSums {
  readonly #dim: number
  readonly #slots = new Int32Array(SLOTS * FIELDS)
  #room = new Int32Array(FIRST_ROOM)
  #bytes = new Int8Array(this.#room.buffer)
  #values = new Float32Array(this.#room.buffer)
  /** Where the sums are of the words that were met and are not added yet. */
  readonly #met = new Int32Array(LIST)
  #count = 0
  #sum: Float32Array
  #words = 0
  #end = 1

  constructor(dim: number) {
    this.#dim = dim
    this.#sum = new Float32Array(dim)
  }

  /** What the words met from now on are added to, up to {@link finish}. */
  start(sum: Float32Array): void {
    this.#sum = sum
  }

  /** Adds a word, and gives how many rows it has; −1: it is not known. */
  add(bytes: Int8Array, from: number, to: number, hash: number): number {
    const at = this.#slotOf(bytes, from, to, hash)
    const place = at === NO_SLOT ? 0 : (this.#slots[at + 1] as number)
    if (place === 0) return -1
    if (this.#count === LIST) this.finish()
    this.#met[this.#count++] = place + 1 + numbersFor(to - from)
    return (this.#room[place] as number) >>> 16
  }

  /** Adds the words met since {@link start}. */
  finish(): void {
    addVectors(this.#values, 1, this.#dim, this.#met, this.#count, this.#sum)
    this.#count = 0
  }

  /** Adds a word that is not known, and keeps it if it can. Words are added in their order either way, so that what was met before changes no result. */
  addNew(bytes: Int8Array, from: number, to: number, hash: number, sum: Float32Array, rows: number): void {
    if (this.#keeps(bytes, from, to, hash, sum, rows)) {
      this.add(bytes, from, to, hash)
      return
    }
    this.finish()
    for (let i = 0; i < sum.length; i++) this.#sum[i] = (this.#sum[i] as number) + (sum[i] as number)
  }

  #keeps(bytes: Int8Array, from: number, to: number, hash: number, sum: Float32Array, rows: number): boolean {
    const length = to - from
    const size = 1 + numbersFor(length) + this.#dim
    if (length > LONGEST_KEPT || size >= ROOM) return false
    if (this.#words === SLOTS / 2 || this.#end + size > ROOM) this.#clear()
    while (this.#end + size > this.#room.length) this.#grow()
    const at = this.#slotOf(bytes, from, to, hash)
    if (at === NO_SLOT) return false
    const place = this.#end
    this.#slots[at] = hash
    this.#slots[at + 1] = place
    this.#room[place] = length | (rows << 16)
    let byte = (place + 1) * 4
    for (let i = from; i < to; i++) this.#bytes[byte++] = bytes[i] as number
    this.#values.set(sum, place + 1 + numbersFor(length))
    this.#end += size
    this.#words++
    return true
  }

  #grow(): void {
    const room = new Int32Array(this.#room.length * 2)
    room.set(this.#room)
    this.#room = room
    this.#bytes = new Int8Array(room.buffer)
    this.#values = new Float32Array(room.buffer)
  }

  #clear(): void {
    this.finish()
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
