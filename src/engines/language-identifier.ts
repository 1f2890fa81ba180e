import type { HasRecipe } from '../core/recipe.js'

/** One guess of an identifier. */
export interface LanguagePrediction {
  /** A code as {@link normalizeLanguage} gives it. */
  language: string
  /** ISO 15924 (`Latn`), where the model tells it. */
  script?: string
  /** 0..1. */
  probability: number
}

/**
 * What tells the language of a text. Implement it to use an identifier of your own:
 *
 * - deterministic: the same text, the same answer;
 * - total: any string, also an empty or malformed one, gives a list of up to `k` guesses, most probable first.
 */
export interface LanguageIdentifier extends HasRecipe {
  /** The engine: `fasttext`. */
  readonly name: string
  identify(text: string, k: number): Promise<readonly LanguagePrediction[]>
  /** Engine (with its version, where it is another package) and model: `fasttext/lid.176.ftz#8f3472cf`. Loads the model. */
  signature(): Promise<string>
  /** The codes that it can answer with. Loads the model. */
  languages(): Promise<ReadonlySet<string>>
}
