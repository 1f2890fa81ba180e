import { InputError } from '../../../core/input-error.js'

/**
 * Reads a little-endian file front to back. What a header claims is compared with the bytes that are left before anything of that size
 * is made, so that a damaged file costs an error and no memory.
 */
export class ByteReader {
  offset = 0
  readonly #view: DataView

  constructor(
    readonly bytes: Uint8Array,
    /** How errors call the file. */
    readonly name: string,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get left(): number {
    return this.bytes.length - this.offset
  }

  int32(what: string): number {
    return this.#view.getInt32(this.#pass(4, what), true)
  }

  /** An int64 that has to lie within a range of whole numbers. */
  int64(what: string, from: number, to: number): number {
    const at = this.#pass(8, what)
    // Exact where it matters: a number that is not safe is out of every range.
    const value = this.#view.getInt32(at + 4, true) * 2 ** 32 + this.#view.getUint32(at, true)
    if (value < from || value > to) this.fail(`${what} is ${value}, not ${from} to ${to}`, 8)
    return value
  }

  /** An int32 that has to lie within a range. */
  int32Within(what: string, from: number, to: number): number {
    const value = this.int32(what)
    if (value < from || value > to) this.fail(`${what} is ${value}, not ${from} to ${to}`, 4)
    return value
  }

  boolean(what: string): boolean {
    const value = this.bytes[this.#pass(1, what)]
    if (value !== 0 && value !== 1) this.fail(`${what} is ${value}, not 0 or 1`, 1)
    return value === 1
  }

  /** Moves to behind the next zero byte. */
  skipText(what: string): void {
    let end = this.offset
    while (end < this.bytes.length && this.bytes[end] !== 0) end++
    this.#pass(end + 1 - this.offset, what)
  }

  /** A copy of the next bytes. */
  take(length: number, what: string): Uint8Array<ArrayBuffer> {
    const from = this.#pass(length, what)
    return Uint8Array.from(this.bytes.subarray(from, from + length))
  }

  skip(length: number, what: string): void {
    this.#pass(length, what)
  }

  /** Float32 values, copied, since they seldom start at a multiple of four bytes. */
  floats(length: number, what: string): Float32Array {
    return new Float32Array(this.take(length * 4, what).buffer)
  }

  /** Int32 values, copied. */
  int32s(length: number, what: string): Int32Array {
    return new Int32Array(this.take(length * 4, what).buffer)
  }

  /** @param back How many bytes before the present offset the fault is. */
  fail(problem: string, back = 0): never {
    throw new InputError(
      this.name,
      `${problem} (at byte ${this.offset - back}): the model is damaged; download it again`,
    )
  }

  /** Moves on, and gives where it was. */
  #pass(length: number, what: string): number {
    if (length > this.left) this.fail(`ends within ${what}, which takes ${length} bytes where ${this.left} are left`)
    const from = this.offset
    this.offset += length
    return from
  }
}
