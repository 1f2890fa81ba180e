import type { Span } from './code.js'

/** What ends an address: white space, quotation marks, angle brackets, and punctuation that follows it without a space in Chinese and Japanese. */
const REST_OF_ADDRESS = /[^\s<>"`“”«»。，、；：！？（）「」『』【】《》|\\]+/y
const BEFORE_SCHEME = /[a-z][a-z\d+.-]{0,15}$/i
const DOMAIN = /(?:[\p{L}\p{N}-]{1,63}\.)+[\p{L}\p{N}-]{1,63}/uy
const LINK_TARGET =
  /\]\(\s{0,9}(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)(?:\s{1,9}(?:"[^"\n]*"|'[^'\n]*'))?\s{0,9}\)/y

/** An address whose scheme, or `www.`, begins or ends at a place: `https://example.org/a?b=c`. Punctuation after it is none of it. */
export function urlAt(text: string, at: number, from: number): Span | undefined {
  const before = text[at] === ':' ? BEFORE_SCHEME.exec(text.slice(Math.max(from, at - 16), at)) : null
  if (text[at] === ':' ? before === null : /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return undefined
  REST_OF_ADDRESS.lastIndex = at
  if (!REST_OF_ADDRESS.test(text)) return undefined
  const start = at - (before?.[0].length ?? 0)
  return { start, end: withoutPunctuation(text, start, REST_OF_ADDRESS.lastIndex) }
}

/** The name of a host without `www.`, whose last part begins with the dot at a place, with its path: `example.com/a`. */
export function hostAt(text: string, at: number, from: number): Span | undefined {
  let start = at
  while (start > from && at - start < 80 && /[a-z\d.-]/i.test(text[start - 1] as string)) start -= 1
  if (start === at || /[\p{L}\p{N}_@/]/u.test(text[start - 1] ?? '')) return undefined
  REST_OF_ADDRESS.lastIndex = at
  REST_OF_ADDRESS.test(text)
  const end = withoutPunctuation(text, start, REST_OF_ADDRESS.lastIndex)
  const host = /^\.[a-z]{2,4}(?:\.[a-z]{2})?(?:[/?#:]|$)/.test(text.slice(at, end))
  return host ? { start, end } : undefined
}

/** The e-mail address around an `@`. */
export function emailAt(text: string, at: number, from: number): Span | undefined {
  let start = at
  while (start > from && at - start < 64 && /[\p{L}\p{N}._%+-]/u.test(text[start - 1] as string)) start -= 1
  if (start === at) return undefined
  DOMAIN.lastIndex = at + 1
  if (!DOMAIN.test(text)) return undefined
  if (/mailto:$/i.test(text.slice(Math.max(from, start - 7), start))) start -= 7
  return { start, end: DOMAIN.lastIndex }
}

/** The target of a Markdown link or picture, from the `](` at a place to its `)`. */
export function linkTargetAt(text: string, at: number): Span | undefined {
  LINK_TARGET.lastIndex = at
  return LINK_TARGET.test(text) ? { start: at, end: LINK_TARGET.lastIndex } : undefined
}

function withoutPunctuation(text: string, start: number, last: number): number {
  let end = last
  let [opened, closed] = [0, 0]
  for (let i = start; i < last; i++) {
    if (text[i] === '(') opened += 1
    else if (text[i] === ')') closed += 1
  }
  for (; end > start; end--) {
    const sign = text[end - 1] as string
    if (sign === ')' && closed > opened) closed -= 1
    else if (!/[.,;:!?'’*_\]}…]/.test(sign)) break
  }
  return end
}
