import type { JsonObject, Score } from '../../core/score.js'
import type { LanguageIdentifier } from '../../engines/language-identifier.js'

/** What a check found: whether the modifier was followed, and what shows it. */
export interface CheckResult {
  fulfilled: boolean
  /** What was counted or found, for the score's metadata. */
  evidence: JsonObject
}

/** What checks can be told. Each has a default. */
export interface CheckOptions {
  /** Above either, an answer is not brief. Default: 5 sentences, 100 words. */
  brief?: { maxSentences?: number; maxWords?: number }
  /** Below either, an answer is not detailed. Default: 3 sentences, 100 words. */
  detailed?: { minSentences?: number; minWords?: number }
  /**
   * The sign that each point begins with: `-->` in the released prompts, `->` in the paper.
   *
   * @default '-->'
   */
  arrow?: string
  /** Whether each word, or the first word of each line, has to begin with a capital, and the share of them that may not. Default: words, 0.05. */
  capitals?: { of?: 'words' | 'lines'; tolerance?: number }
  /** Default: fastText with its packaged `lid.176.ftz`. */
  identifier?: LanguageIdentifier
  /**
   * `whole` checks every character of the output; `prose` leaves out the reasoning, and counts words, sentences, items and capitals of the prose alone.
   *
   * @default 'prose'
   */
  text?: 'prose' | 'whole'
}

/**
 * Decides whether a response follows a modifier. It may give a whole Score where the answer is neither yes nor no.
 *
 * @param response As `tidy` leaves it, without its reasoning, and not empty.
 * @param parameter What stands for `N` or `XX` in the modifier's name.
 */
export type Check = (
  response: string,
  options: CheckOptions,
  parameter: string,
) => CheckResult | Score | Promise<CheckResult | Score>
