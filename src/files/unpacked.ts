import { Readable } from 'node:stream'
import * as zlib from 'node:zlib'
import { InputError } from '../core/input-error.js'
import { peek } from './peek.js'

/** How packed bytes begin: RFC 1952, section 2.3.1, and RFC 8878, sections 3.1.1 and 3.1.2. */
const GZIP = [0x1f, 0x8b, 0x08]
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd]

/**
 * The bytes of a stream that may be packed with gzip or zstd, unpacked; known by how they begin, and not by a name. Several packed members one after another are one.
 *
 * @throws InputError for what is packed and broken, or ends too early.
 */
export async function* unpacked(stream: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const isOpen = (seen: Uint8Array) =>
    seen.length >= 4 || (seen.length > 0 && ![GZIP[0], ZSTD[0]].includes(seen[0] as number))
  const { start, chunks } = await peek(stream, isOpen)
  if (beginsWith(start, GZIP)) yield* through(zlib.createGunzip(), chunks, name, 'gzip')
  else if (beginsWith(start, ZSTD)) yield* unzstd(chunks, name)
  else yield* chunks
}

function beginsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte)
}

/** Node has zstd from 22.15 on; before, a decoder in JavaScript does it. */
export async function* unzstd(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const { createZstdDecompress } = zlib as { createZstdDecompress?: () => NodeJS.ReadWriteStream }
  if (createZstdDecompress !== undefined) {
    yield* through(createZstdDecompress(), chunks, name, 'zstd')
    return
  }
  const { Decompress } = await import('fzstd')
  let ready: Uint8Array[] = []
  const decoder = new Decompress((chunk) => ready.push(chunk.slice()))
  try {
    for await (const chunk of chunks) {
      decoder.push(chunk)
      yield* ready
      ready = []
    }
    decoder.push(new Uint8Array(), true)
  } catch (error) {
    throw broken(error, name, 'zstd')
  }
  yield* ready
}

async function* through(
  decoder: NodeJS.ReadWriteStream,
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  format: string,
): AsyncGenerator<Uint8Array> {
  const source = Readable.from(chunks, { objectMode: false })
  source.on('error', (error) => (decoder as unknown as Readable).destroy(error))
  source.pipe(decoder)
  try {
    yield* decoder as unknown as AsyncIterable<Uint8Array>
  } catch (error) {
    throw broken(error, name, format)
  } finally {
    source.destroy()
    ;(decoder as unknown as Readable).destroy()
  }
}

/** An error of the packing; others, as those of the disk, stay as they are. */
function broken(error: unknown, name: string, format: string): unknown {
  const { code, message, syscall } = error as { code?: unknown; message?: unknown; syscall?: unknown }
  // Node's have Z_… or ZSTD_… for a code, fzstd's a number.
  const isPacking = syscall === undefined && (typeof code === 'number' || /^(?:Z_|ZSTD_)/.test(String(code)))
  if (!isPacking || error instanceof InputError || typeof message !== 'string') return error
  return new InputError(name, `is packed with ${format}, and broken or cut off (${message})`)
}
