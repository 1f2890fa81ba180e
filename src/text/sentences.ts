import { goesOn } from './abbreviations.js'

let segmenters: { sentence: Intl.Segmenter; word: Intl.Segmenter } | undefined

/** Made on first need: each takes some milliseconds. The root locale, since the language of a response is what may be wrong with it. */
function segmenter(granularity: 'sentence' | 'word'): Intl.Segmenter {
  segmenters ??= {
    sentence: new Intl.Segmenter('und', { granularity: 'sentence' }),
    word: new Intl.Segmenter('und', { granularity: 'word' }),
  }
  return segmenters[granularity]
}

/** Characters of a line that are looked at: the segmenter's time grows with the square of the length. */
const LONGEST_LINE = 20_000

/** Scripts that put no spaces between words. */
export const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/**
 * How many sentences a text has (Unicode Standard Annex 29): pieces between sentence ends or line breaks that hold a letter or a digit. Abbreviations and
 * initials end none. A bare list number is no sentence of its own.
 *
 * @example
 * ```ts
 * sentenceCount('Il fait 3.5 degrés. Froid !\n1. Rentrons') // => 3
 * ```
 */
export function sentenceCount(text: string): number {
  let count = 0
  for (const line of text.split('\n')) {
    if (!/[\p{L}\p{N}]/u.test(line)) continue
    let before = ''
    for (const { segment, index } of segmenter('sentence').segment(line.slice(0, LONGEST_LINE))) {
      const goes = before !== '' && goesOn(before, line.slice(index, index + 40))
      before = segment
      if (!goes && (/\p{L}/u.test(segment) || /\d.*\d|\d\s*$/u.test(segment))) count += 1
    }
  }
  return count
}

/**
 * How many words a text has: runs of letters, marks and digits with inner apostrophes, hyphens, points and commas; where words are not
 * spaced, as `Intl.Segmenter` cuts them.
 *
 * @example
 * ```ts
 * wordCount("L'eau bout à 99,9 °C.") // => 5
 * ```
 */
export function wordCount(text: string): number {
  if (!UNSPACED.test(text))
    return (
      text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’ʼ·.,\-‐‑\u200C\u200D][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu)
        ?.length ?? 0
    )
  let count = 0
  for (const line of text.split('\n')) {
    for (const { isWordLike } of segmenter('word').segment(line.slice(0, LONGEST_LINE))) {
      if (isWordLike) count += 1
    }
  }
  return count
}
