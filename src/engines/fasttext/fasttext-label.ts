import { parseLanguageTag } from '../../core/language-tag.js'

const LABEL_PREFIX = '__label__'

/** A code of ISO 639 with a script, as GlotLID, OpenLID and NLLB have them for labels: `fra_Latn`. Any other label is itself: `als` of `lid.176` is no Albanian. */
const WITH_SCRIPT = /^[a-z]{2,3}[_-][A-Z][a-z]{3}$/

/** The language that a label of a fastText model names, and the script if it does. */
export function languageOfLabel(label: string): { language: string; script?: string } {
  const known = languages.get(label)
  if (known !== undefined) return known
  const name = label.startsWith(LABEL_PREFIX) ? label.slice(LABEL_PREFIX.length) : label
  const tag = WITH_SCRIPT.test(name) ? parseLanguageTag(name) : undefined
  const { language, script } = tag ?? { language: name }
  const found = { language, ...(script !== undefined && { script }) }
  languages.set(label, found)
  return found
}

/** Each prediction asks: models have few labels. */
const languages = new Map<string, { language: string; script?: string }>()
