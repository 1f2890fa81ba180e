import { readFileSync } from 'node:fs'
import { link, rename, rm } from 'node:fs/promises'
import { InputError } from '../core/input-error.js'
import { type FileWriter, fileWriter } from './file-writer.js'
import { assertNew, haveSameBytes, IS_THERE, outputTarget } from './output-file.js'
import { removeLeftovers, temporaryName } from './temporary-file.js'

/** A file that appears under its name only when it is whole. */
export interface AtomicFile extends Pick<FileWriter, 'write'> {
  /** Gives the file its name, in one step. */
  commit(): Promise<void>
  /** Leaves nothing behind. */
  discard(): Promise<void>
}

/**
 * Opens a temporary file beside the final one. What earlier processes left of such files when they were killed is removed.
 *
 * @param options.overwrite Whether a file that is there may be replaced: the target of a link, and no device.
 * @param options.mode Who may read it; its owner alone if nothing is said.
 * @throws InputError when the folder does not exist or cannot be written to; also from `commit`, when there is a file that may not be replaced.
 */
export async function atomicFile(
  name: string,
  { overwrite, mode = 0o600 }: { overwrite: boolean; mode?: number },
): Promise<AtomicFile> {
  const path = outputTarget(name)
  if (!overwrite) assertNew(name, path)
  removeLeftovers(path)
  const temporary = temporaryName(path)
  const file = await fileWriter(temporary, 'wx', name, mode)
  return {
    write: file.write,
    async commit() {
      await file.end()
      await giveName(temporary, path, { name, overwrite })
    },
    async discard() {
      await file.destroy()
      await rm(temporary, { force: true })
    },
  }
}

/**
 * Gives a whole file its name.
 *
 * @param options.name What errors call it.
 * @throws InputError when there is another file of that name, and it may not be replaced.
 */
export async function giveName(
  from: string,
  path: string,
  { name, overwrite }: { name: string; overwrite: boolean },
): Promise<void> {
  if (overwrite) return rename(from, path)
  try {
    await link(from, path) // unlike a renaming, it does not replace what has come there meanwhile
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') {
      if (!haveSameBytes(from, path)) throw new InputError(name, IS_THERE)
    } else {
      assertNew(name, path)
      if (!LINKLESS.includes(code)) throw error
      return rename(from, path)
    }
  }
  await rm(from)
}

/** What file systems without hard links say. */
const LINKLESS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']

/**
 * Writes a file in one step: it is the old one, or the whole new one.
 *
 * @param options.overwrite Whether a file that is there may be replaced; one that has this very text stays in either case.
 * @throws InputError as {@link atomicFile} does.
 */
export async function writeWhole(
  path: string,
  text: string | Iterable<string>,
  { overwrite }: { overwrite: boolean },
): Promise<void> {
  if (typeof text === 'string' && hasText(outputTarget(path), text)) return
  const file = await atomicFile(path, { overwrite })
  try {
    for (const part of typeof text === 'string' ? [text] : text) await file.write(part)
    await file.commit()
  } catch (error) {
    await file.discard()
    throw error
  }
}

function hasText(path: string, text: string): boolean {
  try {
    return readFileSync(path, 'utf8') === text
  } catch {
    return false
  }
}
