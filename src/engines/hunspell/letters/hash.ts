/** FNV-1a of 32 bits: one byte after another, so that the hash of a word's beginning goes on to the hash of the whole. */
export const HASH_START = 0x811c9dc5 | 0

/** Goes on from a hash, or starts one. */
export function hashBytes(bytes: Uint8Array, start: number, end: number, from: number = HASH_START): number {
  let hash = from
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193)
  return hash
}
