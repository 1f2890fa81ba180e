import { stat } from 'node:fs/promises'
import { basename, dirname, posix, resolve } from 'node:path'
import { InputError } from '../core/input-error.js'
import type { Fields, Harness } from './harnesses/harness.js'
import { besideOf, firstRow, type Kinds } from './harnesses/kinds.js'
import { readRows } from './read-rows.js'
import { openSource } from './row-source.js'
import { isReadable } from './tables.js'
import { unpacked } from './unpacked.js'

/** What only a pattern of names has, in a path that is none of a file. */
const PATTERN = /[*?[\]{}]/

/**
 * The files that paths stand for, in order: a folder's files that may hold rows, at any depth, and those that match a pattern such as `runs/*.jsonl`. Names that begin with a dot are
 * left out there.
 *
 * @throws InputError for a file that comes twice, and a folder or a pattern without any.
 */
export async function expandPaths(paths: readonly string[]): Promise<string[]> {
  const files = (await Promise.all(paths.map(filesOf))).flat()
  const seen = new Map<string, string>()
  for (const file of files) {
    const key = await identity(file)
    const before = seen.get(key)
    if (before === undefined) seen.set(key, file)
    else
      throw new InputError(
        file,
        `is given twice${before === file ? '' : ` (${before} is the same file)`}; its rows would count twice`,
      )
  }
  return files
}

async function filesOf(path: string): Promise<string[]> {
  if (path === '-') return [path]
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory()) {
    const { glob } = await import('tinyglobby')
    const all = await glob('**/*', { cwd: path, followSymbolicLinks: false, expandDirectories: false })
    const files = all
      .filter((file) => isReadable(file) && !isAnswersAgain(file, all))
      .sort()
      .map((file) => `${path}${path.endsWith('/') ? '' : '/'}${file}`)
    if (files.length > 0) return files
    const names = all.slice(0, 10).join(', ') || 'nothing'
    throw new InputError(
      path,
      `is a folder without .jsonl, .json, .csv, .tsv, .parquet, .eval or .zip files; found: ${names}`,
    )
  }
  if (found !== undefined || path.includes('\n') || !PATTERN.test(path)) return [path]
  const { glob } = await import('tinyglobby')
  const files = (await glob(path, { expandDirectories: false })).sort()
  if (files.length === 0) throw new InputError(path, 'no file is named so, nor matches it as a pattern')
  return files
}

/** What AlpacaEval writes beside a model's outputs: the same answers once more with what was said of them, and those of the reference. */
function isAnswersAgain(file: string, all: readonly string[]): boolean {
  return (
    ['annotations.json', 'reference_outputs.json'].includes(basename(file)) &&
    all.includes(posix.join(dirname(file), 'model_outputs.json'))
  )
}

/** What two paths of one file share. */
async function identity(path: string): Promise<string> {
  if (path === '-') return path
  const found = await stat(path, { bigint: true }).catch(() => undefined)
  return found?.isFile() ? `${found.dev}:${found.ino}` : `path ${resolve(path)}`
}

/** What lies beside the responses in files that are read together: the prompts of a batch, the questions of a benchmark. Standard input is not looked at. */
export async function readBeside(files: readonly string[], kinds: Kinds): Promise<NonNullable<Kinds['beside']>> {
  const beside = new Map<Harness, Map<string, Fields>>()
  if (files.length < 2) return beside
  for (const file of files.filter((each) => /\.(?:jsonl|ndjson)(?:\.gz|\.zst)?$/i.test(each))) {
    const harness = await besideKind(file, kinds)
    const entryOf = harness?.beside?.entry
    if (harness === undefined || entryOf === undefined) continue
    const known = beside.get(harness) ?? new Map<string, Fields>()
    for await (const { row } of readRows(file, { onBadLine: () => {} })) {
      const entry = typeof row === 'object' && row !== null ? entryOf(row as Fields) : undefined
      if (entry !== undefined) known.set(...(entry as [string, Fields]))
    }
    beside.set(harness, known)
  }
  return beside
}

async function besideKind(file: string, kinds: Kinds): Promise<Harness | undefined> {
  const { name, chunks, close } = openSource(file)
  try {
    return besideOf((await firstRow(unpacked(chunks, name))).row, kinds)
  } catch {
    return undefined // the reading of it tells what is wrong
  } finally {
    close()
  }
}
