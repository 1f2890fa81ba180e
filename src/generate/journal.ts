import { createHash } from 'node:crypto'
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { InputError } from '../core/input-error.js'
import type { JsonObject } from '../core/score.js'
import { atomicFile } from '../files/atomic-file.js'
import { takeLock } from '../files/lock-file.js'

/** A line of the journal: a response under its key. */
export interface JournalRow extends JsonObject {
  key: string
}

/** Responses on disk, as they come. */
export interface Journal {
  /** What this run and earlier ones left under a key. It stays on disk: a journal may be larger than memory. */
  row(key: string): JournalRow | undefined
  /** Appends one whole line, in one write. */
  append(row: JournalRow): void
  /** Puts the rows of these keys into this order, in one step, and lets go of the file. */
  finish(keys: readonly string[]): Promise<void>
  /** Lets go of the file as it is. */
  close(): void
}

/**
 * Opens, or goes on with, an append-only JSONL file. A torn last line, of a run that was killed while it wrote, is cut off; a damaged one elsewhere is an
 * error. One process at a time: a lock file beside it holds the process’s number.
 *
 * @throws InputError naming file and line for a line that is none of a journal, and when another process writes to it.
 */
export function openJournal(path: string): Journal {
  const releaseLock = takeLock(path)
  let file: number
  try {
    file = openSync(path, 'a+', 0o600)
  } catch (error) {
    releaseLock()
    throw new InputError(path, `cannot be written (${(error as Error).message}); does ${dirname(path)} exist?`)
  }
  const places = new Map<string, Place>()
  let end = 0
  const close = () => {
    closeSync(file)
    releaseLock()
  }
  try {
    end = findRows(file, path, places)
    if (end < fstatSync(file).size) ftruncateSync(file, end)
  } catch (error) {
    close()
    throw error
  }
  const textAt = ({ start, bytes }: Place) => {
    const block = Buffer.alloc(bytes)
    for (let read = 0; read < bytes; ) read += readSync(file, block, read, bytes - read, start + read)
    return block.toString('utf8')
  }

  return {
    row(key) {
      const place = places.get(key)
      return place && (JSON.parse(textAt(place)) as JournalRow)
    },
    append(row) {
      const line = Buffer.from(`${JSON.stringify(row)}\n`)
      for (let written = 0; written < line.length; ) written += writeSync(file, line, written)
      places.set(row.key, { start: end, bytes: line.length - 1 })
      end += line.length
    },
    async finish(keys) {
      const sorted = await atomicFile(path, { overwrite: true })
      try {
        for (const key of keys) {
          const place = places.get(key)
          if (place !== undefined) await sorted.write(`${textAt(place)}\n`)
        }
        await sorted.commit()
      } catch (error) {
        await sorted.discard()
        throw error
      } finally {
        close()
      }
    },
    close,
  }
}

/** Where in the file a row is. */
interface Place {
  start: number
  bytes: number
}

/**
 * Finds the rows of a journal, block by block: no text of V8's is as long as a file may be.
 *
 * @returns where the last whole row ends.
 */
function findRows(file: number, path: string, places: Map<string, Place>): number {
  const block = Buffer.alloc(2 ** 20)
  let pending: Buffer[] = []
  let [start, at, number] = [0, 0, 0]
  for (;;) {
    const read = readSync(file, block, 0, block.length, at)
    if (read === 0) break
    let from = 0
    for (let to = block.indexOf(10); to !== -1 && to < read; to = block.indexOf(10, from)) {
      const line = Buffer.concat([...pending, block.subarray(from, to)])
      number += 1
      if (line.length > 0) {
        places.set(keyOfRow(line.toString('utf8'), `${path}:${number}`), { start, bytes: line.length })
      }
      pending = []
      start += line.length + 1
      from = to + 1
    }
    if (from < read) pending.push(Buffer.from(block.subarray(from, read)))
    at += read
    assertBeginning() // before a file without line ends fills the memory
  }
  assertBeginning()
  return start

  function assertBeginning() {
    const rest = (pending[0] ?? Buffer.alloc(0)).toString('utf8', 0, START.length)
    if (places.size === 0 && !START.startsWith(rest)) throw foreign(path)
  }
}

/** How the row begins that may be torn. What begins otherwise is somebody else's, and is not cut off. */
const START = '{"key":"'

function foreign(where: string): InputError {
  return new InputError(where, 'no key: not a file of generated responses; name another file')
}

/** The key of a response: equal for equal causes, other for any other. */
export function journalKey(...causes: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(causes)).digest('hex').slice(0, 32)
}

function keyOfRow(line: string, where: string): string {
  let row: unknown
  try {
    row = JSON.parse(line)
  } catch {
    throw new InputError(where, 'not valid JSON; take the line out, or name another file')
  }
  const { key } = (row ?? {}) as { key?: unknown }
  if (typeof key !== 'string' || !/^[0-9a-f]{32}$/.test(key)) throw foreign(where)
  return key
}
