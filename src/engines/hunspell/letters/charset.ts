import { byteCase, type CaseMap, unicodeCase } from './case-map.js'

/** How a dictionary writes characters: option SET of hunspell(5). Words are compared as bytes of it. */
export interface Charset {
  readonly utf8: boolean
  /** Whether LANG tells i from dotless i; only in UTF-8. */
  readonly dotless: boolean
  readonly cases: CaseMap
  /**
   * The bytes of a text up to its first NUL, where C's strings end; undefined when the character set cannot write it. They are
   * good until the next call.
   */
  encode(text: string): Uint8Array | undefined
}

/** Names in use that TextDecoder does not know. */
const LABELS: Readonly<Record<string, string>> = {
  'microsoft-cp1251': 'windows-1251',
  'tis620-2533': 'tis-620',
}

/**
 * @throws Error when TextDecoder does not know the character set.
 */
export function charset(name: string, language: string, dictionary: string): Charset {
  if (name === 'UTF-8') {
    const cases = unicodeCase(language)
    return { utf8: true, dotless: cases.dotless, cases, encode: utf8Encoder() }
  }
  const characters = singleBytes(name, dictionary)
  const byteOf = new Map(characters.map((character, byte) => [character, byte]))
  byteOf.delete('\uFFFD')
  const encode = (text: string) => {
    const bytes = new Uint8Array(text.length)
    for (let i = 0; i < text.length; i++) {
      const byte = byteOf.get(text.charAt(i))
      if (byte === 0) return bytes.subarray(0, i)
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

/** Like TextEncoder, which is slow to call for a word. */
function utf8Encoder(): (text: string) => Uint8Array {
  let bytes = new Uint8Array(1024)
  return (text) => {
    if (text.length * 3 > bytes.length) bytes = new Uint8Array(text.length * 3)
    let length = 0
    for (let i = 0; i < text.length; i++) {
      let code = text.charCodeAt(i)
      if (code === 0) break
      if (code < 0x80) {
        bytes[length++] = code
        continue
      }
      if (code >= 0xd800 && code < 0xe000) {
        const whole = text.codePointAt(i) as number
        code = whole > 0xffff ? whole : 0xfffd
        if (whole > 0xffff) i++
      }
      if (code < 0x800) bytes[length++] = 0xc0 | (code >> 6)
      else {
        if (code < 0x10000) bytes[length++] = 0xe0 | (code >> 12)
        else {
          bytes[length++] = 0xf0 | (code >> 18)
          bytes[length++] = 0x80 | ((code >> 12) & 0x3f)
        }
        bytes[length++] = 0x80 | ((code >> 6) & 0x3f)
      }
      bytes[length++] = 0x80 | (code & 0x3f)
    }
    return bytes.subarray(0, length)
  }
}

/** Composed characters (NFC); texts of Latin and Cyrillic letters alone are that already. */
export function composed(text: string): string {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x300 && !(code >= 0x400 && code <= 0x482) && !(code >= 0x48a && code <= 0x52f)) return text.normalize()
  }
  return text
}
