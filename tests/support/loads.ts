import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What a program loads from files. */
export interface Loads {
  modules: number
  bytes: number
  /** The packages, crosslingual itself apart, with how many modules of each. */
  packages: Record<string, number>
}

/**
 * What a program in a process of its own has loaded when it ends: the scripts that V8's coverage names, whether they were imported or required.
 *
 * @param format How the program is read: it may import, or require.
 * @throws Error when it ends with an error or prints one.
 */
export function loads(program: string, format: 'esm' | 'cjs'): Loads {
  const folder = mkdtempSync(join(tmpdir(), 'crosslingual-loads-'))
  try {
    const type = format === 'esm' ? 'module' : 'commonjs'
    const { status, stderr } = spawnSync(process.execPath, [`--input-type=${type}`, '--eval', program], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NODE_V8_COVERAGE: folder },
    })
    if (status !== 0 || stderr !== '') throw new Error(`${program}: ${stderr || status}`)
    const files = new Set(readdirSync(folder).flatMap((file) => scripts(join(folder, file))))
    const packages: Record<string, number> = {}
    let bytes = 0
    for (const file of files) {
      bytes += statSync(file).size
      const name = /.*\bnode_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]
      if (name !== undefined) packages[name] = (packages[name] ?? 0) + 1
    }
    return { modules: files.size, bytes, packages }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A program that loads a subpath and nothing more. */
export function loadingProgram(subpath: string, format: 'esm' | 'cjs'): string {
  return format === 'esm' ? `await import('${subpath}')` : `require('${subpath}')`
}

function scripts(file: string): string[] {
  const { result } = JSON.parse(readFileSync(file, 'utf8')) as { result: { url: string }[] }
  // The program itself is no file, though it has an address like one.
  return result.flatMap(({ url }) => (/^file:(?!.*\[eval)/.test(url) ? [fileURLToPath(url)] : []))
}
