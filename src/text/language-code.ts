import { parseLanguageTag } from '../core/language-tag.js'
import { namedTag } from './language-names.js'
import { didYouMean } from './nearest.js'

/**
 * One code for each language, however it is written: `pt-BR`, `pt_BR`, `por`, `Portuguese`, `português`, `Brazilian Portuguese`, `Portuguese (Brazil)` → `pt`. Region and script
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
  const code = fromTag(given) ?? fromName(lower)
  if (code !== undefined) return code
  throw new RangeError(
    `unknown language "${given.slice(0, 40)}"${neighbour(lower.slice(0, 40))} ` +
      'Give an ISO 639 code (fr), a tag (pt-BR) or an English name (French).',
  )
}

/** What stands for no one language: ISO 639-2's undetermined, multiple, no linguistic content, uncoded. */
const NO_LANGUAGES = ['und', 'mul', 'zxx', 'mis']

/** What may have been meant by what is no language. */
function neighbour(given: string): string {
  if (NO_LANGUAGES.includes(given)) return ', which stands for no one language; leave it empty where it is not known.'
  const spoken = languageOfCountry(given)
  if (spoken !== undefined) return ` (a country); did you mean "${spoken}"?`
  return didYouMean(given, [...names().keys(), ...lid176Labels])
}

/** The language that most people of a country write, by Unicode's likely subtags: `zh` of `cn`. */
function languageOfCountry(code: string): string | undefined {
  if (!/^[a-z]{2}$/.test(code)) return undefined
  const { language } = new Intl.Locale(`und-${code}`).maximize()
  // Of a code that is no country it is English.
  const isCountry = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(code.toUpperCase())
  return isCountry === undefined ? undefined : language
}

/** `french`, `brazilian portuguese`, `french (france)`. */
function fromName(name: string): string | undefined {
  const tag = namedTag(name)
  if (tag !== undefined) return parseLanguageTag(tag)?.language
  return names().get(name) ?? names().get(name.replace(/ \([^()]*\)$/, ''))
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
  const code = parseLanguageTag(tag)?.language
  // `und` and `mul` (undetermined, multiple) have names too, but are no languages.
  if (code === undefined || NO_LANGUAGES.includes(code)) return undefined
  return lid176Labels.has(code) || englishNames().of(code) !== undefined ? code : undefined
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

/**
 * The languages that fastText's `lid.176` tells apart, under its own labels: codes of Wikipedia editions, mostly ISO 639-1,
 * else 639-3, with a few of their own (`als` is Alemannic, `sh` Serbo-Croatian, `eml` Emilian-Romagnol).
 */
export const lid176Labels: ReadonlySet<string> = new Set(
  (
    'af als am an ar arz as ast av az azb ba bar bcl be bg bh bn bo bpy br bs bxr ca cbk ce ceb ckb co cs cv cy da de ' +
    'diq dsb dty dv el eml en eo es et eu fa fi fr frr fy ga gd gl gn gom gu gv he hi hif hr hsb ht hu hy ia id ie ilo ' +
    'io is it ja jbo jv ka kk km kn ko krc ku kv kw ky la lb lez li lmo lo lrc lt lv mai mg mhr min mk ml mn mr mrj ms ' +
    'mt mwl my myv mzn nah nap nds ne new nl nn no oc or os pa pam pfl pl pms pnb ps pt qu rm ro ru rue sa sah sc scn ' +
    'sco sd sh si sk sl so sq sr su sv sw ta te tg th tk tl tr tt tyv ug uk ur uz vec vep vi vls vo wa war wuu xal xmf ' +
    'yi yo yue zh'
  ).split(' '),
)
