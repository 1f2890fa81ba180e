import { FNV_BASIS, FNV_PRIME } from '../file/hash.js'

/** What a byte may be: part of a word, the end of one, or the first byte of several that may be its end. */
const PART = 0
const END = 1
const kinds = new Uint8Array(256)
for (const end of [0, 9, 10, 11, 12, 13, 32]) kinds[end] = END
for (const first of [0x3c, 0xc2, 0xe1, 0xe2, 0xe3, 0xef]) kinds[first] = 2

/** Takes a word: where it begins and ends, and its hash. */
export type TakeWord = (from: number, to: number, hash: number) => void

/**
 * Gives each word of a text. Words end where fastText's do (dictionary.cc, readWord) and also at the rest of Unicode's white space and at a
 * literal `</s>`: what `foldWhiteSpace` and the removal of that token do before fastText in WebAssembly, here without making a string.
 *
 * `bytes` is UTF-8 from `from` to `to`, writable at `to`; a word's neighbouring bytes may be overwritten when it is taken.
 */
export function eachWord(bytes: Uint8Array, signed: Int8Array, from: number, to: number, take: TakeWord): void {
  bytes[to] = 32
  let i = from
  while (i < to) {
    const length = separatorLength(bytes, i)
    if (length > 0) {
      i += length
      continue
    }
    const start = i
    let hash = FNV_BASIS
    let next = 0
    do {
      hash = Math.imul(hash ^ (signed[i++] as number), FNV_PRIME)
      if (kinds[bytes[i] as number] !== PART) next = separatorLength(bytes, i)
    } while (next === 0)
    const end = i
    i += next
    take(start, end, hash)
  }
}

/** How many bytes of separator there are at a place; 0: none. */
function separatorLength(bytes: Uint8Array, i: number): number {
  const byte = bytes[i] as number
  const kind = kinds[byte] as number
  if (kind === PART) return 0
  if (kind === END) return 1
  const second = bytes[i + 1] as number
  if (byte === 0xc2) return second === 0xa0 ? 2 : 0 // U+00A0
  const third = bytes[i + 2] as number
  switch (byte) {
    case 0x3c:
      return second === 0x2f && third === 0x73 && bytes[i + 3] === 0x3e ? 4 : 0 // </s>
    case 0xe1:
      return second === 0x9a && third === 0x80 ? 3 : 0 // U+1680
    case 0xe2:
      // U+2000 to U+200A, U+2028, U+2029, U+202F; U+205F
      if (second === 0x80) return third <= 0x8a || third === 0xa8 || third === 0xa9 || third === 0xaf ? 3 : 0
      return second === 0x81 && third === 0x9f ? 3 : 0
    case 0xe3:
      return second === 0x80 && third === 0x80 ? 3 : 0 // U+3000
    default:
      return second === 0xbb && third === 0xbf ? 3 : 0 // U+FEFF
  }
}
