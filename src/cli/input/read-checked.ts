import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { InputError } from '../../core/input-error.js'
import { didYouMean } from '../../text/nearest.js'

/** The keys that there are at a place of a configuration. */
type KnownAt = (path: readonly PropertyKey[]) => Record<string, unknown>

/**
 * Reads a configuration that is JSON.
 *
 * @throws InputError naming the file, the key, the value and what is allowed, for the first things that are wrong.
 */
export function readChecked<T extends z.ZodType>(path: string, schema: T, knownAt: KnownAt): z.output<T> {
  let given: unknown
  try {
    given = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new InputError(path, `cannot be read as JSON (${(error as Error).message})`)
  }
  const { success, data, error } = schema.safeParse(given)
  if (success) return data
  const issues = error.issues.slice(0, 5).map((issue) => said(issue, given, knownAt))
  throw new InputError(path, issues.join('; '))
}

/** One issue of zod's in the words of the rest: `models[0].server: expected string, got the number 8080`. */
function said(issue: z.core.$ZodIssue, given: unknown, knownAt: KnownAt): string {
  const key = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
  const value = issue.path.reduce<unknown>(
    (inner, part) => (inner as Record<PropertyKey, unknown> | undefined)?.[part],
    given,
  )
  const got = value === undefined ? '' : `, got ${JSON.stringify(value)?.slice(0, 80)}`
  const at = key === '' ? '' : `${key}: `
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = Object.keys(knownAt(issue.path))
      return issue.keys
        .map((wrong) => `${at}no key "${wrong}"${didYouMean(wrong, known)} Known: ${known.join(', ')}`)
        .join('; ')
    }
    case 'invalid_value':
      return `${at}expected one of ${issue.values.map((each) => JSON.stringify(each)).join(', ')}${got}`
    case 'invalid_type':
      return value === undefined ? `${at}is missing (${issue.expected})` : `${at}expected ${issue.expected}${got}`
    default:
      return `${at}${issue.message}${got}`
  }
}
