const NEWLINE = 0x0a
const RETURN = 0x0d
const SLASH = 0x2f

const LISTED = 0
const HIDDEN = 1

/**
 * The words by where they start: first a list as it is in its file, then the words that have to be compared otherwise than they stand there,
 * each with a newline before and after its flags. No word becomes a string.
 */
export class WordList {
  bytes: Uint8Array
  /** Where the list ends and the added words begin: all of these start further on. */
  private readonly added: number
  private end: number

  /** Where the word ends that was looked at last. */
  wordEnd = 0
  /** Where its flags end, which start one further. */
  flagsEnd = 0
  private last = -1

  /** @param list Copied: Node's Buffer is a class of its own, and with one kind of array, the code that reads it is compiled for that kind alone. */
  constructor(list: Uint8Array) {
    this.added = list.length + 1
    this.end = this.added
    this.bytes = new Uint8Array(this.end + 1024)
    this.bytes.set(list)
    this.bytes[list.length] = NEWLINE // the last line may have none
  }

  /** Adds a word; where it starts. It is hidden where it stands for the capitals of another. */
  add(word: Uint8Array, flags: Uint8Array, hidden: boolean): number {
    const start = this.end + 1
    const wordEnd = start + word.length
    const length = wordEnd + flags.length + 2
    if (length > this.bytes.length) {
      const grown = new Uint8Array(length + (length >> 1))
      grown.set(this.bytes)
      this.bytes = grown
    }
    const { bytes } = this
    bytes[this.end] = hidden ? HIDDEN : LISTED
    bytes.set(word, start)
    bytes[wordEnd] = NEWLINE
    bytes.set(flags, wordEnd + 1)
    bytes[length - 1] = NEWLINE
    this.end = length
    return start
  }

  isHidden(start: number): boolean {
    return start > this.added && this.bytes[start - 1] === HIDDEN
  }

  /** Sets {@link wordEnd} and {@link flagsEnd} for a word. */
  look(start: number): void {
    if (start === this.last) return
    const { bytes } = this
    this.last = start
    let end = start
    if (start > this.added) {
      while (bytes[end] !== NEWLINE) end++
      this.wordEnd = end++
      while (bytes[end] !== NEWLINE) end++
    } else {
      while (bytes[end] !== SLASH && bytes[end] !== NEWLINE && bytes[end] !== RETURN) end++
      this.wordEnd = end
      while (bytes[end] !== NEWLINE) end++
      while (end > this.wordEnd && bytes[end - 1] === RETURN) end--
    }
    this.flagsEnd = end
  }
}
