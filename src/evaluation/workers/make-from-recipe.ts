import type { Recipe } from '../../core/recipe.js'
import { fasttext } from '../../engines/fasttext/fasttext.js'
import { fasttextWasm } from '../../engines/fasttext/fasttext-wasm.js'
import { affixSpeller } from '../../engines/hunspell/affix-speller.js'
import { nspell } from '../../engines/hunspell/nspell.js'
import { languageConfusion } from '../../scorers/confusion/language-confusion.js'
import { languageCorrectness } from '../../scorers/language/language-correctness.js'
import { languageMixing } from '../../scorers/mixing/language-mixing.js'
import { modifierFulfillment } from '../../scorers/modifiers/modifier-fulfillment.js'
import { spellcheckRatio } from '../../scorers/spelling/spellcheck-ratio.js'

const factories: Readonly<Record<string, (options: object) => unknown>> = {
  languageCorrectness,
  spellcheckRatio,
  languageConfusion,
  languageMixing,
  modifierFulfillment,
  fasttext,
  fasttextWasm,
  affixSpeller: () => affixSpeller,
  nspell: () => nspell,
  URL: (options) => new URL((options as { href: string }).href),
}

/** Makes what recipes describe; one recipe gives one thing, so that a model which two scorers share is loaded once. */
export function recipeMaker(): (recipe: Recipe) => unknown {
  const made = new Map<Recipe, unknown>()
  const make = (recipe: Recipe): unknown => {
    const known = made.get(recipe)
    if (known !== undefined) return known
    const { factory, options, parts } = recipe
    const madeParts = Object.fromEntries(Object.entries(parts).map(([key, part]) => [key, make(part)]))
    const result = (factories[factory] as (typeof factories)[string])({ ...options, ...madeParts })
    made.set(recipe, result)
    return result
  }
  return make
}
