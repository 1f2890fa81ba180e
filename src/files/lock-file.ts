import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { InputError } from '../core/input-error.js'

/** The locks of this process. One with its number that is not among them was left by an earlier process: in a container all are 1. */
const held = new Set<string>()

/**
 * Keeps a file for this process: a lock file beside it holds the process’s number. One that a process left which was killed is taken over.
 *
 * @param name What errors call the file.
 * @returns What lets go of it.
 * @throws InputError when another process has it, and when the folder cannot be written to.
 */
export function takeLock(path: string, name = path): () => void {
  const lock = `${resolve(path)}.lock`
  if (held.has(lock)) throw new InputError(name, 'is being written to already')
  while (!isMade(lock, name)) {
    const owner = read(lock)
    if (owner === undefined) continue
    if (!/^\d*$/.test(owner)) throw new InputError(lock, 'is no lock of ours, and stays; move it away')
    if (owner === '' || isAlive(Number(owner))) {
      const who = owner === '' ? 'another process' : `process ${owner}` // which has made the lock and not yet written into it
      throw new InputError(name, `${who} is writing to it; if that is none of these, remove ${lock}`)
    }
    removeStale(lock, owner)
  }
  held.add(lock)
  return () => {
    if (held.delete(lock)) rmSync(lock, { force: true })
  }
}

function isMade(lock: string, name: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw new InputError(name, `cannot be written (${(error as Error).message})`)
  }
}

/** Removes a lock that nobody holds; moved aside first, and put back if somebody else has just taken it over. */
function removeStale(lock: string, owner: string): void {
  const aside = `${lock}.${randomBytes(6).toString('hex')}`
  try {
    renameSync(lock, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return // somebody else was faster
    throw error
  }
  if (read(aside) === owner) rmSync(aside)
  else renameSync(aside, lock)
}

function read(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0) || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
