import { shortHash } from './short-hash.js'

/** Longer texts, and those with anything but plain characters, stand in the signature by their hash: it is one line, and no place for a prompt. */
const PLAIN = /^[\p{L}\p{N} ."':;{}[\]<>=_+-]{1,60}$/u

/**
 * Options that change numbers, as they stand in a signature: `,language=fr,brief={"maxWords":50}`; empty where none was given. A long text stands by its hash, a
 * function by the hash of its text: two functions that read alike are taken for one.
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
  if (typeof value === 'function') return `function#${await hashOf(String(value))}`
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return PLAIN.test(text) ? text : `#${await hashOf(text)}`
}

function hashOf(text: string): Promise<string> {
  return shortHash(new TextEncoder().encode(text))
}
