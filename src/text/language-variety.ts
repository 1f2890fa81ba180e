import { type LanguageTag, parseLanguageTag } from '../core/language-tag.js'
import { normalizeLanguage } from './language-code.js'
import { namedTag } from './language-names.js'

/** A language, and what somebody said of its script and region. */
export interface LanguageVariety extends LanguageTag {
  /** All of it: `pt-PT`, `sr-Latn`, `fr`. */
  readonly tag: string
}

const known = new Map<string, LanguageVariety>()
/** A run has few languages; whoever writes another name into each row fills no memory. */
const MOST_KNOWN = 1000

/**
 * The variety that a name of a language says: the language as `normalizeLanguage` gives it, with the script and the region of a tag.
 *
 * @throws RangeError as `normalizeLanguage` does.
 *
 * @example
 * ```ts
 * languageVariety('sr_latn_RS').tag // => 'sr-Latn-RS'
 * ```
 */
export function languageVariety(name: string): LanguageVariety {
  const before = known.get(name)
  if (before !== undefined) return before
  const language = normalizeLanguage(name)
  const tag = parseLanguageTag(namedTag(name) ?? name.trim())
  const variety = varietyOf(tag?.language === language ? tag : { language })
  if (known.size < MOST_KNOWN) known.set(name, variety)
  return variety
}

/** The same from its parts. */
export function varietyOf({ language, script, region }: LanguageTag): LanguageVariety {
  return {
    language,
    script,
    region,
    tag: [language, script, region].filter((part) => part !== undefined).join('-'),
  }
}

/** The script and the region that a language has where nobody says them, by Unicode's likely subtags: Cyrl and RS of `sr`, Hant of `zh-TW`. */
export function usualParts({ language, region }: LanguageTag): Omit<LanguageTag, 'language'> {
  try {
    const { script, region: usual } = new Intl.Locale(language, region === undefined ? {} : { region }).maximize()
    return { script, region: usual }
  } catch {
    return {}
  }
}

/** The scripts in which people write one language, the usual one first (Unicode CLDR, supplemental language data). A response may be in either. */
const SCRIPTS: Readonly<Record<string, readonly string[]>> = {
  az: ['Latn', 'Cyrl', 'Arab'],
  bs: ['Latn', 'Cyrl'],
  kk: ['Cyrl', 'Latn', 'Arab'],
  ku: ['Latn', 'Arab'],
  ky: ['Cyrl', 'Latn', 'Arab'],
  mn: ['Cyrl', 'Mong'],
  pa: ['Guru', 'Arab'],
  sd: ['Arab', 'Deva'],
  sh: ['Latn', 'Cyrl'],
  sr: ['Cyrl', 'Latn'],
  tg: ['Cyrl', 'Latn', 'Arab'],
  tk: ['Latn', 'Cyrl', 'Arab'],
  tt: ['Cyrl', 'Latn'],
  ug: ['Arab', 'Cyrl', 'Latn'],
  uz: ['Latn', 'Cyrl', 'Arab'],
}

const letters = new Map<string, RegExp>()

/** The variety that a text is in: where the language is written in several scripts and nobody said which, the one that most of its letters are of. */
export function varietyInText(variety: LanguageVariety, text: string): LanguageVariety {
  const scripts = Object.hasOwn(SCRIPTS, variety.language) ? (SCRIPTS[variety.language] as readonly string[]) : []
  if (scripts.length === 0 || variety.script !== undefined) return variety
  const usual = usualParts(variety).script ?? scripts[0]
  let found = usual
  let most = usual === undefined ? 0 : lettersIn(text, usual)
  for (const script of scripts) {
    const count = script === usual ? 0 : lettersIn(text, script)
    if (count <= most) continue
    most = count
    found = script
  }
  return found === usual || found === undefined ? variety : varietyOf({ ...variety, script: found })
}

function lettersIn(text: string, script: string): number {
  const letter = letters.get(script) ?? new RegExp(`\\p{sc=${script}}`, 'gu')
  letters.set(script, letter)
  return text.match(letter)?.length ?? 0
}

/** Scripts that are written with the letters of another: a model that says `cmn_Hani` does not tell Hans from Hant. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  Hani: ['Hans', 'Hant'],
  Jpan: ['Hani', 'Hira', 'Kana'],
  Kore: ['Hang', 'Hani'],
}

/** Whether two scripts may be the same; one that nobody said may be any. */
export function scriptsAgree(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined || one === other) return true
  return MEMBERS[one]?.includes(other) === true || MEMBERS[other]?.includes(one) === true
}
