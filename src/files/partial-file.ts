import { createReadStream, existsSync, readFileSync, rmSync } from 'node:fs'
import { open, rm, truncate } from 'node:fs/promises'
import { InputError } from '../core/input-error.js'
import { parseSignature, uniteSignatures } from '../core/signature.js'
import { giveName, writeWhole } from './atomic-file.js'
import { fileWriter } from './file-writer.js'
import { takeLock } from './lock-file.js'
import { assertNew, isSameFile, outputTarget } from './output-file.js'
import { orThrow, readLines } from './read-lines.js'

/** What a run's rows depend on, besides its input. */
export interface PartialRun {
  /** By the names that the user knows them by. */
  options: Readonly<Record<string, unknown>>
  signature: string
}

/** Rows that are being written, in a file that a later run can go on with. */
export interface PartialFile {
  /** Where they are until they are whole. */
  readonly path: string
  /** The rows that an earlier run left, in order. */
  kept(): AsyncGenerator<{ text: string; where: string }>
  /**
   * Writes whole rows. While there are rows of an earlier run, they are compared with these instead.
   *
   * @throws InputError naming the line, when an earlier run wrote something else there; and for a full disk.
   */
  write(text: string | Uint8Array): Promise<void>
  /** Gives the file its name, in one step. */
  commit(): Promise<void>
  /** Lets go of it, to be gone on with; without a row nothing stays behind. Whether this run has written any. */
  leave(): Promise<boolean>
}

/**
 * Opens `FILE.partial`, which becomes FILE when it is committed; what run it is of stands in `FILE.partial.json`. A torn last row, of a run that was
 * killed while it wrote, is cut off.
 *
 * @param options.resume Whether to go on with the rows of an earlier run, if there are any. A FILE that is there is then taken for what the run made before it was
 * killed, and stays: its bytes must come out again.
 * @param options.overwrite Whether a FILE that is there may be replaced.
 * @throws InputError when there are rows and they are not to be gone on with, or are of a run with other options; when another process writes them; when
 * `FILE.partial` or `FILE.partial.json` is somebody else's; also from `commit`, when there is a FILE that may not be replaced.
 */
export async function partialFile(
  name: string,
  { run, resume, overwrite = false }: { run: PartialRun; resume: boolean; overwrite?: boolean },
): Promise<PartialFile> {
  const path = outputTarget(name)
  if (!overwrite && !resume) assertNew(name, path)
  const partial = `${path}.partial`
  const about = `${partial}.json`
  const release = takeLock(partial, name)
  const remove = () => {
    for (const file of [partial, about]) rmSync(file, { force: true })
  }
  try {
    if (existsSync(partial) && !existsSync(about)) {
      throw new InputError(partial, `is not of a run that was interrupted: there is no ${about}; move it away`)
    }
    if (existsSync(about)) readAbout(about, partial) // or it is somebody else's
    if (isSameFile(partial, path)) remove() // a run that was killed had just given it its name
    const kept = existsSync(partial) ? await bytesOfWholeLines(partial) : 0
    if (kept > 0 && !resume) {
      throw new InputError(
        name,
        `a run that was interrupted left ${partial}; add --resume to go on with it, or remove it to start again`,
      )
    }
    if (kept > 0) {
      assertSameRun(partial, about, run)
      await truncate(partial, kept)
    } else {
      remove()
      await writeWhole(about, `${JSON.stringify(run)}\n`, { overwrite: true })
    }
    const file = await fileWriter(partial, 'a', name)
    const before = keptLines(partial, kept)
    let left = kept
    let written = false
    let isLeft = false
    return {
      path: partial,
      kept: () => keptLines(partial, kept),
      async write(text) {
        if (text.length === 0) return
        let rest = text
        while (left > 0 && rest.length > 0) {
          const lines = Buffer.from(rest)
          const line = lines.subarray(0, lines.indexOf(10) + 1)
          const known = (await before.next()).value as { text: string; where: string }
          assertSameRow(known, line.toString('utf8').slice(0, -1))
          left -= line.length
          rest = lines.subarray(line.length)
        }
        if (rest.length === 0) return
        await file.write(rest)
        written = true
      },
      async commit() {
        if (left > 0) {
          const { value } = await before.next()
          throw new InputError((value as { where: string }).where, `the input ends before this row; ${MEND}`)
        }
        await file.end()
        await giveName(partial, path, { name, overwrite })
        await rm(about, { force: true })
        release()
      },
      async leave() {
        if (isLeft) return false
        isLeft = true
        await file.destroy()
        if (!written && kept === 0) remove()
        release()
        return written
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

const MEND = 'give the input and options of the interrupted run, or remove the file to start again'

async function* keptLines(path: string, bytes: number) {
  if (bytes === 0) return
  const lines = readLines(createReadStream(path, { end: bytes - 1 }), path)
  for await (const { number, text } of orThrow(lines)) {
    yield { text, where: `${path}:${number}` }
  }
}

/** Up to the last line end. */
async function bytesOfWholeLines(path: string): Promise<number> {
  const file = await open(path)
  try {
    const block = Buffer.alloc(64 * 1024)
    let { size } = await file.stat()
    while (size > 0) {
      const from = Math.max(0, size - block.length)
      const { bytesRead } = await file.read(block, 0, size - from, from)
      const end = block.subarray(0, bytesRead).lastIndexOf(10)
      if (end !== -1) return from + end + 1
      size = from
    }
    return 0
  } finally {
    await file.close()
  }
}

/** What run it is of. @throws InputError when it is none of ours. */
function readAbout(about: string, partial: string): PartialRun {
  let run: Partial<PartialRun> | null
  try {
    run = JSON.parse(readFileSync(about, 'utf8')) as PartialRun
  } catch (error) {
    throw new InputError(about, `cannot be read (${(error as Error).message}); remove ${partial} to start again`)
  }
  if (typeof run?.signature === 'string' && typeof run.options === 'object') return run as PartialRun
  throw new InputError(about, 'is not of a run that was interrupted; move it away')
}

function assertSameRun(partial: string, about: string, run: PartialRun): void {
  const before = readAbout(about, partial)
  for (const name of Object.keys({ ...before.options, ...run.options })) {
    const [was, is] = [before.options[name], run.options[name]].map((value) => JSON.stringify(value) ?? 'none')
    if (was !== is) throw new InputError(partial, `${name} was ${was}, and is ${is} now; ${MEND}`)
  }
  try {
    uniteSignatures(parseSignature(before.signature), parseSignature(run.signature))
  } catch (error) {
    throw new InputError(partial, `${(error as Error).message}; ${MEND}`)
  }
}

function assertSameRow({ text, where }: { text: string; where: string }, now: string): void {
  if (text === now) return
  const [was, is] = [text, now].map((row) => JSON.parse(row) as Record<string, unknown>) as [
    Record<string, unknown>,
    Record<string, unknown>,
  ]
  const names = Object.keys({ ...was, ...is })
  const other = names.find((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
  throw new InputError(
    where,
    `the input has another row here${other === undefined ? '' : ` ("${other.replace(/\p{C}/gu, '�').slice(0, 40)}" differs)`}; ${MEND}`,
  )
}
