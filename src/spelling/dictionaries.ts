import { LRUCache } from 'lru-cache'
import { findDictionaryPackage } from '../resources/packages.js'
import { shortHash } from '../resources/short-hash.js'
import type { DictionaryFiles, Speller, SpellerEngine } from './speller.js'

/** Distinct words whose verdict is kept for each dictionary: the vocabulary of running text, and a few megabytes when full. */
const CACHED_WORDS = 20_000

/** Languages whose `dictionary-xx` package goes by another code. */
const PACKAGE_CODES: Readonly<Record<string, string>> = { no: 'nb' }

/** A dictionary in use. */
export interface LoadedDictionary {
  /** `dictionary-fr@3.0.0`, or `custom-fr#1a2b3c4d`, with a hash, for files that the user gave. */
  name: string
  speller: Speller
}

/** The npm package that would hold the dictionary of a language. */
export function dictionaryPackageName(language: string): string {
  return `dictionary-${PACKAGE_CODES[language] ?? language}`
}

const packagesInUse = new Map<string, Promise<LoadedDictionary | undefined>>()

/**
 * The dictionary of the npm package for a language, loaded once for each engine; undefined when it is not installed.
 *
 * @throws Error when it is installed and cannot be loaded.
 */
export function packageDictionary(language: string, engine: SpellerEngine): Promise<LoadedDictionary | undefined> {
  const packageName = dictionaryPackageName(language)
  return loadOnce(packagesInUse, `${engine.name}/${packageName}`, async () => {
    const found = await findDictionaryPackage(packageName)
    return found && { name: found.name, speller: withCache(await engine.load(found, found.name)) }
  })
}

const filesInUse = new WeakMap<DictionaryFiles, Map<string, Promise<LoadedDictionary>>>()

/**
 * A dictionary of the user's, loaded once for each engine.
 *
 * @throws Error when the files are no dictionary.
 */
export function customDictionary(
  language: string,
  files: DictionaryFiles,
  engine: SpellerEngine,
): Promise<LoadedDictionary> {
  const loaded = filesInUse.get(files) ?? new Map<string, Promise<LoadedDictionary>>()
  filesInUse.set(files, loaded)
  return loadOnce(loaded, engine.name, async () => {
    const speller = withCache(await engine.load(files, `custom-${language}`))
    return { name: `custom-${language}#${await shortHash(files.aff, files.dic)}`, speller }
  })
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

/** Remembers verdicts: in running text most words have been seen before. */
function withCache(speller: Speller): Speller {
  const verdicts = new LRUCache<string, boolean>({ max: CACHED_WORDS })
  return {
    correct: (word) => {
      let verdict = verdicts.get(word)
      if (verdict === undefined) {
        verdict = speller.correct(word)
        verdicts.set(word, verdict)
      }
      return verdict
    },
    dispose: () => speller.dispose(),
  }
}
