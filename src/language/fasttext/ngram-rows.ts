import type { Dictionary } from './dictionary.js'

const FREE = -1

/** From the bucket of an n-gram to its row of the input matrix (dictionary.cc, pushHash): an open hash table of what pruning kept. */
export class NgramRows {
  /** The first row of n-grams: those of words come before. */
  readonly #first: number
  /** Bucket and row, side by side; at most half of the pairs are taken. Undefined: every bucket has its row. */
  readonly #slots: Int32Array | undefined
  readonly #mask: number

  constructor({ words, kept }: Pick<Dictionary, 'words' | 'kept'>) {
    this.#first = words
    this.#mask = kept === undefined ? 0 : 2 ** Math.ceil(Math.log2(kept.length + 2)) - 1
    if (kept === undefined) return
    const slots = new Int32Array((this.#mask + 1) * 2).fill(FREE)
    for (let i = 0; i < kept.length; i += 2) {
      const bucket = kept[i] as number
      let slot = bucket & this.#mask
      while (slots[slot * 2] !== FREE && slots[slot * 2] !== bucket) slot = (slot + 1) & this.#mask
      slots[slot * 2] = bucket
      slots[slot * 2 + 1] = words + (kept[i + 1] as number)
    }
    this.#slots = slots
  }

  /** The row, or −1 for an n-gram that pruning dropped. */
  of(bucket: number): number {
    const slots = this.#slots
    if (slots === undefined) return this.#first + bucket
    for (let slot = bucket & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const taken = slots[slot * 2] as number
      if (taken === bucket) return slots[slot * 2 + 1] as number
      if (taken === FREE) return -1
    }
  }
}
