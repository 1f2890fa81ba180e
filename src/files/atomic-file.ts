import { randomBytes } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
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
 * @throws InputError when the folder does not exist or cannot be written to.
 */
export async function atomicFile(path: string): Promise<AtomicFile> {
  assertNoFolder(path)
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  const file = await fileWriter(temporary, 'wx', path)
  return {
    write: file.write,
    async commit() {
      await file.end()
      await rename(temporary, path)
    },
    async discard() {
      await file.destroy()
      await rm(temporary, { force: true })
    },
  }
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
