import { normalizeLanguage } from '../../text/language-code.js'
import type { Fields } from './harness.js'

/** A value as an object, to look into: none has no fields. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

/** A value as an array: none has no elements. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The first that is a text with something in it. */
export function firstText(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value.trim() !== '')
}

/** A text or a number as an id. */
export function idOf(...values: unknown[]): string | undefined {
  const found = values.find((value) => typeof value === 'number' || (typeof value === 'string' && value !== ''))
  return found === undefined ? undefined : String(found)
}

/** Without the fields that have no value. */
export function given(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** The names under which harnesses let people keep the language of a prompt. */
const LANGUAGE_FIELDS = ['language', 'lang', 'language_code', 'lang_code', 'target_language', 'locale']

/** The language that the fields of a prompt name. */
export function languageOf(...all: unknown[]): string | undefined {
  return firstText(...all.flatMap((each) => LANGUAGE_FIELDS.map((name) => fieldsOf(each)[name])))
}

/** The language that ends the name of a task or a file: `mgsm_direct_fr`, `belebele_fra_Latn`, `prompts-pt-BR`. Three letters are one only before a script. */
export function languageInName(name: string): string | undefined {
  const [, code, script, two, region] =
    /(?:^|[^A-Za-z])(?:([a-z]{2,3})[_-]([A-Z][a-z]{3})|([a-z]{2})(?:[_-]([A-Z]{2}))?)$/.exec(name) ?? []
  const tag = script === undefined ? [two, region].filter(Boolean).join('-') : `${code}-${script}`
  try {
    normalizeLanguage(tag)
    return tag
  } catch {
    return undefined
  }
}

/** The folders and the name of a path, from the last one on. */
export function stepsOfPath(path: string): string[] {
  return path.split(/[\\/]/).reverse()
}
