import { sentenceCount, wordCount } from '../../../text/sentences.js'
import type { CheckOptions, CheckResult } from '../check.js'

/**
 * "A few sentences": at most 5, and at most 100 words, so that five endless ones are not brief. There must be a word. 100 words is also where
 * `isDetailed` begins, half of what 512 tokens hold in the language with the most tokens a word of the four, Russian: so both ends can be reached in each.
 *
 * @example
 * ```ts
 * isBrief('Arrosez-le peu. Une fois par mois suffit.', {}).evidence // => { sentences: 2, words: 7 }
 * ```
 */
export function isBrief(response: string, { brief = {} }: CheckOptions): CheckResult {
  const { maxSentences = 5, maxWords = 100 } = brief
  const evidence = { sentences: sentenceCount(response), words: wordCount(response) }
  const { sentences, words } = evidence
  return { fulfilled: words > 0 && words <= maxWords && sentences <= maxSentences, evidence }
}
