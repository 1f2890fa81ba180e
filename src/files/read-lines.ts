import { InputError } from '../core/input-error.js'
import { NOT_UTF8 } from './encodings.js'

/** A longer line is no sample; reading on would only fill the memory. */
export const MAX_LINE_BYTES = 64 * 2 ** 20

/** One line of a file, without its end. */
export interface Line {
  number: number
  text: string
}

/**
 * The lines of a UTF-8 stream, split at `\n` or `\r\n` alone: `node:readline` also splits at U+2028, which JSON allows inside strings.
 * A byte-order mark is dropped. In the place of a line that is not UTF-8 or longer than 64 MiB stands the error.
 *
 * @param where The file, for errors.
 * @param before How many lines stand before these.
 */
export async function* readLines(
  stream: AsyncIterable<Uint8Array>,
  where: string,
  before = 0,
): AsyncGenerator<Line | InputError> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let pending: Uint8Array[] = []
  let pendingBytes = 0
  let tooLong = false
  let number = before

  const take = (last: Uint8Array): Line | InputError => {
    number += 1
    const bytes = pending.length === 0 ? last : Buffer.concat([...pending, last])
    const oversized = tooLong || bytes.length > MAX_LINE_BYTES
    pending = []
    pendingBytes = 0
    tooLong = false
    const bad = (problem: string) => new InputError(`${where}:${number}`, problem)
    if (oversized) return bad('the line is longer than 64 MiB; is the file really one sample a line?')
    try {
      const text = decoder.decode(bytes)
      return { number, text: text.endsWith('\r') ? text.slice(0, -1) : text }
    } catch {
      return bad(NOT_UTF8)
    }
  }

  for await (const chunk of stream) {
    let start = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      yield take(chunk.subarray(start, end))
      start = end + 1
    }
    if (start === chunk.length) continue
    pendingBytes += chunk.length - start
    tooLong ||= pendingBytes > MAX_LINE_BYTES
    if (tooLong)
      pending = [] // a file without line ends must not fill the memory
    else pending.push(chunk.subarray(start))
  }
  if (pendingBytes > 0) yield take(new Uint8Array())
}

/** The items of which none is an error. @throws InputError The first that is one. */
export async function* orThrow<T>(items: AsyncIterable<T | InputError>): AsyncGenerator<T> {
  for await (const item of items) {
    if (item instanceof InputError) throw item
    yield item
  }
}
