/** What a tag of a language says. */
export interface LanguageTag {
  /** A code as `normalizeLanguage` gives it. */
  language: string
  /** ISO 15924: `Latn`. */
  script?: string | undefined
  /** ISO 3166: `BR`. */
  region?: string | undefined
}

/** Codes that the canonical tag and fastText's label spell differently. */
const ALIASES: Readonly<Record<string, string>> = { nb: 'no', fil: 'tl', bho: 'bh' }

/**
 * The parts of a tag, in any of its spellings: `pt-BR`, `pt_br`, `srp_Latn`; undefined for what is not shaped like one. Whether there is such a language is not
 * looked at.
 */
export function parseLanguageTag(tag: string): LanguageTag | undefined {
  try {
    const { language, script, region } = new Intl.Locale(tag.replaceAll('_', '-'))
    return { language: ALIASES[language] ?? language, script, region }
  } catch {
    return undefined
  }
}
