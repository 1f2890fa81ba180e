import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What `npm install` ends with where the registry, or a version in it, cannot be had. Anything else is a fault. */
const REGISTRY_CODES =
  /\bnpm (?:error|ERR!) code (E40[0-9]|E5\d\d|ETARGET|ENOTCACHED|ENOTFOUND|EAI_AGAIN|ECONN[A-Z]+|ETIMEDOUT|ERR_SOCKET_TIMEOUT)/

const INSTALL = ['install', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', '--loglevel=error']

/** The packages that a test wants cannot be had here: the test skips, with `message`. */
export class NotInstalled extends Error {}

let scratch: string | undefined
let tarball: Promise<string> | undefined

const REMOVAL = 300_000 // tens of thousands of small files

afterAll(async () => {
  if (scratch !== undefined) await rm(scratch, { recursive: true, force: true })
}, REMOVAL)

/**
 * A fresh project, in a temporary folder, with the package installed from its tarball and `dependencies` beside it from the registry:
 * what a user gets. The package is packed from `dist` as it stands, once for each test file; the folder goes when its tests are done.
 * No package's install script runs.
 *
 * @throws NotInstalled where the registry does not give the dependencies.
 */
export async function packedProject(
  dependencies: Record<string, string> = {},
  npmOptions: readonly string[] = [],
): Promise<string> {
  return installed({ ...dependencies, crosslingual: `file:${await packedTarball()}` }, npmOptions)
}

/** The package as it would be published, packed from `dist` as it stands, once for each test file. */
export function packedTarball(): Promise<string> {
  tarball ??= pack()
  return tarball
}

/**
 * A folder of `examples`, copied, with what its own manifest asks for installed: what one has who follows its first line.
 *
 * @param needs What is to be installed beside it.
 * @throws NotInstalled where the registry does not give the dependencies.
 */
export async function exampleProject(
  example: string,
  needs: Record<string, string> = {},
  npmOptions: readonly string[] = [],
): Promise<string> {
  const source = join(root, 'examples', example)
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'))
  const folder = await packedProject({ ...manifest.dependencies, ...manifest.devDependencies, ...needs }, npmOptions)
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  cpSync(source, folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, dependencies }))
  return folder
}

/** The version of a package that is installed in a project. */
export function installedVersion(folder: string, name: string): string {
  return JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version
}

/**
 * A fresh project with packages of the registry alone.
 *
 * @throws NotInstalled where the registry does not give them.
 */
export async function installed(
  dependencies: Record<string, string>,
  npmOptions: readonly string[] = [],
): Promise<string> {
  const folder = emptyFolder()
  const manifest = { private: true, type: 'module', dependencies }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2))
  await npm([...INSTALL, ...npmOptions], folder)
  return folder
}

/** A folder with no project in it or above; it goes when the tests are done. */
export function emptyFolder(): string {
  return mkdtempSync(join(scratchFolder(), 'project-'))
}

export interface Ran {
  status: number | null
  stdout: string
  stderr: string
}

/** Runs a program to its end. Not spawnSync: servers that it talks to live in this process. */
export async function run(
  command: string,
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<Ran> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk) => {
      output[name] += chunk
    })
  }
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return { status, ...output }
}

function scratchFolder(): string {
  scratch ??= mkdtempSync(join(tmpdir(), 'crosslingual-packed-'))
  return scratch
}

async function pack(): Promise<string> {
  const folder = join(scratchFolder(), 'tarball')
  mkdirSync(folder)
  const printed = await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root)
  // npm 11 prints a list of packages, npm 12 an object of them by name.
  const [packed] = Object.values(JSON.parse(printed) as { filename: string }[] | Record<string, { filename: string }>)
  if (packed === undefined) throw new Error('npm pack packed nothing')
  return join(folder, packed.filename)
}

async function npm(args: readonly string[], cwd: string): Promise<string> {
  const { status, stdout, stderr } = await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd })
  if (status === 0) return stdout
  const [, code] = REGISTRY_CODES.exec(stderr) ?? []
  if (code !== undefined) throw new NotInstalled(`npm ${args[0]}: the registry does not give the packages (${code})`)
  throw new Error(`npm ${args.join(' ')} ended with ${status}:\n${stderr}`)
}
