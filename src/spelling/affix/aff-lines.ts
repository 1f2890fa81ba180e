import { type ByteString, toByteString } from './byte-string.js'

/** The lines of an affix file, with carriage returns and byte order mark taken off. */
export class AffLines {
  private readonly text: ByteString
  private position = 0

  constructor(bytes: Uint8Array) {
    this.text = toByteString(bytes)
    if (this.text.startsWith('\xef\xbb\xbf')) this.position = 3
  }

  /** The next line; undefined after the last. */
  next(): ByteString | undefined {
    const { text, position } = this
    if (position >= text.length) return undefined
    const newline = text.indexOf('\n', position)
    let end = newline < 0 ? text.length : newline
    this.position = end + 1
    while (end > position && text.charCodeAt(end - 1) === 0x0d) end--
    return text.slice(position, end)
  }
}

/** What stands between blanks and tabs. */
export function fields(line: ByteString): ByteString[] {
  return line.match(/[^ \t]+/g) ?? []
}
