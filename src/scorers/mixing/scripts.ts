import { type LanguageVariety, usualParts } from '../../text/language-variety.js'

/** What stands for several scripts, or for one that is written with the letters of another. */
const LETTERS_OF: Readonly<Record<string, readonly string[]>> = {
  Hans: ['Hani', 'Bopo'],
  Hant: ['Hani', 'Bopo'],
  Jpan: ['Hani', 'Hira', 'Kana'],
  Kore: ['Hang', 'Hani'],
}

const known = new Map<string, RegExp>()

/** A run of letters that are not of the scripts that a language is written in; undefined where it is not known in which. */
export function foreignLetters(variety: LanguageVariety): RegExp | undefined {
  const script = variety.script ?? usualParts(variety).script
  if (script === undefined) return undefined
  const before = known.get(script)
  if (before !== undefined) return before
  const own = (LETTERS_OF[script] ?? [script]).map((each) => `\\p{scx=${each}}`).join('')
  // Letters of no script of their own (Common, Inherited) are anybody's: ʼ, ー.
  const pattern = new RegExp(`[[\\p{L}\\p{M}]--[${own}\\p{sc=Zyyy}\\p{sc=Zinh}]]+`, 'gv')
  known.set(script, pattern)
  return pattern
}

/** Latin letters beside Cyrillic and Greek ones that a reader takes for them, the three rows in one order of sounds or not: what matters is which are in them. */
const LOOK_ALIKES = /^[aceopxyijsABCEHIJKMOPSTXYасеорхуіјѕАВСЕНІЈКМОРЅТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ]+$/u

/** Whether letters of another script within a word only look as if they were of its own: `Тeлефон` with a Latin e. */
export function isHomoglyph(word: string, foreign: string): boolean {
  return foreign.length < word.length && !/[-‐‑'’]/u.test(word) && LOOK_ALIKES.test(foreign)
}
