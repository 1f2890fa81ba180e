import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { InputError } from '../core/input-error.js'

/**
 * Keeps a file for this process: a lock file beside it holds the process’s number. One that a process left which was killed is taken over.
 *
 * @param name What errors call the file.
 * @returns What lets go of it.
 * @throws InputError when another process has it, and when the folder cannot be written to.
 */
export function takeLock(path: string, name = path): () => void {
  const lock = `${path}.lock`
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx', mode: 0o600 })
      return () => rmSync(lock, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new InputError(name, `cannot be written (${(error as Error).message})`)
      }
      const owner = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0
      if (owner !== process.pid && isAlive(owner)) {
        throw new InputError(name, `process ${owner} is writing to it; if that is none of these, remove ${lock}`)
      }
      if (owner === process.pid) throw new InputError(name, 'is being written to already')
      rmSync(lock, { force: true }) // left by a process that was killed
    }
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
