import { InputError } from '../core/input-error.js'
import { download } from './download.js'
import { readLocal } from './read-local.js'

/**
 * Bytes, or where they are: a path or `file:` or `http(s):` URL, or a function that fetches them. In a browser every string is an address, as the
 * page would load it.
 */
export type ByteSource = Uint8Array | URL | string | (() => Promise<Uint8Array>)

/**
 * The bytes of a source. Paths and `file:` URLs need Node.
 *
 * @throws InputError that names the source, when it cannot be read.
 */
export async function loadBytes(source: ByteSource): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source
  if (typeof source === 'function') return source()
  try {
    if (/^https?:/.test(String(source))) return await download(source)
    return await readLocal(source)
  } catch (error) {
    throw new InputError(String(source), `cannot be read (${(error as Error).message})`)
  }
}

/** How a source is called in a signature or an error: the file's name, without its folder. */
export function sourceName(source: ByteSource): string {
  if (source instanceof Uint8Array || typeof source === 'function') return 'model'
  return String(source).split(/[\\/]/).at(-1) ?? 'model'
}
