import { HASH_START } from './hash.js'

/** A word in the making: its bytes, and the hash of each beginning of it. Used again and again, so that checking allocates little. */
export class WordBuffer {
  bytes: Uint8Array
  /** `hashes[n]` is the hash of the first n bytes. */
  hashes: Int32Array
  length = 0

  constructor(capacity = 128) {
    this.bytes = new Uint8Array(capacity)
    this.hashes = new Int32Array(capacity + 1)
    this.hashes[0] = HASH_START
  }

  clear(): this {
    this.length = 0
    return this
  }

  /** Adds the bytes from `start` to `end`. */
  add(source: Uint8Array, start: number, end: number): this {
    const length = this.length + end - start
    if (length > this.bytes.length) this.grow(length)
    const { bytes, hashes } = this
    let to = this.length
    let hash = hashes[to] as number
    for (let i = start; i < end; i++) {
      const byte = source[i] as number
      bytes[to++] = byte
      hash = Math.imul(hash ^ byte, 0x01000193)
      hashes[to] = hash
    }
    this.length = to
    return this
  }

  addByte(byte: number): void {
    if (this.length === this.bytes.length) this.grow(this.length + 1)
    const hash = Math.imul((this.hashes[this.length] as number) ^ byte, 0x01000193)
    this.bytes[this.length++] = byte
    this.hashes[this.length] = hash
  }

  private grow(length: number): void {
    const { bytes, hashes } = this
    this.bytes = new Uint8Array(length * 2)
    this.hashes = new Int32Array(length * 2 + 1)
    this.bytes.set(bytes)
    this.hashes.set(hashes)
  }
}

/** Buffers to be given back in the order opposite to that in which they were taken. */
export class WordBuffers {
  private readonly buffers: WordBuffer[] = []
  /** How many are in use; set it back to what it was to give buffers back. */
  used = 0

  take(): WordBuffer {
    const buffer = this.buffers[this.used] ?? new WordBuffer()
    this.buffers[this.used++] = buffer
    return buffer.clear()
  }
}
