/** FNV-1a, 32 bits: the start and the factor. */
export const FNV_BASIS = 0x811c9dc5 | 0
export const FNV_PRIME = 16777619

/** Factor of the hash of a sequence of words (dictionary.cc, addWordNgrams). */
const SEQUENCE_FACTOR = 116049371

/**
 * fastText's hash: FNV-1a, but each byte is widened with its sign, since released models were trained so (dictionary.cc, hash).
 * Hence bytes are read as Int8 wherever they are hashed.
 */
export function fnv1a(bytes: Int8Array, from: number, to: number): number {
  let hash = FNV_BASIS
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] as number), FNV_PRIME)
  return hash
}

/**
 * Gives `push` the bucket of every sequence of two to `longest` words: h ← h · 116049371 + next, modulo 2⁶⁴, with each word's hash taken
 * as a signed number. JavaScript has no 64-bit integers that are fast, hence the two halves.
 */
export function wordSequences(
  hashes: Int32Array,
  count: number,
  longest: number,
  bucket: number,
  push: (bucket: number) => void,
): void {
  for (let i = 0; i < count; i++) {
    let low = (hashes[i] as number) >>> 0
    let high = (hashes[i] as number) < 0 ? 0xffffffff : 0
    for (let j = i + 1; j < count && j < i + longest; j++) {
      const next = hashes[j] as number
      const product = (low >>> 16) * SEQUENCE_FACTOR
      const sum = (low & 0xffff) * SEQUENCE_FACTOR + (product % 65536) * 65536 + (next >>> 0)
      high = (Math.imul(high, SEQUENCE_FACTOR) + Math.floor(product / 65536) + Math.floor(sum / 2 ** 32)) >>> 0
      if (next < 0) high = (high - 1) >>> 0
      low = sum % 2 ** 32
      // Modulo in steps that stay under 2⁵³.
      const upper = ((high % bucket) * 65536 + (low >>> 16)) % bucket
      push((upper * 65536 + (low & 0xffff)) % bucket)
    }
  }
}
