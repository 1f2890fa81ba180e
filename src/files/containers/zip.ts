import type { Readable } from 'node:stream'
import type { Entry, ZipFile } from 'yauzl'
import { InputError } from '../../core/input-error.js'
import { unzstd } from '../unpacked.js'
import { type WholeSource, wholeBytes } from './whole-source.js'

/** The files in a zip. */
export interface ZipMembers {
  /** Without folders, and without what systems add of their own. */
  names: readonly string[]
  /** The bytes of one, unpacked. */
  open(name: string): AsyncIterable<Uint8Array>
  close(): void
}

/** Compression methods, APPNOTE.TXT 4.4.5; inspect_ai writes zstd. */
const READABLE = new Map([
  [0, 'stored'],
  [8, 'deflate'],
  [93, 'zstd'],
])

/** @throws InputError for a zip that is broken. */
export async function zipMembers(source: WholeSource): Promise<ZipMembers> {
  const { name } = source
  const { fromBufferPromise, openPromise } = (await import('yauzl')).default
  const options = { lazyEntries: true, autoClose: false }
  const entries = new Map<string, Entry>()
  let zip: ZipFile
  try {
    zip =
      typeof source.whole === 'string'
        ? await openPromise(source.whole, options)
        : await fromBufferPromise(Buffer.from(await wholeBytes(source)), options)
    for await (const entry of zip.eachEntry()) {
      if (!/\/$|(?:^|\/)(?:__MACOSX\/|\.)/.test(entry.fileName)) entries.set(entry.fileName, entry)
    }
  } catch (error) {
    throw broken(error, name)
  }
  async function* open(member: string): AsyncGenerator<Uint8Array> {
    const entry = entries.get(member)
    const where = `${name}/${member}`
    if (entry === undefined) throw new InputError(name, `has no ${member}`)
    if (entry.isEncrypted()) throw new InputError(where, 'is encrypted; unpack it first')
    const method = entry.compressionMethod
    if (!READABLE.has(method)) {
      throw new InputError(
        where,
        `is packed by method ${method}, and not by ${[...READABLE.values()].join(', ')}; unpack it first`,
      )
    }
    try {
      const stream = await zip.openReadStreamPromise(entry, method === 93 ? { decodeFileData: false } : {})
      yield* method === 93 ? unzstd(stream, where) : (stream as Readable)
    } catch (error) {
      throw broken(error, where)
    }
  }
  return { names: [...entries.keys()], open, close: () => zip.close() }
}

function broken(error: unknown, where: string): unknown {
  if (!(error instanceof Error) || error instanceof InputError || 'syscall' in error) return error
  return new InputError(where, `is a zip that is broken or cut off (${error.message})`)
}
