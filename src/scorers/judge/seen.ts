import { LOOK_ALIKES } from './look-alikes.js'

const lookAlikes = new Map(LOOK_ALIKES.flatMap(([ascii, characters]) => [...characters].map((each) => [each, ascii])))

/** What is not seen: marks, format and control characters, and what else a font leaves out. Not white space. */
const UNSEEN = /^[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]$|^(?!\s)\p{Cc}$/u

/** What each character was found to look like. */
const known = new Map<string, string>()

/**
 * What a reader takes a character for, in lower case: `е` (Cyrillic), `𝐞`, `ⓔ`, `🅴`, `é` and `E` are all `e`, and a zero-width space is nothing. By NFKD, without
 * marks, and by Unicode's list of confusable characters.
 *
 * @example
 * ```ts
 * [...'Ⓔ𝗡Ꭰ'].map(seenAs).join('') // => 'end'
 * ```
 */
export function seenAs(character: string): string {
  const before = known.get(character)
  if (before !== undefined) return before
  const seen = looked(character)
  known.set(character, seen)
  return seen
}

function looked(character: string): string {
  if (UNSEEN.test(character)) return ''
  const whole = lookAlikes.get(character)
  if (whole !== undefined) return whole
  const parts = Array.from(character.normalize('NFKD').toLowerCase())
  return parts.map((part) => (UNSEEN.test(part) ? '' : (lookAlikes.get(part) ?? part))).join('')
}

/** A text as a reader sees it, see {@link seenAs}. */
export function seenText(text: string): string {
  let seen = ''
  for (const character of text) seen += seenAs(character)
  return seen
}

/** The letters, digits and stars of a text as a reader sees them, and nothing else: two texts that differ in form alone have the same. */
export function seenLetters(text: string): string {
  return seenText(text).replace(/[^\p{L}\p{N}★⭐🌟]/gu, '')
}
