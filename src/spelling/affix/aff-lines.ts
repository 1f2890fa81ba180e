import type { ByteString } from './byte-string.js'

/** The lines of an affix file, with carriage returns and byte order mark taken off. */
export class AffLines {
  private position: number

  constructor(private readonly text: ByteString) {
    this.position = text.startsWith('\xef\xbb\xbf') ? 3 : 0
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
  const found: ByteString[] = []
  let start = -1
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i)
    const blank = code === 0x20 || code === 0x09
    if (blank && start >= 0) found.push(line.slice(start, i))
    if (blank) start = -1
    else if (start < 0) start = i
  }
  if (start >= 0) found.push(line.slice(start))
  return found
}
