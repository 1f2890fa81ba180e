import type { LanguageTag } from '../../core/language-tag.js'
import { shortHash } from '../../core/short-hash.js'
import { joinersOf } from '../../engines/hunspell/word-characters.js'
import type { DictionaryFiles, SpellerEngine } from '../../engines/speller.js'
import { type ByteSource, loadBytes } from '../../resources/load-bytes.js'
import { findDictionaryPackage } from '../../resources/packages.js'
import { WordVerdicts } from './word-verdicts.js'

/** Languages whose `dictionary-xx` package goes by another code. */
const PACKAGE_CODES: Readonly<Record<string, string>> = { no: 'nb' }

/** A Hunspell dictionary of the user's: the affix file and the word list, or where they are. */
export interface DictionarySource {
  aff: ByteSource
  dic: ByteSource
}

/** A dictionary in use. */
export interface LoadedDictionary {
  /** `dictionary-fr@3.0.0`, or `custom-fr#1a2b3c4d`, with a hash, for files that the user gave. */
  name: string
  verdicts: WordVerdicts
}

/** The npm package that would hold the dictionary of a language, or of a script or a region of it: `dictionary-sr-latn`. */
export function dictionaryPackageName({ language, script, region }: LanguageTag): string {
  const parts = [PACKAGE_CODES[language] ?? language, script, region].filter((part) => part !== undefined)
  return `dictionary-${parts.join('-').toLowerCase()}`
}

const packagesInUse = new Map<string, Promise<LoadedDictionary | undefined>>()

/**
 * The dictionary of an npm package, loaded once for each engine; undefined when it is not installed.
 *
 * @throws Error when it is installed and cannot be loaded.
 */
export function packageDictionary(packageName: string, engine: SpellerEngine): Promise<LoadedDictionary | undefined> {
  return loadOnce(packagesInUse, `${engine.name}/${packageName}`, async () => {
    const found = await findDictionaryPackage(packageName)
    return found && { name: found.name, verdicts: await verdictsOf(found, found.name, engine) }
  })
}

const filesInUse = new WeakMap<DictionarySource, Map<string, Promise<LoadedDictionary>>>()

/**
 * A dictionary of the user's, loaded once for each engine.
 *
 * @throws Error when the files cannot be read, or are no dictionary.
 */
export function customDictionary(
  language: string,
  source: DictionarySource,
  engine: SpellerEngine,
): Promise<LoadedDictionary> {
  const loaded = filesInUse.get(source) ?? new Map<string, Promise<LoadedDictionary>>()
  filesInUse.set(source, loaded)
  return loadOnce(loaded, engine.name, async () => {
    const [aff, dic] = await Promise.all([loadBytes(source.aff), loadBytes(source.dic)])
    const files = { aff, dic }
    const verdicts = await verdictsOf(files, `custom-${language}`, engine)
    return { name: `custom-${language}#${await shortHash(aff, dic)}`, verdicts }
  })
}

async function verdictsOf(files: DictionaryFiles, name: string, engine: SpellerEngine): Promise<WordVerdicts> {
  return new WordVerdicts(await engine.load(files, name), joinersOf(files.aff))
}

/** Like `once`, by key; a failed load is forgotten. */
function loadOnce<T>(loads: Map<string, Promise<T>>, key: string, load: () => Promise<T>): Promise<T> {
  const loading =
    loads.get(key) ??
    load().catch((error: unknown) => {
      loads.delete(key)
      throw error
    })
  loads.set(key, loading)
  return loading
}
