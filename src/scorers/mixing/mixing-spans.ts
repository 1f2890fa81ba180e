import type { MixedWord } from './mixed-words.js'
import type { ForeignRun } from './word-languages.js'

/** Where a response leaves its language. */
export type MixingSpan = {
  /** The place in the response. */
  start: number
  end: number
  text: string
  language: string
  /** `script`: letters that the language does not use. `foreign`: words of another language. `homoglyph`: letters of another script that look like the word's own. */
  kind: 'script' | 'foreign' | 'homoglyph'
  /** 0..1. */
  confidence: number
}

/** A span with the letters that it counts for. */
export interface CountedSpan extends MixingSpan {
  letters: number
}

/** Log-odds that a run of words needs: what has less is `unsure`. */
const LEAST_EVIDENCE = 3
const LEAST_OF_NAMED = 1

/** The spans of letters of another script: neighbours in the text are one. */
export function scriptSpans(output: string, words: readonly MixedWord[]): Omit<CountedSpan, 'language'>[] {
  const spans: Omit<CountedSpan, 'language'>[] = []
  let before = -2
  for (const [at, { foreign }] of words.entries()) {
    if (foreign === undefined) continue
    const { kind, start, end, letters } = foreign
    const last = spans.at(-1)
    if (last !== undefined && before === at - 1 && kind === 'script' && last.kind === 'script') {
      Object.assign(last, { end, text: output.slice(last.start, end), letters: last.letters + letters })
    } else {
      spans.push({ start, end, text: output.slice(start, end), kind, confidence: 1, letters })
    }
    before = at
  }
  return spans
}

/** The spans of words of other languages, and how many runs were not sure enough. */
export function foreignSpans(
  output: string,
  words: readonly MixedWord[],
  runs: readonly ForeignRun[],
  { isAllowed, areNamed }: { isAllowed: (language: string) => boolean; areNamed: boolean },
): { spans: CountedSpan[]; unsure: number } {
  const spans: CountedSpan[] = []
  let unsure = 0
  for (const { from, to, language, evidence } of runs) {
    if (isAllowed(language)) continue
    const own = words.slice(from, to)
    const letters = own.reduce((sum, word) => sum + (word.foreign === undefined ? word.letters : 0), 0)
    // One word alone may be a loanword, a mistake, or cut; words with capitals are a title. Of a language that somebody named, they are taken for what they look like.
    const heard = own.filter(({ isNeutral }) => !isNeutral)
    const isTitle = heard.every(({ word }) => /^\p{Lu}/u.test(word))
    const isLikely = areNamed || (heard.length > 1 && !isTitle)
    if (evidence < (areNamed ? LEAST_OF_NAMED : LEAST_EVIDENCE) || letters === 0 || !isLikely) {
      unsure++
      continue
    }
    const start = (own[0] as MixedWord).start
    const end = (own.at(-1) as MixedWord).end
    const confidence = Math.round(1000 / (1 + Math.exp(-evidence / 2))) / 1000
    spans.push({ start, end, text: output.slice(start, end), language, kind: 'foreign', confidence, letters })
  }
  return { spans, unsure }
}
