import { type ByteString, toByteString } from '../letters/byte-string.js'

const NEWLINE = 0x0a
const RETURN = 0x0d
const SPACE = 0x20
const TAB = 0x09

/** The lines of an affix file, with carriage returns and byte order mark taken off. */
export class AffLines {
  private position: number
  private start = 0
  private end = 0

  constructor(readonly bytes: Uint8Array) {
    this.position = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  }

  /** The next line; undefined after the last. */
  next(): ByteString | undefined {
    return this.advance() ? toByteString(this.bytes.subarray(this.start, this.end)) : undefined
  }

  /** Passes over the lines of affixes that come next. */
  skipAffixes(): void {
    const { bytes } = this
    while (bytes[this.position + 1] === 0x46 && bytes[this.position + 2] === 0x58) this.advance()
  }

  /**
   * The next line as fields, as far as there is room for them: where each starts and ends goes to `spans`. No strings are made, as most
   * lines of a file are affixes and most affixes are not needed. Returns how many, -1 after the last line.
   */
  nextRow(spans: Int32Array): number {
    if (!this.advance()) return -1
    const { bytes, end } = this
    let count = 0
    for (let i = this.start; i < end && count * 2 < spans.length; ) {
      let byte = bytes[i] as number
      if (byte === SPACE || byte === TAB) {
        i++
        continue
      }
      spans[count * 2] = i
      while (i < end) {
        byte = bytes[i] as number
        if (byte === SPACE || byte === TAB) break
        i++
      }
      spans[count * 2 + 1] = i
      count++
    }
    return count
  }

  private advance(): boolean {
    const { bytes } = this
    const { length } = bytes
    if (this.position >= length) return false
    this.start = this.position
    const newline = bytes.indexOf(NEWLINE, this.position)
    let i = newline < 0 ? length : newline
    this.position = i + 1
    while (i > this.start && bytes[i - 1] === RETURN) i--
    this.end = i
    return true
  }
}

/** What stands between blanks and tabs. */
export function fields(line: ByteString): ByteString[] {
  const found: ByteString[] = []
  let start = -1
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i)
    const blank = code === SPACE || code === TAB
    if (blank && start >= 0) found.push(line.slice(start, i))
    if (blank) start = -1
    else if (start < 0) start = i
  }
  if (start >= 0) found.push(line.slice(start))
  return found
}
