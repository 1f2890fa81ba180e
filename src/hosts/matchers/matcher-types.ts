import type { Scorer } from '../../core/scorer.js'
import type { LanguageCorrectnessOptions } from '../../scorers/language/language-correctness.js'
import type { SpellcheckRatioOptions } from '../../scorers/spelling/spellcheck-ratio.js'
import type { ToFulfillModifierOptions } from './matchers.js'

/** The matchers as tests call them. Each rejects where the score was skipped or failed, also after `.not`. */
export interface CrosslingualMatchers {
  /** That the response is in the language: `languageCorrectness` is 1. An empty response is in none. */
  toBeInLanguage(language: string, options?: Omit<LanguageCorrectnessOptions, 'language'>): Promise<void>
  /** That at least `min` of the words are in the dictionary of the language (`spellcheckRatio`). By default all of them. */
  toPassSpellcheck(
    language: string,
    options?: Omit<SpellcheckRatioOptions, 'language'> & { min?: number },
  ): Promise<void>
  /** That the response follows a modifier (`modifierFulfillment`): `short`, `lang_fr`, `num_items_3`, or `num_items` with `{ n: 3 }`. */
  toFulfillModifier(modifier: string, options?: ToFulfillModifierOptions): Promise<void>
  /** That any scorer gives at least `min`, 0..1. */
  toScore(scorer: Scorer, options: { min: number }): Promise<void>
}
