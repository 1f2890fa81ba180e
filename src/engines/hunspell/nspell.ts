import { recipeFor } from '../../core/recipe.js'
import type { SpellerEngine } from '../speller.js'
import { expansionBound } from './expansion.js'
import { assertHunspellFiles } from './hunspell-files.js'

/** Beyond this many forms nspell runs for minutes and out of memory: pt (56 million) did not load in eleven minutes. */
const MAX_FORMS = 20_000_000

/**
 * `nspell`, Hunspell's format in plain JavaScript: no WebAssembly, and slower to load, since it expands every form of every word.
 * Without compounds, and less exact on hyphenated words than {@link affixSpeller}. It refuses a dictionary whose expansion would
 * not fit in memory (Portuguese) instead of hanging.
 */
export const nspell: SpellerEngine = {
  name: 'nspell',
  recipe: recipeFor('nspell', {}),
  load: async (files, name) => {
    assertHunspellFiles(files.aff, files.dic, name)
    const forms = expansionBound(files)
    if (forms > MAX_FORMS) {
      const millions = (count: number) => Math.round(count / 1e6)
      throw new Error(
        `nspell cannot load dictionary ${name}: it would expand to as many as ${millions(forms)} million forms ` +
          `(limit: ${millions(MAX_FORMS)} million). Use affixSpeller, the default.`,
      )
    }
    const { default: create } = await import('nspell')
    const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
    const dictionary = create(decode(files.aff), decode(files.dic))
    return { correct: (word) => dictionary.correct(word.normalize()), dispose: () => {} }
  },
}
