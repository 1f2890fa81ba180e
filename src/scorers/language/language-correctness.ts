import { optionSignature } from '../../core/option-signature.js'
import { recipeFor } from '../../core/recipe.js'
import type { SampleArgs } from '../../core/sample.js'
import { failed, type Score, scored, skipped } from '../../core/score.js'
import { defineScorer, type Scorer } from '../../core/scorer.js'
import { LANGUAGE_CORRECTNESS } from '../../core/wrong-language.js'
import { defaultIdentifier } from '../../engines/fasttext/fasttext.js'
import type { LanguageIdentifier } from '../../engines/language-identifier.js'
import { languageName } from '../../text/language-code.js'
import { scriptsAgree, varietyOf } from '../../text/language-variety.js'
import { hasLetters } from '../../text/words.js'
import {
  checkLanguageOption,
  expectedLanguage,
  type LanguageOption,
  type LanguageReason,
  withoutLanguage,
} from './expected-language.js'
import {
  checkMeasuredOptions,
  type MeasuredMetadata,
  type MeasuredOptions,
  type MeasuredReason,
  measured,
  measuredSignature,
  notMeasured,
  type OfOption,
} from './measured-text.js'

/** The metric's name by what it is of. */
export type LanguageCorrectnessName<Of extends 'answer' | 'reasoning'> = Of extends 'reasoning'
  ? 'reasoningLanguageCorrectness'
  : 'languageCorrectness'

export interface LanguageCorrectnessOptions<
  Args extends SampleArgs = SampleArgs,
  Of extends 'answer' | 'reasoning' = 'answer',
  Name extends string = LanguageCorrectnessName<Of>,
> extends MeasuredOptions<Args>,
    OfOption<Of> {
  /** The metric's name. Default: `languageCorrectness`, of the reasoning `reasoningLanguageCorrectness`. */
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
  /** Where the expected language was guessed: nobody stated one, and it is that of the input. */
  expectedFrom?: 'input'
} & MeasuredMetadata

/** Why {@link languageCorrectness} gives what it gives. */
export type LanguageCorrectnessReason =
  | LanguageReason
  | MeasuredReason
  | 'empty-response'
  | 'no-letters'
  | 'unsupported-language'
  | 'no-prediction'
  | 'error'

/**
 * Is the response in the expected language? 1 when the identified language of all its prose is the expected one, else 0;
 * higher is better. (arXiv 2402.14778, section 3, "language correctness", a surface metric; there of every character, which is `text: 'whole'`.)
 *
 * An empty response scores 0 (`empty-response`). Skipped: a response that ends in its reasoning (`no-answer`), one of code, maths or JSON alone (`no-prose`), one
 * without any letter (`no-letters`), an expected language that is not known (`no-language`) or that the model does not know (`unsupported-language`); with `of: 'reasoning'`
 * a sample without any (`no-reasoning`). Failed: a sample's `language` that names none (`unknown-language`), an identifier that gives no guess (`no-prediction`).
 *
 * Metadata: `expected`, `detected`, `probability` (0..1), `runnersUp` (two), `expectedFrom` (`input` where the expected language was guessed), `leftOut` (characters that are no prose, by what they are).
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
  const Of extends 'answer' | 'reasoning' = 'answer',
  const Name extends string = LanguageCorrectnessName<Of>,
>(
  options: LanguageCorrectnessOptions<Args, Of, Name> = {},
): Scorer<Args, NoInfer<Name>, LanguageCorrectnessMetadata, LanguageCorrectnessReason> {
  const { language, identifier = defaultIdentifier, of } = options
  checkLanguageOption(language)
  checkMeasuredOptions(options)
  const name = options.name ?? ((of === 'reasoning' ? 'reasoningLanguageCorrectness' : LANGUAGE_CORRECTNESS) as Name)

  return defineScorer(
    name,
    async (args: Args): Promise<Score<Name, LanguageCorrectnessMetadata, LanguageCorrectnessReason>> => {
      const expected = await expectedLanguage(args, language, identifier)
      if (expected.language === undefined) return withoutLanguage(name, expected)
      const part = measured(args, options)
      const evidence = () => ({ expected: expected.language, ...expected.evidence, ...part.metadata })
      if (part.missing !== undefined) return notMeasured(name, part.missing, evidence())
      if (part.isEmpty) return scored(name, 0, { ...evidence(), detected: null }, 'empty-response')
      if (!hasLetters(part.text)) {
        return skipped(name, 'no-letters', 'a response without any letter has no language', evidence())
      }
      const guesses = await identifier.identify(part.text, 3)
      const best = guesses[0]
      if (best?.language !== expected.language && !(await identifier.languages()).has(expected.language)) {
        const message = `${identifier.name} cannot identify ${languageName(expected.language)}`
        return skipped(name, 'unsupported-language', message, evidence())
      }
      if (best === undefined) return failed(name, 'no-prediction', `${identifier.name} gave no language`, evidence())
      const { script } = expected.variety
      const isRight = best.language === expected.language && scriptsAgree(best.script, script)
      // The scripts are told where they are what differs.
      const inWrongScript = !isRight && best.language === expected.language
      return scored(name, isRight ? 1 : 0, {
        expected: inWrongScript ? varietyOf({ language: expected.language, script }).tag : expected.language,
        detected: inWrongScript ? varietyOf(best).tag : best.language,
        probability: best.probability,
        runnersUp: guesses.slice(1).map(({ language, probability }) => ({ language, probability })),
        ...expected.evidence,
        ...part.metadata,
      })
    },
    {
      scale: 'binary',
      signature: async () => ({
        [name]: (await identifier.signature()) + (await optionSignature({ language, ...measuredSignature(options) })),
      }),
      exempt: true,
      recipe: recipeFor(LANGUAGE_CORRECTNESS, options),
    },
  )
}
