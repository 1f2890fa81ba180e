import { NONE } from '../dic/word-index.js'
import { toByteString, toBytes } from '../letters/byte-string.js'

/** Most pairs of s that are tried both ways. */
const MAX_SHARPS = 5

/** Tries sharp s for each `ss`, in every combination with at least one. */
export function someSharps(bytes: Uint8Array, utf8: boolean, find: (bytes: Uint8Array) => number): number {
  const text = toByteString(bytes)
  const attempt = (from: string, position: number, tried: number, replaced: number): number => {
    const at = from.indexOf('ss', position)
    if (at >= 0 && tried < MAX_SHARPS) {
      const sharp = `${from.slice(0, at)}\xc3\x9f${from.slice(at + 2)}`
      const id = attempt(sharp, at + 2, tried + 1, replaced + 1)
      return id === NONE ? attempt(from, at + 2, tried + 1, replaced) : id
    }
    return replaced > 0 ? find(toBytes(utf8 ? from : from.replaceAll('\xc3\x9f', '\xdf'))) : NONE
  }
  return attempt(text, 0, 0, 0)
}
