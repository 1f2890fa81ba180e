import { BUCKETS, bucketOf } from './word-index.js'

/** Lines of a word list by bucket: where they start, and of each the line before of the same bucket. */
export class LineChains {
  /** In the order of the list; there is room for more than {@link count}, as arrays grow before they are full. */
  starts: Int32Array
  /** Per line the one before of its bucket, and per bucket its last line, from 1. */
  links: Int32Array
  readonly heads = new Int32Array(BUCKETS)
  /** How many are linked. */
  count = 0

  /** @param portion How many lines there must be room for at any time. */
  constructor(private readonly portion: number) {
    this.starts = new Int32Array(2 * portion)
    this.links = new Int32Array(2 * portion)
  }

  add(key: number, start: number): void {
    this.starts[this.count] = start
    this.link(key)
    this.makeRoom()
  }

  /** Adds a line that is in {@link starts} already. */
  link(key: number): void {
    const bucket = bucketOf(key)
    this.links[this.count++] = this.heads[bucket] as number
    this.heads[bucket] = this.count
  }

  makeRoom(): void {
    if (this.starts.length - this.count > this.portion) return
    this.starts = grown(this.starts)
    this.links = grown(this.links)
  }

  /** The places in {@link starts} of a bucket's lines, in the order of the list. */
  of(bucket: number): number[] {
    const places: number[] = []
    for (let at = this.heads[bucket] as number; at > 0; at = this.links[at - 1] as number) places.push(at - 1)
    return places.reverse()
  }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const result = new Int32Array(array.length * 2)
  result.set(array)
  return result
}
