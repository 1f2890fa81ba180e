import type { Span } from './code.js'
import { type Part, type PartKind, responseParts } from './parts.js'
import { UNSPACED } from './sentences.js'

/** How many characters of each kind were left out of what was measured. `cutWord`: the half word at the end of a response that its token limit cut. */
export type LeftOut = { [kind in Exclude<PartKind, 'prose'> | 'cutWord']?: number }

/** What of a response is prose. */
export interface Prose {
  /** The prose, with white space for all else. */
  text: string
  /** Undefined where nothing was left out. */
  leftOut: LeftOut | undefined
  /** Whether there is nothing but reasoning and white space. */
  isEmpty: boolean
  /** Whether the response ends in its reasoning, before any answer. */
  isUnanswered: boolean
  /** The parts of the response. */
  parts: readonly Part[]
}

let last: { response: string; prose: Prose } | undefined

/**
 * The prose of a response: without reasoning, code, maths, markup and addresses; references to characters are decoded. Where there is nothing but prose, it is the
 * response itself. The scorers of a sample ask one after the other, so the last answer is kept.
 *
 * @example
 * ```ts
 * const { text, leftOut } = proseOf('Voir <b>l&rsquo;&eacute;t&eacute;</b> : `x`')
 * text // => 'Voir l’été :  '
 * leftOut // => { markup: 7, code: 3 }
 * ```
 */
export function proseOf(response: string): Prose {
  if (last?.response === response) return last.prose
  const prose = readProse(response)
  last = { response, prose }
  return prose
}

function readProse(response: string): Prose {
  const { parts, unclosed } = responseParts(response)
  if (parts.length <= 1 && (parts[0]?.kind ?? 'prose') === 'prose') {
    return { ...wholeText(response), parts }
  }
  const leftOut: LeftOut = {}
  let text = ''
  let isEmpty = true
  for (const { kind, start, end, text: shown } of parts) {
    text += shown
    if (kind !== 'reasoning' && kind !== 'token') isEmpty &&= kind === 'prose' && shown.trim() === ''
    if (kind !== 'prose' && shown.trim() === '') leftOut[kind] = (leftOut[kind] ?? 0) + end - start
  }
  const isSomething = Object.keys(leftOut).length > 0
  return { text, leftOut: isSomething ? leftOut : undefined, isEmpty, isUnanswered: unclosed && isEmpty, parts }
}

/** A response all of which is measured, whatever it is. */
export function wholeText(response: string): Prose {
  return { text: response, leftOut: undefined, isEmpty: response.trim() === '', isUnanswered: false, parts: [] }
}

/**
 * The prose of a response that was cut, without the half word that it ends in. It stays as it is where it ends otherwise, where it is one word, and in scripts that put no spaces
 * between words.
 */
export function withoutCutWord(prose: Prose): Prose {
  const { text, leftOut, parts } = prose
  const lastPart = parts.at(-1)
  if (lastPart?.kind !== 'prose') return prose
  let start = text.length
  while (start > 0 && /[\p{L}\p{M}\p{N}\p{Cs}'’ʼ‐‑-]/u.test(text[start - 1] as string)) start -= 1
  const word = text.slice(start)
  if (!/\p{L}/u.test(word) || UNSPACED.test(word) || !/[\p{L}\p{N}]/u.test(text.slice(Math.max(0, start - 100), start)))
    return prose
  return { ...prose, text: text.slice(0, start), leftOut: { ...leftOut, cutWord: word.length } }
}

/** Where in a response a character of its prose is. Places must not go back. */
export function placesOf({ parts }: Prose): (index: number) => Span {
  let at = 0
  let before = 0
  return (index) => {
    while (at < parts.length - 1 && index >= before + (parts[at] as Part).text.length)
      before += (parts[at++] as Part).text.length
    const part = parts[at]
    if (part !== undefined && part.kind !== 'prose') return { start: part.start, end: part.end }
    const start = (part?.start ?? 0) + index - before
    return { start, end: start + 1 }
  }
}

/**
 * The answer of a response: all but its reasoning and what a chat template left over.
 *
 * @param without Kinds of parts to leave out as well.
 *
 * @example
 * ```ts
 * answerOf('<think>Hm.</think>\n`x` : oui.<|im_end|>') // => '`x` : oui.'
 * ```
 */
export function answerOf(response: string, without: readonly PartKind[] = []): string {
  const { parts, leftOut } = proseOf(response)
  if (leftOut === undefined) return response
  const kept = parts.filter(({ kind }) => kind !== 'reasoning' && kind !== 'token' && !without.includes(kind))
  const answer = kept.map(({ start, end }) => response.slice(start, end)).join('')
  return leftOut.reasoning === undefined ? answer : answer.trim()
}
