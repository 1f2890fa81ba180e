import { createHash } from 'node:crypto'
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
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
  /** What earlier runs left, by key. */
  readonly rows: ReadonlyMap<string, JournalRow>
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
  const rows = new Map<string, JournalRow>()
  const close = () => {
    closeSync(file)
    releaseLock()
  }
  try {
    const content = readFileSync(path)
    const whole = content.lastIndexOf(0x0a) + 1
    if (whole < content.length) ftruncateSync(file, whole)
    for (const [at, line] of content.subarray(0, whole).toString('utf8').split('\n').entries()) {
      if (line !== '') addRow(rows, line, `${path}:${at + 1}`)
    }
  } catch (error) {
    close()
    throw error
  }

  return {
    rows,
    append(row) {
      writeSync(file, `${JSON.stringify(row)}\n`)
      rows.set(row.key, row)
    },
    async finish(keys) {
      const sorted = await atomicFile(path)
      try {
        for (const key of keys) {
          const row = rows.get(key)
          if (row !== undefined) await sorted.write(`${JSON.stringify(row)}\n`)
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

/** The key of a response: equal for equal causes, other for any other. */
export function journalKey(...causes: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(causes)).digest('hex').slice(0, 32)
}

function addRow(rows: Map<string, JournalRow>, line: string, where: string): void {
  let row: unknown
  try {
    row = JSON.parse(line)
  } catch {
    throw new InputError(where, 'not valid JSON; take the line out, or name another file')
  }
  const { key } = (row ?? {}) as { key?: unknown }
  if (typeof key !== 'string') {
    throw new InputError(where, 'no key: not a file of generated responses; name another file')
  }
  rows.set(key, row as JournalRow)
}
