import type { SampleArgs } from '../../core/sample.js'
import type { JsonObject, Score } from '../../core/score.js'
import { concurrencyOf, defineScorer, type Scorer } from '../../core/scorer.js'
import {
  assertWrongLanguagePolicy,
  underWrongLanguagePolicy,
  type WrongLanguagePolicy,
} from '../../core/wrong-language.js'
import { languageCorrectness } from '../language/language-correctness.js'

export interface GivenCorrectLanguageOptions {
  /**
   * What a response in the wrong language gives: `exclude` a skipped score (`wrong-language`), `zero` a 0.
   *
   * @default 'exclude'
   */
  wrongLanguage?: Exclude<WrongLanguagePolicy, 'include'>
  /** The scorer whose 0 means "wrong language". Default: the scorer's own, `languageCorrectness()` for surface metrics. */
  language?: Scorer
}

/**
 * The same scorer under the wrong-language rule, for hosts that know no policy: `evaluate` applies it by itself. With `exclude`
 * the scorer is not even run on a response in the wrong language.
 *
 * @throws RangeError when `options.wrongLanguage` is neither `exclude` nor `zero`.
 *
 * @example
 * ```ts
 * const spelled = givenCorrectLanguage(spellcheckRatio())
 * const { reason } = await spelled({ output: 'Here is the summary you asked for.', language: 'fr' }) // => 'wrong-language'
 * ```
 */
export function givenCorrectLanguage<
  Args extends SampleArgs,
  Name extends string,
  Metadata extends JsonObject,
  Why extends string,
>(
  scorer: Scorer<Args, Name, Metadata, Why>,
  options: GivenCorrectLanguageOptions = {},
): Scorer<Args, Name, Metadata, Why | 'wrong-language'> {
  const { wrongLanguage = 'exclude' } = options
  const own = typeof scorer.verdict === 'function' ? scorer.verdict() : languageCorrectness()
  const language = options.language ?? own
  assertWrongLanguagePolicy(wrongLanguage)
  if ((wrongLanguage as string) === 'include') {
    throw new RangeError('wrongLanguage must be "exclude" or "zero" here; without either, use the scorer as it is')
  }
  return defineScorer(
    scorer.name,
    async (args: Args, context) => {
      const verdict = await language(args, context)
      const score = await underWrongLanguagePolicy(scorer.name, () => scorer(args, context), verdict, wrongLanguage)
      return score as Score<Name, Metadata, Why | 'wrong-language'>
    },
    {
      ...(scorer.scale !== undefined && { scale: scorer.scale }),
      signature: async () => ({
        ...(await language.signature?.()),
        ...(await scorer.signature?.()),
        [`${scorer.name}WrongLanguage`]: wrongLanguage, // `wrongLanguage` is the policy of the run
      }),
      ...concurrencyOf([scorer, language]),
    },
  )
}
