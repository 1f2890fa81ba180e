import { closeSync, fstatSync, lstatSync, openSync, readlinkSync, readSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { InputError } from '../core/input-error.js'

/**
 * The file that a name leads to: through links, also to one that is not there yet.
 *
 * @throws InputError for a folder, and for what is no regular file: a device, a pipe.
 */
export function outputTarget(name: string): string {
  const target = throughLinks(name)
  const found = statOf(target)
  if (found?.isDirectory()) throw new InputError(name, 'is a folder; name a file')
  if (found !== undefined && !found.isFile()) {
    throw new InputError(name, 'is no regular file, and is not replaced; name another')
  }
  return target
}

function throughLinks(name: string): string {
  let path = name
  for (let links = 0; lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink(); links++) {
    if (links > 40) throw new InputError(name, 'is a link that leads back to itself')
    path = resolve(dirname(path), readlinkSync(path))
  }
  return path
}

/** What is said of a file that is there and may not be replaced. */
export const IS_THERE = 'is there already; name another file, or have it replaced: --force, in code { overwrite: true }'

/** @throws InputError when there is a file. */
export function assertNew(name: string, target: string): void {
  if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) throw new InputError(name, IS_THERE)
}

/** What a command writes and reads. */
export interface Outputs {
  /** By their options: `{ '--out': 'scored.jsonl' }`; undefined for one that was not given. */
  outputs: Readonly<Record<string, string | undefined>>
  /** Files, and `-` for standard input. */
  inputs: readonly (string | undefined)[]
  /** Whether files that are there may be replaced: not those that are read. */
  force: boolean
  /** The options whose files may be there, since this run goes on with them or has made them. */
  own?: readonly string[]
}

/**
 * Holds what a command is to write to the rule that nothing is destroyed, before it does any work: no output is a device, an input, another output, or a file that
 * is there, but with `force`. Whoever writes it holds it to the same rule again.
 *
 * @throws InputError naming the option.
 */
export function assertOutputs({ outputs, inputs, force, own = [] }: Outputs): void {
  const taken = new Map<string, string>()
  for (const input of inputs) if (input !== undefined) taken.set(identityOf(input), `the input ${input}`)
  taken.set(fileOf(1) ?? '', 'standard output')
  taken.delete('')
  for (const [option, name] of Object.entries(outputs)) {
    if (name === undefined) continue
    const target = outputTarget(name)
    for (const path of [target, ...madeBeside(target)]) {
      const identity = identityOf(path)
      const other = taken.get(identity)
      if (other !== undefined) throw new InputError(`${option} ${name}`, `is ${other} too; name another file`)
      taken.set(identity, `${option} ${name}`)
    }
    if (!force && !own.includes(option)) assertNew(name, target)
  }
}

/** What is beside an output while it is written. */
function madeBeside(target: string): string[] {
  return ['.partial', '.partial.json'].map((end) => `${target}${end}`)
}

/** Equal for equal files, whatever their names, and for equal names of files that are not there yet. */
function identityOf(path: string): string {
  if (path === '-') return fileOf(0) ?? '-'
  const target = resolve(throughLinks(path))
  const folder = dirname(target)
  return identity(statOf(target)) ?? join(identity(statOf(folder)) ?? folder, basename(target))
}

/** Whether two names are of one file that is there. */
export function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => identity(statOf(path)))
  return a !== undefined && a === b
}

/** The regular file that a stream of this process is. */
function fileOf(descriptor: number): string | undefined {
  try {
    const found = fstatSync(descriptor)
    return found.isFile() ? identity(found) : undefined
  } catch {
    return undefined
  }
}

function identity(found: Stats | undefined): string | undefined {
  return found && `${found.dev}:${found.ino}`
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined // whoever opens it says what is wrong
  }
}

/** Whether two files have the same bytes. */
export function haveSameBytes(one: string, other: string): boolean {
  if (statOf(one)?.size !== statOf(other)?.size) return false
  const files = [openSync(one, 'r'), openSync(other, 'r')] as const
  const blocks = [Buffer.alloc(2 ** 16), Buffer.alloc(2 ** 16)] as const
  try {
    for (;;) {
      const [read, alsoRead] = [readSync(files[0], blocks[0]), readSync(files[1], blocks[1])]
      if (read !== alsoRead || !blocks[0].subarray(0, read).equals(blocks[1].subarray(0, read))) return false
      if (read === 0) return true
    }
  } finally {
    for (const file of files) closeSync(file)
  }
}
