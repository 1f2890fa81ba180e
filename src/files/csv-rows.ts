import { MAX_LINE_BYTES } from './read-lines.js'

/** A row of a CSV file that cannot be read: the line that it begins in, and why. */
export interface EndlessRow {
  line: number
  problem: string
}

const [LINE_FEED, RETURN, QUOTE] = [10, 13, 34]
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]

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
  const quotes = quoteState(delimiter.charCodeAt(0))
  let pending: Uint8Array[] = []
  let pendingBytes = 0
  let tooLong = false
  let [lines, linesOfRow] = [0, 0]
  let lineEnd: string | undefined
  let last = 0

  const lineEnds = (bytes: Uint8Array): Uint8Array => {
    const count = bytes.reduce((sum, byte) => sum + (byte === LINE_FEED ? 1 : 0), 0)
    return Buffer.from((lineEnd ?? '\n').repeat(count))
  }
  const drop = (problem: string): Uint8Array[] => {
    onEndless({ line: lines + 1, problem })
    const ends = pending.map(lineEnds)
    pending = []
    pendingBytes = 0
    return ends
  }
  for await (const chunk of chunks) {
    let [given, end] = [0, 0]
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] as number
      const isOpen = quotes(byte)
      if (byte === LINE_FEED) {
        lineEnd ??= last === RETURN ? '\r\n' : '\n'
        linesOfRow += 1
        if (!isOpen) {
          end = i + 1
          lines += linesOfRow
          linesOfRow = 0
          if (tooLong) {
            yield lineEnds(chunk.subarray(given, end))
            given = end
            tooLong = false
          }
        }
      }
      last = byte
    }
    if (end > given) {
      yield* pending
      yield chunk.subarray(given, end)
      pending = []
      pendingBytes = 0
      given = end
    }
    const rest = chunk.subarray(given)
    if (tooLong) yield lineEnds(rest)
    else if (rest.length > 0) {
      pending.push(rest)
      pendingBytes += rest.length
      tooLong = pendingBytes > MAX_LINE_BYTES
      if (tooLong) yield* drop('a row of more than 64 MiB; is a quote (") in it never closed?')
    }
  }
  if (pendingBytes > 0 && quotes(LINE_FEED)) yield* drop('a quote (") in this row is never closed')
  else yield* pending
}

/** Takes the bytes of a CSV file one by one, and says whether the last was within quotes: they open where a field begins, and two are one within. */
function quoteState(delimiter: number): (byte: number) => boolean {
  let [quoting, mayClose, begins, count] = [false, false, true, 0]
  return (byte) => {
    const isMark = count < BYTE_ORDER_MARK.length && byte === BYTE_ORDER_MARK[count]
    count += 1
    if (quoting) {
      const isEnd = byte === delimiter || byte === LINE_FEED || byte === RETURN
      if (!mayClose || !isEnd) {
        mayClose = byte === QUOTE && !mayClose
        return true
      }
      quoting = false
      mayClose = false
    }
    quoting = begins && byte === QUOTE
    begins = byte === delimiter || byte === LINE_FEED || byte === RETURN || (begins && isMark)
    return quoting
  }
}
