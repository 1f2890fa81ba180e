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
    this.filter = new Int32Array(powerOfTwo((kept.length / 2) * FILTER_BITS) / 32)
    this.#mask = powerOfTwo(kept.length) - 1
    this.#slots = new Int32Array((this.#mask + 1) * 2).fill(FREE)
    const filterMask = this.filter.length * 32 - 1
    for (let i = 0; i < kept.length; i += 2) {
      const bucket = kept[i] as number
      const bit = bucket & filterMask
      this.filter[bit >>> 5] = (this.filter[bit >>> 5] as number) | (1 << (bit & 31))
      const slot = this.#slotOf(bucket)
      this.#slots[slot] = bucket
      this.#slots[slot + 1] = kept[i + 1] as number
    }
  }

  /** The row, or −1 for a bucket that was not kept. */
  row(bucket: number): number {
    return this.#slots[this.#slotOf(bucket) + 1] as number
  }

  #slotOf(bucket: number): number {
    for (let slot = bucket & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const taken = this.#slots[slot * 2]
      if (taken === bucket || taken === FREE) return slot * 2
    }
  }
}

/** The next power of two, at least 32. */
function powerOfTwo(least: number): number {
  return 2 ** Math.max(5, Math.ceil(Math.log2(least + 1)))
}
