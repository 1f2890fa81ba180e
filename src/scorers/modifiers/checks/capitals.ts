import { type Score, skipped } from '../../../core/score.js'
import { markedLines } from '../../../text/list-lines.js'
import { listText } from '../../../text/list-text.js'
import { tidy } from '../../../text/tidy.js'
import type { CheckOptions, CheckResult } from '../check.js'
import { proseFor } from '../prose-for.js'

/** A run of letters and marks with its inner apostrophes and hyphens, not glued to a digit before it (10km, 2ème). */
const WORD = /(?<![\p{L}\p{M}\p{N}'’ʼ‐‑-])\p{L}[\p{L}\p{M}'’ʼ‐‑-]*/gu

/** A word after an elided one, the capital being its own: l'Eau, d'Un, qu'Il, dell'Acqua. Not it'S. */
const ELIDED = /^\p{Ll}{1,6}['’ʼ][\p{Lu}\p{Lt}]\p{L}/u

/**
 * "Capitalise": every word whose first letter has case begins with a capital or a titlecase letter (ǅ), or does after an elided one (l'Eau as well
 * as L'eau); by option only the first word of each line. A share of words may fail, 5 % by default, such as names written small. Code, HTML,
 * formulas, addresses and letters without a capital (ª, Georgian) do not count. Skipped without any word that could have a capital (`no-words`),
 * and for a response of code or formulas alone (`no-prose`).
 *
 * @example
 * ```ts
 * hasCapitals('Le Thé Est prêt', {}).evidence // => { words: 4, capitalised: 3, without: ['prêt'] }
 * ```
 */
export function hasCapitals(response: string, { capitals = {}, text }: CheckOptions): CheckResult | Score {
  const prose = proseFor(response, text)
  if ('status' in prose) return prose
  const { of = 'words', tolerance = 0.05 } = capitals
  const written = text === 'whole' ? response : tidy(listText(response, 'prose'))
  const lines = markedLines(written.replaceAll('\u00AD', '')).map(({ text }) => text.match(WORD) ?? [])
  const found = of === 'words' ? lines.flat() : lines.flatMap((words) => words.slice(0, 1))
  const cased = found.filter((word) => /^[\p{Lu}\p{Lt}]/u.test(word) || hasCapital(word))
  if (cased.length === 0) return skipped('', 'no-words', 'no word of the response could begin with a capital')
  const without = cased.filter((word) => /^\p{Ll}/u.test(word) && !ELIDED.test(word))
  const evidence = {
    words: cased.length,
    capitalised: cased.length - without.length,
    without: [...new Set(without)].slice(0, 20),
    ...prose.metadata,
  }
  return { fulfilled: without.length <= cased.length * tolerance, evidence }
}

/** Whether the first letter is a small one with a capital for words to begin with, which ß, ﬁ and Georgian letters have not. */
function hasCapital(word: string): boolean {
  const letter = String.fromCodePoint(word.codePointAt(0) as number)
  const capital = letter.toUpperCase()
  return /^\p{Ll}$/u.test(letter) && !/\p{sc=Georgian}/u.test(letter) && capital !== letter && [...capital].length === 1
}
