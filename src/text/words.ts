import { withoutMarkup } from './markup.js'

/**
 * A word: a maximal run of letters and marks with inner apostrophes (`'`, `’`, `ʼ`) and hyphens. `ʼ` (U+02BC) is itself a
 * letter for Unicode, so it is taken out of the class to count only inside a word.
 */
const WORD = /[[\p{L}\p{M}]--ʼ]+(?:['’ʼ\-‐‑][[\p{L}\p{M}]--ʼ]+)*/gv

/**
 * The words of a response, in order, repeats included. Code, HTML, URLs and e-mail addresses hold no words; soft hyphens, which
 * nobody sees, are taken out first. An empty text gives an empty list.
 *
 * @example
 * ```ts
 * words("L'eau n’est pas tiède, voir arc-en-ciel ou www.example.org.")
 * // => ["L'eau", 'n’est', 'pas', 'tiède', 'voir', 'arc-en-ciel', 'ou']
 * ```
 */
export function words(text: string): string[] {
  return withoutMarkup(text.replaceAll('\u00AD', '')).match(WORD) ?? []
}
