import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'

/** Of this machine or container: process numbers of another say nothing here. */
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)
const NAME = /^(?<host>[0-9a-f]{8})-(?<pid>\d+)-[0-9a-f]{12}\.tmp$/

/** What another machine left is old enough to be of no use to it. */
const OLD = 24 * 60 * 60 * 1000

/** A new name beside a file, for what is to become that file. It says which process makes it. */
export function temporaryName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${HOST}-${process.pid}-${randomBytes(6).toString('hex')}.tmp`)
}

/** Removes what processes that were killed have left of such files of this path. */
export function removeLeftovers(path: string): void {
  const folder = dirname(path)
  const start = `.${basename(path)}.`
  for (const name of namesIn(folder)) {
    if (!name.startsWith(start)) continue
    const { host, pid } = NAME.exec(name.slice(start.length))?.groups ?? {}
    if (pid === undefined) continue
    const file = join(folder, name)
    if (host === HOST ? isEnded(Number(pid)) : isOld(file)) rmSync(file, { force: true })
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // whoever opens the file says what is wrong with its folder
  }
}

function isEnded(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

function isOld(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false })
  return found !== undefined && Date.now() - found.mtimeMs > OLD
}
