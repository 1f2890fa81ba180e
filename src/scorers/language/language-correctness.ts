import { recipeFor } from '../../core/recipe.js'
import { failed, scored, skipped } from '../../core/score.js'
import { defineScorer, type Scorer } from '../../core/scorer.js'
import { LANGUAGE_CORRECTNESS } from '../../core/wrong-language.js'
import { defaultIdentifier } from '../../engines/fasttext/fasttext.js'
import type { LanguageIdentifier } from '../../engines/language-identifier.js'
import { languageName } from '../../text/language-code.js'
import { hasLetters } from '../../text/words.js'
import { checkLanguageOption, expectedLanguage, type LanguageOption, withoutLanguage } from './expected-language.js'

export interface LanguageCorrectnessOptions {
  /** The expected language, or how to tell it from the sample. Default: the sample's `language`, else that of its `input`. */
  language?: LanguageOption
  /** Default: fastText with its packaged `lid.176.ftz`. */
  identifier?: LanguageIdentifier
}

/**
 * Is the response in the expected language? 1 when the identified language of the whole response is the expected one, else 0;
 * higher is better. (arXiv 2402.14778, section 3, "language correctness", a surface metric.)
 *
 * An empty response scores 0 (`empty-response`). Skipped: a response without any letter (`no-letters`), an expected language
 * that is not known (`no-language`) or that the model does not know (`unsupported-language`). Failed: a sample's `language`
 * that names none (`unknown-language`), an identifier that gives no guess (`no-prediction`).
 *
 * Metadata: `expected`, `detected`, `probability` (0..1), `runnersUp` (two).
 *
 * @throws RangeError when `options.language` names no language.
 *
 * @example
 * ```ts
 * const correct = languageCorrectness({ language: 'fr' })
 * const { score } = await correct({ output: 'Sure, here is a summary of the text.' }) // => 0
 * ```
 */
export function languageCorrectness(options: LanguageCorrectnessOptions = {}): Scorer {
  const { language, identifier = defaultIdentifier } = options
  checkLanguageOption(language)
  const name = LANGUAGE_CORRECTNESS

  return defineScorer(
    name,
    async (args) => {
      const expected = await expectedLanguage(args, language, identifier)
      if (expected.language === undefined) return withoutLanguage(name, expected)
      const evidence = { expected: expected.language }
      if (args.output.trim() === '') return scored(name, 0, { ...evidence, detected: null }, 'empty-response')
      if (!hasLetters(args.output)) {
        return skipped(name, 'no-letters', 'a response without any letter has no language', evidence)
      }
      const guesses = await identifier.identify(args.output, 3)
      const best = guesses[0]
      if (best?.language !== expected.language && !(await identifier.languages()).has(expected.language)) {
        const message = `${identifier.name} cannot identify ${languageName(expected.language)}`
        return skipped(name, 'unsupported-language', message, evidence)
      }
      if (best === undefined) return failed(name, 'no-prediction', `${identifier.name} gave no language`, evidence)
      return scored(name, best.language === expected.language ? 1 : 0, {
        expected: expected.language,
        detected: best.language,
        probability: best.probability,
        runnersUp: guesses.slice(1).map(({ language, probability }) => ({ language, probability })),
      })
    },
    {
      signature: async () => ({ [name]: await identifier.signature() }),
      aboutLanguage: true,
      recipe: recipeFor(name, options),
    },
  )
}
