import type { HasRecipe } from '../core/recipe.js'

/** A Hunspell dictionary: the affix file and the word list, as their bytes. */
export interface DictionaryFiles {
  aff: Uint8Array
  dic: Uint8Array
}

/** One loaded dictionary. */
export interface Speller {
  /** Whether the dictionary accepts the word: deterministic, and total over strings. */
  correct(word: string): boolean
  /** Frees what garbage collection cannot. The speller must not be used afterwards. */
  dispose(): void
}

/** What reads Hunspell dictionaries. Implement it to use a speller of your own. */
export interface SpellerEngine extends HasRecipe {
  /** The npm package that it is from, for metadata and signature: `nspell`. */
  readonly name: string
  /**
   * @param name What to call the dictionary in errors.
   * @throws Error when the files are no dictionary, or one that this engine cannot hold.
   */
  load(files: DictionaryFiles, name: string): Promise<Speller>
}
