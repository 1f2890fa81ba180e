import { byteCase, type CaseMap, unicodeCase } from './case-map.js'

/** How a dictionary writes characters: option SET of hunspell(5). Words are compared as bytes of it. */
export interface Charset {
  readonly utf8: boolean
  /** Whether LANG tells i from dotless i; only in UTF-8. */
  readonly dotless: boolean
  readonly cases: CaseMap
  /** The bytes of a character set of single bytes; undefined for a text that it cannot write. */
  encode(text: string): Uint8Array | undefined
}

/** Names in use that TextDecoder does not know. */
const LABELS: Readonly<Record<string, string>> = {
  'microsoft-cp1251': 'windows-1251',
  'tis620-2533': 'tis-620',
}

const utf8Encoder = new TextEncoder()

/**
 * @throws Error when TextDecoder does not know the character set.
 */
export function charset(name: string, language: string, dictionary: string): Charset {
  if (name === 'UTF-8') {
    const cases = unicodeCase(language)
    return { utf8: true, dotless: cases.dotless, cases, encode: (text) => utf8Encoder.encode(text) }
  }
  const characters = singleBytes(name, dictionary)
  const byteOf = new Map(characters.map((character, byte) => [character, byte]))
  byteOf.delete('\uFFFD')
  const encode = (text: string) => {
    const bytes = new Uint8Array(text.length)
    for (let i = 0; i < text.length; i++) {
      const byte = byteOf.get(text.charAt(i))
      if (byte === undefined) return undefined
      bytes[i] = byte
    }
    return bytes
  }
  return { utf8: false, dotless: false, cases: byteCase(characters), encode }
}

function singleBytes(name: string, dictionary: string): string[] {
  const label = LABELS[name.toLowerCase()] ?? name.replace(/^ISO-?8859-?/i, 'iso-8859-')
  let decoder: InstanceType<typeof TextDecoder>
  try {
    decoder = new TextDecoder(label)
  } catch {
    throw new Error(
      `dictionary ${dictionary}: unknown character set "${name}" (SET in the .aff file); convert both files to UTF-8`,
    )
  }
  return Array.from({ length: 256 }, (_, byte) => {
    const character = decoder.decode(Uint8Array.of(byte))
    return character.length === 1 ? character : '\uFFFD'
  })
}
