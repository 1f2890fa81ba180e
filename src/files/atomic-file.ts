import { randomBytes } from 'node:crypto'
import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs'
import { link, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { InputError } from '../core/input-error.js'
import { type FileWriter, fileWriter } from './file-writer.js'

/** A file that appears under its name only when it is whole. */
export interface AtomicFile extends Pick<FileWriter, 'write'> {
  /** Gives the file its name, in one step. */
  commit(): Promise<void>
  /** Leaves nothing behind. */
  discard(): Promise<void>
}

/**
 * Opens a temporary file beside the final one.
 *
 * @param options.overwrite Whether a file that is there may be replaced: the target of a link, and no device.
 * @throws InputError when the folder does not exist or cannot be written to; also from `commit`, when there is a file that may not be replaced.
 */
export async function atomicFile(name: string, { overwrite = true } = {}): Promise<AtomicFile> {
  const path = overwrite ? replaceable(name) : name
  if (!overwrite) assertNew(name)
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  const file = await fileWriter(temporary, 'wx', name)
  return {
    write: file.write,
    async commit() {
      await file.end()
      if (overwrite) await rename(temporary, path)
      else await giveName(temporary, name)
    },
    async discard() {
      await file.destroy()
      await rm(temporary, { force: true })
    },
  }
}

/** The file that is to be replaced or made. */
function replaceable(path: string): string {
  assertNoFolder(path)
  if (!existsSync(path)) return path
  if (!statSync(path).isFile()) throw new InputError(path, 'is no regular file, and is not replaced; name another')
  return realpathSync(path)
}

/** Unlike a renaming, a link does not replace what has come there meanwhile. */
async function giveName(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path)
  } catch (error) {
    assertNew(path)
    if (!LINKLESS.includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    return rename(temporary, path)
  }
  await rm(temporary)
}

/** What file systems without hard links say. */
const LINKLESS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']

function assertNew(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return
  throw new InputError(path, 'is there already; name another file, or pass { overwrite: true }')
}

/** @throws InputError when there is a folder of that name. */
export function assertNoFolder(path: string): void {
  if (existsSync(path) && statSync(path).isDirectory()) throw new InputError(path, 'is a folder; name a file')
}

/** Writes a file in one step: it is the old one, or the whole new one. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const file = await atomicFile(path)
  try {
    await file.write(text)
    await file.commit()
  } catch (error) {
    await file.discard()
    throw error
  }
}
