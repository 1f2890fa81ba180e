import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { installed, NotInstalled } from '../../support/packed.js'

/**
 * The folder of a Node of at least this version: our own, or Node 22 from the registry, where `node-<platform>-<processor>` are packages of the
 * binaries alone.
 *
 * @throws NotInstalled where there is none.
 */
export async function modernNode([major, minor]: readonly [number, number]): Promise<string> {
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number)
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return dirname(process.execPath)
  binaries ??= fromRegistry()
  return binaries
}

let binaries: Promise<string> | undefined

async function fromRegistry(): Promise<string> {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const bin = join(await installed({ [name]: '^22.22.0' }), 'node_modules', name, 'bin')
  if (!existsSync(bin)) throw new NotInstalled(`${name} has no bin folder`)
  return bin
}
