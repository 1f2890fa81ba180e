import type { SampleArgs } from '../../core/sample.js'
import type { Scorer } from '../../core/scorer.js'
import { tidyScore } from '../../core/tidy-score.js'
import { type LanguageCorrectnessOptions, languageCorrectness } from '../../scorers/language/language-correctness.js'
import { type ModifierFulfillmentOptions, modifierFulfillment } from '../../scorers/modifiers/modifier-fulfillment.js'
import { type SpellcheckRatioOptions, spellcheckRatio } from '../../scorers/spelling/spellcheck-ratio.js'
import { languageName, normalizeLanguage } from '../../text/language-code.js'
import { mustBeAwaited } from './awaited.js'
import { type MatcherContext, type MatcherResult, verdict } from './verdict.js'

/**
 * What is tested: the response, or the response with its prompt and whatever else the scorer looks at.
 *
 * @inline
 */
type Response = string | SampleArgs

/**
 * From which score on a matcher passes.
 *
 * @inline
 */
interface Minimum {
  /** 0..1 */
  min: number
}

/** What `toFulfillModifier` takes beside the modifier. */
export interface ToFulfillModifierOptions extends Omit<ModifierFulfillmentOptions, 'modifier'> {
  /** How many items `num_items` asks for. */
  n?: number
}

/**
 * The matchers that `crosslingual/vitest` and `crosslingual/jest` add to `expect`, for `expect.extend(matchers)` where that import does not reach.
 * They are asynchronous: `await` each; in Vitest 4 a test that does not fails. `expect` is given the response, or `{ output, input, … }` for a scorer that looks at the prompt too.
 *
 * A score that was skipped or failed (no dictionary, no letters, a judge that is away) is an error, with `.not` too.
 *
 * @example
 * ```ts
 * const context = { isNot: false, promise: '' }
 * const { pass } = await matchers.toBeInLanguage.call(context, 'Sure, here is a summary.', 'fr') // => false
 * ```
 */
export const matchers = {
  toBeInLanguage(
    this: MatcherContext,
    response: Response,
    language: string,
    options: Omit<LanguageCorrectnessOptions, 'language'> = {},
  ): Promise<MatcherResult> {
    return score(this, 'toBeInLanguage', response, languageCorrectness({ ...options, language }), named(language), 1)
  },

  toPassSpellcheck(
    this: MatcherContext,
    response: Response,
    language: string,
    options: Omit<SpellcheckRatioOptions, 'language'> & Partial<Minimum> = {},
  ): Promise<MatcherResult> {
    const { min = 1, ...rest } = options
    const expected = `${atLeast(min)} of the words in the dictionary of ${named(language)}`
    return score(this, 'toPassSpellcheck', response, spellcheckRatio({ ...rest, language }), expected, min)
  },

  toFulfillModifier(
    this: MatcherContext,
    response: Response,
    modifier: string,
    options: ToFulfillModifierOptions = {},
  ): Promise<MatcherResult> {
    const { n, ...rest } = options
    const name = withCount(modifier, n)
    return score(
      this,
      'toFulfillModifier',
      response,
      modifierFulfillment({ ...rest, modifier: name }),
      `to follow ${name}`,
      1,
    )
  },

  toScore(this: MatcherContext, response: Response, scorer: Scorer, options: Minimum): Promise<MatcherResult> {
    if (typeof scorer !== 'function') throw new TypeError(`toScore: expected a scorer, got ${typeof scorer}`)
    const min = options?.min
    return score(this, 'toScore', response, scorer, `${nameOf(scorer)} of at least ${min}`, min)
  },
}

/** Checked before anything is awaited: what is wrong with the call is thrown where it stands. */
function score(
  context: MatcherContext,
  matcher: string,
  response: Response,
  scorer: Scorer,
  expected: string,
  min: number,
): Promise<MatcherResult> {
  // Inside another matcher nothing can be awaited, and a promise would count as a miss: `expect.not.toBeInLanguage('fr')` would always pass.
  if (context?.promise === undefined) {
    throw new TypeError(
      `${matcher} takes time: write \`await expect(response).${matcher}(…)\`, not expect.${matcher}(…)`,
    )
  }
  if (typeof min !== 'number' || !(min >= 0 && min <= 1)) {
    throw new RangeError(`${matcher}: min must be a number from 0 to 1, got ${String(min)}`)
  }
  const args = typeof response === 'string' ? { output: response } : response
  const judged = Promise.resolve(scorer(args)).then((given) =>
    verdict(tidyScore(nameOf(scorer), given), { matcher, args, expected, min }, context.isNot),
  )
  return mustBeAwaited(matcher, context, judged)
}

/** A scorer of somebody else's may be a function without a name. */
function nameOf({ name }: Scorer): string {
  return name === '' ? 'score' : name
}

function named(language: string): string {
  const code = normalizeLanguage(language)
  return `${languageName(code)} (${code})`
}

function atLeast(min: number): string {
  return min === 1 ? 'all' : `at least ${Number((min * 100).toFixed(2))} %`
}

/** `num_items_3` of `num_items` and 3. */
function withCount(modifier: string, n: number | undefined): string {
  const counted = /^num_items(?:_N)?$/.test(modifier)
  if (counted && n === undefined) throw new TypeError('toFulfillModifier: num_items needs its count, as { n: 3 }')
  if (!counted && n !== undefined) {
    throw new TypeError(`toFulfillModifier: { n } is the count of num_items, and "${modifier.slice(0, 40)}" has none`)
  }
  return counted ? `num_items_${n}` : modifier
}
