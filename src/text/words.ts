import { blankMarkup, withoutMarkup } from './markup.js'
import { WordReader } from './word-reader.js'

/** The words of a response, to be read one by one. Code, HTML, URLs and e-mail addresses hold no words; soft hyphens, which nobody sees, are taken out first. */
export function readWords(text: string): WordReader {
  return new WordReader(withoutMarkup(text.replaceAll('\u00AD', '')))
}

/**
 * The words of a response as {@link readWords} reads them, in order, repeats included. An empty text gives an empty list.
 *
 * @example
 * ```ts
 * words("L'eau n’est pas tiède, voir arc-en-ciel ou www.example.org.")
 * // => ["L'eau", 'n’est', 'pas', 'tiède', 'voir', 'arc-en-ciel', 'ou']
 * ```
 */
export function words(text: string): string[] {
  const found: string[] = []
  const reader = readWords(text)
  while (reader.next()) found.push(reader.word)
  return found
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
  const reader = new WordReader(blankMarkup(text.replaceAll('\u00AD', '')))
  const spans: WordSpan[] = []
  while (reader.next()) spans.push({ word: reader.word, start: place(reader.start), end: place(reader.end - 1) + 1 })
  return spans
}

/** Whether the text has a letter of any script: without one it has no language. */
export function hasLetters(text: string): boolean {
  return /\p{L}/u.test(text)
}
