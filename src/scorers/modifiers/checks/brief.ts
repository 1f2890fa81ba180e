import type { Score } from '../../../core/score.js'
import { sentenceCount, wordCount } from '../../../text/sentences.js'
import type { CheckOptions, CheckResult } from '../check.js'
import { proseFor } from '../prose-for.js'

/**
 * "A few sentences": at most 5, and at most 100 words, so that five endless ones are not brief. There must be a word. 100 words is also where
 * `isDetailed` begins, half of what 512 tokens hold in the language with the most tokens a word of the four, Russian: so both ends can be reached in each. Code, formulas
 * and addresses are not counted; a response of them alone is skipped (`no-prose`).
 *
 * @example
 * ```ts
 * isBrief('Arrosez-le peu. Une fois par mois suffit.', {}).evidence // => { sentences: 2, words: 7 }
 * ```
 */
export function isBrief(response: string, { brief = {}, text }: CheckOptions): CheckResult | Score {
  const { maxSentences = 5, maxWords = 100 } = brief
  const prose = proseFor(response, text)
  if ('status' in prose) return prose
  const [sentences, words] = [sentenceCount(prose.text), wordCount(prose.text)]
  const evidence = { sentences, words, ...prose.metadata }
  return { fulfilled: words > 0 && words <= maxWords && sentences <= maxSentences, evidence }
}
