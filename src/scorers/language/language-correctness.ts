import { optionSignature } from '../../core/option-signature.js'
import { recipeFor } from '../../core/recipe.js'
import type { SampleArgs } from '../../core/sample.js'
import { failed, type Score, scored, skipped } from '../../core/score.js'
import { defineScorer, type Scorer } from '../../core/scorer.js'
import { LANGUAGE_CORRECTNESS } from '../../core/wrong-language.js'
import { defaultIdentifier } from '../../engines/fasttext/fasttext.js'
import type { LanguageIdentifier } from '../../engines/language-identifier.js'
import { languageName } from '../../text/language-code.js'
import { hasLetters } from '../../text/words.js'
import {
  checkLanguageOption,
  expectedLanguage,
  type LanguageOption,
  type LanguageReason,
  withoutLanguage,
} from './expected-language.js'

export interface LanguageCorrectnessOptions<
  Args extends SampleArgs = SampleArgs,
  Name extends string = 'languageCorrectness',
> {
  /** The metric's name. @default 'languageCorrectness' */
  name?: Name
  /** The expected language, or how to tell it from the sample. Default: the sample's `language`, else that of its `input`. */
  language?: LanguageOption<Args>
  /** Default: fastText with its packaged `lid.176.ftz`. */
  identifier?: LanguageIdentifier
}

/** The evidence of {@link languageCorrectness}. */
export type LanguageCorrectnessMetadata = {
  /** The language that the response should be in. */
  expected: string
  /** The likeliest language; null for an empty response. */
  detected: string | null
  /** Of the likeliest language, 0..1. */
  probability?: number
  /** The next two. */
  runnersUp?: { language: string; probability: number }[]
}

/** Why {@link languageCorrectness} gives what it gives. */
export type LanguageCorrectnessReason =
  | LanguageReason
  | 'empty-response'
  | 'no-letters'
  | 'unsupported-language'
  | 'no-prediction'
  | 'error'

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
export function languageCorrectness<
  Args extends SampleArgs = SampleArgs,
  const Name extends string = 'languageCorrectness',
>(
  options: LanguageCorrectnessOptions<Args, Name> = {},
): Scorer<Args, NoInfer<Name>, LanguageCorrectnessMetadata, LanguageCorrectnessReason> {
  const { language, identifier = defaultIdentifier, name = LANGUAGE_CORRECTNESS as Name } = options
  checkLanguageOption(language)

  return defineScorer(
    name,
    async (args: Args): Promise<Score<Name, LanguageCorrectnessMetadata, LanguageCorrectnessReason>> => {
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
      scale: 'binary',
      signature: async () => ({ [name]: (await identifier.signature()) + (await optionSignature({ language })) }),
      exempt: true,
      recipe: recipeFor(LANGUAGE_CORRECTNESS, options),
    },
  )
}
