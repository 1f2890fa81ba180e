/**
 * Bytes as a string of characters 0–255, one for one: the affix file is mostly ASCII and mostly small pieces, which strings are
 * better at than arrays.
 */
export type ByteString = string

const CHUNK = 8192

export function toByteString(bytes: Uint8Array): ByteString {
  const chunk = (start: number) => {
    // Not spread: an iterator would hand over one byte after another.
    const codes = bytes.subarray(start, start + CHUNK) as unknown as number[]
    return String.fromCharCode.apply(null, codes)
  }
  if (bytes.length <= CHUNK) return chunk(0)
  const chunks: string[] = []
  for (let start = 0; start < bytes.length; start += CHUNK) chunks.push(chunk(start))
  return chunks.join('')
}

export function toBytes(text: ByteString): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}

/** The characters of bytes in UTF-8, or the bytes one by one. */
export function charactersOf(text: ByteString, utf8: boolean): ByteString[] {
  return utf8 ? (text.match(/[\xc0-\xff][\x80-\xbf]*|./gs) ?? []) : text.split('')
}

/** Back to front, characters staying whole: option COMPLEXPREFIXES reads words from the other end. */
export function reversed(text: ByteString, utf8: boolean): ByteString {
  return charactersOf(text, utf8).reverse().join('')
}
