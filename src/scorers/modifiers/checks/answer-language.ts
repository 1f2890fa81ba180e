import type { Score } from '../../../core/score.js'
import { languageCorrectness } from '../../language/language-correctness.js'
import type { CheckOptions } from '../check.js'

/**
 * "Answer in X": the rules of `languageCorrectness`, X being the expected language.
 *
 * @example
 * ```ts
 * const { score } = await isInLanguage('Tournez à gauche après le pont.', {}, 'fr') // => 1
 * ```
 */
export function isInLanguage(response: string, { identifier, text }: CheckOptions, language: string): Promise<Score> {
  const options = { ...(identifier !== undefined && { identifier }), ...(text !== undefined && { text }) }
  return languageCorrectness({ language, ...options })({ output: response })
}
