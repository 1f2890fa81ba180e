import { lid176Labels } from '../language/labels.js'
import { didYouMean } from './nearest.js'

/** Codes that the canonical tag and the model's label spell differently. */
const ALIASES: Readonly<Record<string, string>> = { nb: 'no', fil: 'tl', bho: 'bh' }

/**
 * One code for each language, however it is written: `pt-BR`, `pt_BR`, `por`, `Portuguese`, `português` → `pt`. Region and script
 * are dropped. Where fastText's model has a label of its own, that is the code.
 *
 * @throws RangeError for what is no known language, naming the nearest.
 *
 * @example
 * ```ts
 * normalizeLanguage('pt-BR') // => 'pt'
 * ```
 */
export function normalizeLanguage(language: string): string {
  const given = language.trim()
  const lower = given.toLowerCase()
  if (lid176Labels.has(lower)) return lower
  const code = fromTag(given) ?? names().get(lower)
  if (code !== undefined) return code
  throw new RangeError(
    `unknown language "${given.slice(0, 40)}"${didYouMean(lower.slice(0, 40), [...names().keys(), ...lid176Labels])} ` +
      'Give an ISO 639 code (fr), a tag (pt-BR) or an English name (French).',
  )
}

/** The English name of a language code, or the code itself where there is none. */
export function languageName(code: string): string {
  try {
    return englishNames().of(code) ?? code
  } catch {
    return code
  }
}

function fromTag(tag: string): string | undefined {
  try {
    const subtag = new Intl.Locale(tag.replaceAll('_', '-')).language
    const code = ALIASES[subtag] ?? subtag
    // `und` and `mul` (undetermined, multiple) have names too, but are no languages.
    const isLanguage = !['und', 'mul', 'zxx', 'mis'].includes(code) && englishNames().of(code) !== undefined
    return lid176Labels.has(code) || isLanguage ? code : undefined
  } catch {
    return undefined // not even shaped like a tag
  }
}

let displayNames: Intl.DisplayNames | undefined
function englishNames(): Intl.DisplayNames {
  displayNames ??= new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })
  return displayNames
}

let namesToCodes: Map<string, string> | undefined

/** Lower-case English and own names → code. Made on first need: most callers give codes. */
function names(): Map<string, string> {
  if (namesToCodes !== undefined) return namesToCodes
  namesToCodes = new Map()
  for (const label of lid176Labels) {
    const own = new Intl.DisplayNames([label], { type: 'language', fallback: 'none' })
    for (const name of [own.of(label), englishNames().of(label)]) {
      if (name !== undefined) namesToCodes.set(name.toLowerCase(), label)
    }
  }
  // Labels whose ISO meaning is another language: `als` is Tosk Albanian in ISO 639-3, Alemannic in the model.
  namesToCodes.set('albanian', 'sq').set('alemannic', 'als').set('swiss german', 'als')
  return namesToCodes
}
