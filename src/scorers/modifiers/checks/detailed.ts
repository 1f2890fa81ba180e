import type { Score } from '../../../core/score.js'
import { sentenceCount, wordCount } from '../../../text/sentences.js'
import type { CheckOptions, CheckResult } from '../check.js'
import { proseFor } from '../prose-for.js'

/**
 * "A detailed answer": at least 100 words in at least 3 sentences (lines of a list are sentences too). Code, formulas and addresses are not counted; a response
 * of them alone is skipped (`no-prose`).
 *
 * @example
 * ```ts
 * isDetailed('Arrosez-le peu.', {}).fulfilled // => false
 * ```
 */
export function isDetailed(response: string, { detailed = {}, text }: CheckOptions): CheckResult | Score {
  const { minSentences = 3, minWords = 100 } = detailed
  const prose = proseFor(response, text)
  if ('status' in prose) return prose
  const evidence = { sentences: sentenceCount(prose.text), words: wordCount(prose.text), ...prose.metadata }
  return { fulfilled: evidence.words >= minWords && evidence.sentences >= minSentences, evidence }
}
