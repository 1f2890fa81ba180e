/** A typed array that grows. */
class Column<T extends Uint32Array | Uint16Array | Int32Array> {
  constructor(
    private values: T,
    private readonly create: (length: number) => T,
  ) {}

  set(i: number, value: number): void {
    if (i >= this.values.length) {
      const grown = this.create(this.values.length * 2)
      grown.set(this.values)
      this.values = grown
    }
    this.values[i] = value
  }

  get(i: number): number {
    return this.values[i] as number
  }

  done(length: number): T {
    return this.values.slice(0, length) as T
  }
}

const MAX_16 = 0xffff

/** What is known of each word of a list: where it starts, how long it and its flags are, its hash. */
export class WordColumns {
  size = 0
  private readonly start: Column<Uint32Array>
  private readonly length: Column<Uint16Array>
  private readonly flagLength: Column<Uint16Array>
  private readonly hash: Column<Int32Array>

  constructor(expected: number) {
    const columns = {
      u32: (length: number) => new Uint32Array(length),
      u16: (length: number) => new Uint16Array(length),
      i32: (length: number) => new Int32Array(length),
    }
    this.start = new Column(columns.u32(expected), columns.u32)
    this.length = new Column(columns.u16(expected), columns.u16)
    this.flagLength = new Column(columns.u16(expected), columns.u16)
    this.hash = new Column(columns.i32(expected), columns.i32)
  }

  /** A word too long to be asked for is left out. */
  push(start: number, length: number, flagLength: number, hash: number): void {
    if (length > MAX_16) return
    const i = this.size++
    this.start.set(i, start)
    this.length.set(i, length)
    this.flagLength.set(i, Math.min(flagLength, MAX_16))
    this.hash.set(i, hash)
  }

  place(i: number): { start: number; length: number; flagLength: number } {
    return { start: this.start.get(i), length: this.length.get(i), flagLength: this.flagLength.get(i) }
  }

  starts(): Uint32Array {
    return this.start.done(this.size)
  }

  lengths(): Uint16Array {
    return this.length.done(this.size)
  }

  flagLengths(): Uint16Array {
    return this.flagLength.done(this.size)
  }

  hashes(): Int32Array {
    return this.hash.done(this.size)
  }
}

/** Words and flags beside those of the list itself. */
export class GrowingBytes {
  private bytes = new Uint8Array(1024)
  private length = 0

  /** Adds a word and its flags, with a slash between; where the word starts. */
  add(word: Uint8Array, flags: Uint8Array): number {
    const start = this.length
    const length = start + word.length + 1 + flags.length
    if (length > this.bytes.length) {
      const grown = new Uint8Array(length * 2)
      grown.set(this.bytes)
      this.bytes = grown
    }
    this.bytes.set(word, start)
    this.bytes[start + word.length] = 0x2f
    this.bytes.set(flags, start + word.length + 1)
    this.length = length
    return start
  }

  slice(start: number, end: number): Uint8Array {
    return this.bytes.slice(start, end)
  }

  done(): Uint8Array {
    return this.bytes.slice(0, this.length)
  }
}
