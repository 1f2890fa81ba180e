import { createReadStream } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Where rows are: a path, the address of a file, a Blob or File, a stream of Node or of the web, or anything else that gives bytes or text piece by piece.
 * `-` is standard input.
 */
export type RowSource =
  | string
  | URL
  | Blob
  | ReadableStream<Uint8Array>
  | ReadableStream<string>
  | AsyncIterable<Uint8Array | string>

/** A source that is being read. */
export interface OpenSource {
  /** What errors call it. */
  name: string
  chunks: AsyncIterable<Uint8Array>
  /** The path of the file, or the Blob, that it is, where its parts can be read apart. */
  whole?: string | Blob
  /** Lets go of it. */
  close(): void
}

/** @throws TypeError for what is no source. */
export function openSource(source: RowSource): OpenSource {
  if (source === '-') return { name: 'stdin', chunks: process.stdin, close: () => {} }
  if (typeof source === 'string') return openFile(source)
  if (source instanceof URL) return openFile(fileURLToPath(source))
  const name = nameOf(source)
  if (source instanceof Blob)
    return { name: name ?? 'blob', chunks: bytesOf(streamOf(source)), whole: source, close: () => {} }
  if (typeof source !== 'object' || source === null || !(Symbol.asyncIterator in source)) {
    const got = Array.isArray(source) ? 'an array' : source === null ? 'null' : typeof source
    throw new TypeError(`expected a path, a URL, a Blob, or a stream of bytes or text, got ${got}`)
  }
  return { name: name ?? 'stream', chunks: bytesOf(source), close: () => {} }
}

function openFile(path: string): OpenSource {
  if (path.includes('\n')) {
    throw new TypeError('a text of several lines was given as a path; to read the text itself, give new Blob([text])')
  }
  const stream = createReadStream(path, { highWaterMark: 2 ** 18 })
  return { name: path, chunks: stream, whole: path, close: () => stream.destroy() }
}

/** The name of a File, and the path of a stream that Node reads from a file. */
function nameOf(source: object): string | undefined {
  const { name, path } = (source ?? {}) as { name?: unknown; path?: unknown }
  const found = source instanceof Blob ? name : path
  return typeof found === 'string' && found !== '' ? found : undefined
}

function streamOf(blob: Blob): AsyncIterable<Uint8Array> {
  return blob.stream() as unknown as AsyncIterable<Uint8Array> // it is one in Node; the types of some versions do not say so
}

async function* bytesOf(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let half = '' // of a character that two pieces of text share
  for await (const chunk of chunks) {
    if (chunk instanceof Uint8Array) yield chunk
    else if (typeof chunk === 'string') {
      const text = half + chunk
      const end = /[\uD800-\uDBFF]$/.test(text) ? text.length - 1 : text.length
      half = text.slice(end)
      yield encoder.encode(text.slice(0, end))
    } else
      throw new TypeError(`expected a stream of bytes or text, got one of ${chunk === null ? 'null' : typeof chunk}`)
  }
  if (half !== '') yield encoder.encode(half)
}
