/** A stream of which the first bytes were looked at. */
export interface Peeked {
  /** At least as many as were wanted, unless there are fewer. */
  start: Uint8Array
  /** All of it. */
  chunks: AsyncIterable<Uint8Array>
}

/** Looks at the first bytes of a stream, however small its pieces, until there are enough; it waits for no more than those. */
export async function peek(
  stream: AsyncIterable<Uint8Array>,
  isEnough: (start: Uint8Array) => boolean,
): Promise<Peeked> {
  const iterator = stream[Symbol.asyncIterator]()
  const seen: Uint8Array[] = []
  let start = Buffer.alloc(0)
  while (!isEnough(start)) {
    const next = await iterator.next()
    if (next.done) break
    seen.push(next.value)
    start = Buffer.concat([start, next.value])
  }
  async function* chunks() {
    try {
      yield* seen
      yield* { [Symbol.asyncIterator]: () => iterator }
    } finally {
      await iterator.return?.() // also where nobody comes to what follows the pieces that were looked at
    }
  }
  return { start, chunks: chunks() }
}
