/** Words and flags beside those of the list itself. */
export class GrowingBytes {
  bytes = new Uint8Array(1024)
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
}
