import { InputError } from '../../core/input-error.js'

/** A source whose format has its directory at the end. */
export interface WholeSource {
  /** What errors call it. */
  name: string
  /** All of it, in order. */
  chunks: AsyncIterable<Uint8Array>
  /** The path of the file, or the Blob, that it is: its parts can be read apart. */
  whole?: string | Blob
}

/** What of a stream is kept in memory. */
const MOST_BYTES = 2 ** 30

/** The bytes of a source that is a stream. @throws InputError for too many. */
export async function wholeBytes({ name, chunks, whole }: WholeSource): Promise<Uint8Array> {
  if (whole instanceof Blob) return new Uint8Array(await whole.arrayBuffer())
  const kept: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > MOST_BYTES) {
      throw new InputError(name, 'is longer than 1 GiB, and has its directory at its end; give it as a file, unpacked')
    }
    kept.push(chunk)
  }
  return Buffer.concat(kept)
}
