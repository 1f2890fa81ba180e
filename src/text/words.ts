import { blankMarkup, withoutMarkup } from './markup.js'

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

/** A word with where it stands: `text.slice(start, end)` is the word, with the soft hyphens that are not part of it. */
export interface WordSpan {
  word: string
  start: number
  end: number
}

/**
 * The same words, with their places in the text.
 *
 * @example
 * ```ts
 * wordSpans('Le <b>thé</b>') // => [{ word: 'Le', start: 0, end: 2 }, { word: 'thé', start: 6, end: 9 }]
 * ```
 */
export function wordSpans(text: string): WordSpan[] {
  const places = Array.from({ length: text.length }, (_, place) => place).filter((place) => text[place] !== '\u00AD')
  const place = (index: number) => places[index] as number
  return Array.from(blankMarkup(text.replaceAll('\u00AD', '')).matchAll(WORD), ({ 0: word, index }) => ({
    word,
    start: place(index),
    end: place(index + word.length - 1) + 1,
  }))
}
