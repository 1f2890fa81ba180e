import { shortHash } from './short-hash.js'

/**
 * Options that change numbers, as they stand in a signature: `,language=fr,brief={"maxWords":50}`; empty where none was given. A function stands by the hash of
 * its text: two that read alike are taken for one.
 *
 * @example
 * ```ts
 * await optionSignature({ language: 'fr', level: undefined }) // => ',language=fr'
 * ```
 */
export async function optionSignature(options: Readonly<Record<string, unknown>>): Promise<string> {
  const given = Object.entries(options).filter(([, value]) => value !== undefined && value !== null)
  const entries = await Promise.all(given.map(async ([key, value]) => `,${key}=${await valueText(value)}`))
  return entries.join('')
}

async function valueText(value: unknown): Promise<string> {
  if (typeof value === 'string') return value
  if (typeof value === 'function') return functionText(value)
  return JSON.stringify(value)
}

async function functionText(value: object): Promise<string> {
  return `function#${await shortHash(new TextEncoder().encode(String(value)))}`
}
