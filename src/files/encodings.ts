import { isUtf8 } from 'node:buffer'
import { InputError } from '../core/input-error.js'
import { peek } from './peek.js'

/** What is said of text in another encoding. */
export const NOT_UTF8 = 'not valid UTF-8; convert the file (iconv -t UTF-8)'

/**
 * The bytes as UTF-8, where a byte-order mark says that they are UTF-16, as Excel and PowerShell write it; others as they are.
 *
 * @throws InputError for UTF-16 that is broken.
 */
export async function* asUtf8(stream: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const { start, chunks } = await peek(stream, (seen) => seen.length >= 2)
  const encoding = ENCODINGS.get(Buffer.from(start.subarray(0, 2)).toString('hex'))
  if (encoding === undefined) {
    yield* chunks
    return
  }
  const decoder = new TextDecoder(encoding, { fatal: true })
  const encoder = new TextEncoder()
  try {
    for await (const chunk of chunks) yield encoder.encode(decoder.decode(chunk, { stream: true }))
    decoder.decode()
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error
    throw new InputError(name, `not valid ${encoding.toUpperCase()}, as which its byte-order mark has it`)
  }
}

const ENCODINGS: ReadonlyMap<string, string> = new Map([
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
])

/** The bytes, as long as they are UTF-8. @throws InputError naming the line that is not. */
export async function* assertUtf8(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let line = 1
  let half = new Uint8Array() // of a character that two chunks share
  for await (const chunk of chunks) {
    const bytes = half.length === 0 ? chunk : Buffer.concat([half, chunk])
    const end = endOfWhole(bytes)
    const whole = bytes.subarray(0, end)
    if (!isUtf8(whole)) throw new InputError(`${name}:${line + linesBeforeBad(whole)}`, NOT_UTF8)
    line += linesIn(whole)
    half = Uint8Array.from(bytes.subarray(end))
    yield whole
  }
  if (half.length > 0) throw new InputError(`${name}:${line}`, NOT_UTF8)
}

/** Where a character begins whose end has not come yet. */
function endOfWhole(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number
    if (byte < 0x80) break
    if (byte < 0xc0) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return length > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

function linesIn(bytes: Uint8Array): number {
  let lines = 0
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines += 1
  return lines
}

function linesBeforeBad(bytes: Uint8Array): number {
  let lines = 0
  for (let start = 0, end = bytes.indexOf(10); end !== -1; start = end + 1, end = bytes.indexOf(10, start)) {
    if (!isUtf8(bytes.subarray(start, end))) break
    lines += 1
  }
  return lines
}
