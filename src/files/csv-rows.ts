import { MAX_LINE_BYTES } from './read-lines.js'

/** A row of a CSV file that cannot be read: the line that it begins in, and why. */
export interface EndlessRow {
  line: number
  problem: string
}

const [LINE_FEED, RETURN, QUOTE] = [10, 13, 34]
/** How many bytes a byte-order mark has. */
const MARK = 3

/**
 * The bytes of a CSV file, whole row by whole row, so that a quote that is never closed does not fill the memory: of a row of more than 64 MiB, and of one whose
 * quote is open at the end of the file, only the line ends are given, which a parser that skips empty lines counts.
 *
 * @param onEndless Told of each such row.
 */
export async function* csvRows(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: string,
  onEndless: (row: EndlessRow) => void,
): AsyncGenerator<Uint8Array> {
  const scan = rowScanner(delimiter.charCodeAt(0))
  let pending: Uint8Array[] = []
  let pendingBytes = 0
  let tooLong = false
  let lines = 0
  let lineEnd: string | undefined

  /** The bytes of whole rows. */
  const give = (bytes: Uint8Array): Uint8Array => {
    const first = bytes.indexOf(LINE_FEED)
    if (first >= 0) lineEnd ??= bytes[first - 1] === RETURN ? '\r\n' : '\n'
    lines += countLines(bytes)
    return bytes
  }
  /** Their line ends alone. */
  const blank = (bytes: Uint8Array): Uint8Array => {
    const count = countLines(bytes)
    lines += count
    return Buffer.from((lineEnd ?? '\n').repeat(count))
  }
  const drop = (problem: string): Uint8Array[] => {
    onEndless({ line: lines + 1, problem })
    return pending.map(blank)
  }
  const keep = (bytes: Uint8Array): void => {
    pending = bytes.length === 0 ? [] : [bytes]
    pendingBytes = bytes.length
  }
  for await (const chunk of chunks) {
    let { firstEnd, lastEnd } = scan.of(chunk)
    if (tooLong) {
      yield blank(chunk.subarray(0, firstEnd))
      tooLong = firstEnd === 0
      if (tooLong) yield blank(chunk)
    } else firstEnd = 0
    lastEnd = Math.max(firstEnd, lastEnd)
    if (tooLong) continue
    if (lastEnd > firstEnd) {
      yield* pending.map(give)
      yield give(chunk.subarray(firstEnd, lastEnd))
      keep(chunk.subarray(lastEnd))
    } else if (firstEnd > 0) keep(chunk.subarray(firstEnd))
    else {
      pending.push(chunk)
      pendingBytes += chunk.length
    }
    if (pendingBytes <= MAX_LINE_BYTES) continue
    yield* drop('a row of more than 64 MiB; is a quote (") in it never closed?')
    tooLong = true
    keep(new Uint8Array())
  }
  if (pendingBytes > 0 && scan.isOpen()) yield* drop('a quote (") in this row is never closed')
  else yield* pending
}

function countLines(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1
  return count
}

/** Goes through the bytes of a CSV file, from quote to quote and line end to line end. */
function rowScanner(delimiter: number) {
  let [quoting, mayClose] = [false, false]
  let last: number | undefined
  let seen = 0
  const ends = (byte: number | undefined) => byte === delimiter || byte === LINE_FEED || byte === RETURN
  return {
    /** Whether a quote is open; one that is the last byte closes. */
    isOpen: () => quoting && !mayClose,
    /** Where in these bytes the first and the last row end; 0 for none. */
    of(chunk: Uint8Array): { firstEnd: number; lastEnd: number } {
      let [firstEnd, lastEnd] = [0, 0]
      const next = (byte: number, from: number) => {
        const found = chunk.indexOf(byte, from)
        return found === -1 ? chunk.length : found
      }
      let [quote, feed] = [-1, -1]
      for (let at = 0; at < chunk.length; ) {
        if (mayClose) {
          // A quote within quotes: two are one, and before a delimiter or a line end it closes. Any other is text, and an error of the parser's.
          mayClose = false
          if (chunk[at] === QUOTE) {
            at += 1
            continue
          }
          quoting = !ends(chunk[at])
        }
        if (quote < at) quote = next(QUOTE, at)
        if (quoting) {
          mayClose = quote < chunk.length
          at = quote + 1
          continue
        }
        if (feed < at) feed = next(LINE_FEED, at)
        at = Math.min(quote, feed) + 1
        if (quote < feed) {
          const before = quote > 0 ? chunk[quote - 1] : last
          quoting = before === undefined || ends(before) || (seen + quote === MARK && before === 0xbf)
        } else if (feed < chunk.length) {
          lastEnd = at
          firstEnd ||= at
        }
      }
      last = chunk.at(-1) ?? last
      seen += chunk.length
      return { firstEnd, lastEnd }
    },
  }
}
