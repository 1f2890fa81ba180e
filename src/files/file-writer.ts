import { createWriteStream } from 'node:fs'
import { InputError } from '../core/input-error.js'

/** A file that is being written. */
export interface FileWriter {
  /** Resolves when more may be written: memory stays bounded however slow the disk. */
  write(text: string | Uint8Array): Promise<void>
  /** Resolves when all of it is on the disk. */
  end(): Promise<void>
  /** Lets go of the file as it is; resolves when nothing writes to it any more. */
  destroy(): Promise<void>
}

/**
 * Opens a file to write to, readable by its owner alone unless `mode` says otherwise.
 *
 * @param flags `wx` for a new one, `a` to go on with one.
 * @param name What errors call it.
 * @throws InputError, also from `write` and `end`, for a folder that does not exist, a full disk and the like.
 */
export async function fileWriter(path: string, flags: 'wx' | 'a', name: string, mode = 0o600): Promise<FileWriter> {
  const stream = createWriteStream(path, { flags, mode, flush: true, highWaterMark: 2 ** 18 })
  let broken: Error | undefined
  stream.on('error', (error) => {
    broken = error
  })
  const check = () => {
    if (broken !== undefined) throw new InputError(name, `cannot be written (${broken.message})`)
  }
  await new Promise<void>((resolve) => stream.once('open', () => resolve()).once('error', () => resolve()))
  check()
  return {
    async write(text) {
      check()
      if (stream.write(text)) return
      await new Promise<void>((resolve) => {
        const go = () => {
          stream.off('drain', go).off('error', go)
          resolve()
        }
        stream.on('drain', go).on('error', go)
      })
      check()
    },
    async end() {
      check()
      await new Promise<void>((resolve) => stream.once('close', () => resolve()).end())
      check()
    },
    async destroy() {
      if (stream.closed) return
      await new Promise<void>((resolve) => stream.once('close', () => resolve()).destroy())
    },
  }
}
