import type { WordSpan } from '../../text/words.js'
import { isHomoglyph } from './scripts.js'
import type { HeardWord } from './word-languages.js'

/** A word of a response, with what it looks like. */
export interface MixedWord extends HeardWord, WordSpan {
  /** Letters that count: none in a quotation. */
  letters: number
  isQuoted: boolean
  /** It has a capital within a sentence, and so may be a name. */
  isCapitalised: boolean
  /** Letters of another script in it, with their places, unless they are a name, an acronym or a unit. */
  foreign?: { kind: 'script' | 'homoglyph'; start: number; end: number; letters: number }
}

const QUOTED =
  /«[^»\n]{1,300}»|“[^”\n]{1,300}”|„[^“”\n]{1,300}[“”]|"[^"\n]{1,300}"|「[^」\n]{1,300}」|『[^』\n]{1,300}』|^[ \t]{0,3}>[^\n]*$/gmu

/** What a sentence, a line, an item or a title begins behind. */
const BEGINNING = /(?:^|[.!?…:;。！？：\n\r|•·*#>–—-]|\d\))[\s"'«“„‘(*_[]*$/u

/** A longer run of letters is no word that somebody wrote. */
const LONGEST = 64

/** Names, acronyms and units in another script: `Python`, `iPhone`, `HTML`, `km`, `x`. */
const NAMES = /^\p{Lu}|.\p{Lu}|^[\p{sc=Latn}\p{sc=Grek}]{1,2}$/u

/**
 * The words of a response as languages are told from them.
 *
 * @param foreignLetters As `foreignLetters` gives it.
 * @param isOfPrompt Asked in small letters.
 */
export function mixedWords(
  output: string,
  spans: readonly WordSpan[],
  foreignLetters: RegExp | undefined,
  isOfPrompt: (word: string) => boolean,
): MixedWord[] {
  const isQuoted = inQuotation(output)
  return spans.map((span) => {
    const { word, start, end } = span
    const quoted = isQuoted(start)
    const letters = quoted ? 0 : countLetters(word)
    const isCapitalised = /^\p{Lu}/u.test(word) && !BEGINNING.test(output.slice(Math.max(0, start - 8), start))
    const isName =
      isOfPrompt(word.toLowerCase()) ||
      word.length < 2 ||
      word.length > LONGEST ||
      /^.?\p{Lu}.*\p{Lu}/u.test(word) ||
      quoted
    const plain = { ...span, letters, isQuoted: quoted, isCapitalised, isNeutral: isName }
    const pieces = foreignLetters === undefined ? [] : [...word.matchAll(foreignLetters)]
    const [first] = pieces
    if (first === undefined) return plain
    const text = pieces.map(([piece]) => piece).join('')
    const kind = isHomoglyph(word, text) ? 'homoglyph' : 'script'
    if (
      quoted ||
      isOfPrompt(word.toLowerCase()) ||
      (kind === 'script' && (NAMES.test(text) || isOfPrompt(text.toLowerCase())))
    )
      return { ...plain, isNeutral: true }
    const isPlaced = end - start === word.length && kind === 'script' && pieces.length === 1
    const place = isPlaced ? { start: start + first.index, end: start + first.index + first[0].length } : { start, end }
    return { ...plain, isNeutral: true, foreign: { kind, ...place, letters: countLetters(text) } }
  })
}

function countLetters(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0
}

/** Whether a place is in a quotation. Places must not go back. */
function inQuotation(output: string): (at: number) => boolean {
  const quotations = [...output.matchAll(QUOTED)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
  }))
  let next = 0
  return (at) => {
    while (next < quotations.length && (quotations[next] as { end: number }).end <= at) next++
    const quotation = quotations[next]
    return quotation !== undefined && quotation.start <= at
  }
}
