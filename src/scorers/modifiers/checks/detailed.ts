import { sentenceCount, wordCount } from '../../../text/sentences.js'
import type { CheckOptions, CheckResult } from '../check.js'

/**
 * "A detailed answer": at least 100 words in at least 3 sentences (lines of a list are sentences too).
 *
 * @example
 * ```ts
 * isDetailed('Arrosez-le peu.', {}).fulfilled // => false
 * ```
 */
export function isDetailed(response: string, { detailed = {} }: CheckOptions): CheckResult {
  const { minSentences = 3, minWords = 100 } = detailed
  const evidence = { sentences: sentenceCount(response), words: wordCount(response) }
  return { fulfilled: evidence.words >= minWords && evidence.sentences >= minSentences, evidence }
}
