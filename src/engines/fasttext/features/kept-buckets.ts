const FREE = -1
/** Bits of the filter for each kept bucket: one n-gram in sixteen that was dropped passes it, at most. */
const FILTER_BITS = 16

/** Bucket → row of the n-grams that pruning kept (`fasttext quantize -cutoff`): an open hash table behind a filter. */
export class KeptBuckets {
  /** A set bit means that a bucket of the same last bits was kept. Most n-grams were dropped, and need no more than this. */
  readonly filter: Int32Array
  readonly #slots: Int32Array
  readonly #mask: number

  /** @param kept Bucket and row, side by side. */
  constructor(kept: Int32Array) {
    const filter = new Int32Array(powerOfTwo((kept.length / 2) * FILTER_BITS) / 32)
    const filterMask = filter.length * 32 - 1
    const mask = powerOfTwo(kept.length) - 1
    const slots = new Int32Array((mask + 1) * 2).fill(FREE)
    for (let i = 0; i < kept.length; i += 2) {
      const bucket = kept[i] as number
      const word = (bucket & filterMask) >>> 5
      filter[word] = (filter[word] as number) | (1 << (bucket & 31))
      let slot = bucket & mask
      while (slots[slot * 2] !== FREE && slots[slot * 2] !== bucket) slot = (slot + 1) & mask
      slots[slot * 2] = bucket
      slots[slot * 2 + 1] = kept[i + 1] as number
    }
    this.filter = filter
    this.#slots = slots
    this.#mask = mask
  }

  /** The row, or −1 for a bucket that was not kept. */
  row(bucket: number): number {
    const slots = this.#slots
    const mask = this.#mask
    let slot = bucket & mask
    while (slots[slot * 2] !== bucket && slots[slot * 2] !== FREE) slot = (slot + 1) & mask
    return slots[slot * 2 + 1] as number
  }
}

/** The next power of two, at least 32. */
function powerOfTwo(least: number): number {
  return 2 ** Math.max(5, Math.ceil(Math.log2(least + 1)))
}
