import { type Prose, placesOf, proseOf } from './prose.js'
import { WordReader } from './word-reader.js'

/** What nobody sees within a word: the soft hyphen, the word joiner, a byte order mark. */
const UNSEEN = /[\u00AD\u2060\uFEFF]/
const ALL_UNSEEN = new RegExp(UNSEEN, 'g')

/**
 * The words of a prose, to be read one by one. What nobody sees is taken out first.
 *
 * @param joiners What a dictionary has between the letters of a word, beside apostrophes and hyphens.
 */
export function readWords(prose: string, joiners?: string): WordReader {
  return new WordReader(UNSEEN.test(prose) ? prose.replaceAll(ALL_UNSEEN, '') : prose, joiners)
}

/**
 * The words of a response, in order, repeats included: those of its prose. An empty text gives an empty list.
 *
 * @example
 * ```ts
 * words("L'eau n’est pas tiède, voir arc-en-ciel ou www.example.org.")
 * // => ["L'eau", 'n’est', 'pas', 'tiède', 'voir', 'arc-en-ciel', 'ou']
 * ```
 */
export function words(response: string): string[] {
  const found: string[] = []
  const reader = readWords(proseOf(response).text)
  while (reader.next()) found.push(reader.word)
  return found
}

/** A word with where it stands: `text.slice(start, end)` is the word, with what nobody sees and references to characters as they are written. */
export interface WordSpan {
  word: string
  start: number
  end: number
}

/**
 * The words of a prose, with their places in the response.
 *
 * @example
 * ```ts
 * const prose = { text: 'Le thé', leftOut: undefined, isEmpty: false, isUnanswered: false, parts: [] }
 * wordSpans(prose) // => [{ word: 'Le', start: 0, end: 2 }, { word: 'thé', start: 3, end: 6 }]
 * ```
 */
export function wordSpans(prose: Prose, joiners?: string): WordSpan[] {
  const { text } = prose
  const seen = UNSEEN.test(text) ? placesSeen(text) : undefined
  const placeOf = (index: number) => place(seen?.[index] ?? index)
  const place = placesOf(prose)
  const reader = new WordReader(text.replaceAll(ALL_UNSEEN, ''), joiners)
  const spans: WordSpan[] = []
  while (reader.next()) {
    const { start } = placeOf(reader.start)
    spans.push({ word: reader.word, start, end: placeOf(reader.end - 1).end })
  }
  return spans
}

/** Where the characters are that are left once the unseen ones are taken out. */
function placesSeen(text: string): Uint32Array {
  const places = new Uint32Array(text.length)
  let count = 0
  for (let at = 0; at < text.length; at++) if (!UNSEEN.test(text[at] as string)) places[count++] = at
  return places
}

/** Whether the text has a letter of any script: without one it has no language. */
export function hasLetters(text: string): boolean {
  return /\p{L}/u.test(text)
}
