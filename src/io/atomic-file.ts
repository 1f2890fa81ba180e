import { randomBytes } from 'node:crypto'
import { createWriteStream, existsSync, statSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { InputError } from '../core/input-error.js'

/** A file that appears under its name only when it is whole. */
export interface AtomicFile {
  /** Resolves when more may be written: memory stays bounded however slow the disk. */
  write(text: string): Promise<void>
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
  if (existsSync(path) && statSync(path).isDirectory()) throw new InputError(path, 'is a folder; name a file')
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  const stream = createWriteStream(temporary, { flags: 'wx', mode: 0o600 })
  let broken: Error | undefined
  stream.on('error', (error) => {
    broken = error
  })
  await new Promise<void>((resolve, reject) => {
    stream.once('open', () => resolve())
    stream.once('error', (error) => reject(new InputError(path, `cannot be written (${error.message})`)))
  })
  const check = () => {
    if (broken !== undefined) throw new InputError(path, `cannot be written (${broken.message})`)
  }
  return {
    async write(text) {
      check()
      if (!stream.write(text)) {
        await new Promise<void>((resolve) => {
          const go = () => {
            stream.off('drain', go).off('error', go)
            resolve()
          }
          stream.on('drain', go).on('error', go)
        })
        check()
      }
    },
    async commit() {
      await new Promise<void>((resolve) => stream.end(resolve))
      check()
      await rename(temporary, path)
    },
    async discard() {
      stream.destroy()
      await rm(temporary, { force: true })
    },
  }
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
