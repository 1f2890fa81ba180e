import { InputError } from '../core/input-error.js'
import type { ByteSource } from './load-bytes.js'
import type { DictionaryPackage } from './packages.js'

// A page has no packages: what they carry has to be handed in. This stands in the place of packages.ts in the build for browsers.

/**
 * @throws InputError that says how to hand the model in.
 */
export async function packagedModel(): Promise<ByteSource> {
  throw new InputError('lid.176.ftz', 'is not found by itself in a browser: give its address, as fasttext({ model })')
}

/** The name alone: versions stand in files that a page does not have. */
export async function versioned(name: string): Promise<string> {
  return name
}

/** None. */
export async function findDictionaryPackage(_name: string): Promise<DictionaryPackage | undefined> {
  return undefined
}

/** How to mend a missing dictionary. */
export async function dictionaryMend(name: string): Promise<string> {
  return `npm install ${name}, and give its files as spellcheckRatio({ dictionaries })`
}
