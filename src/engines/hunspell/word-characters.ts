const OPTION = 'WORDCHARS'

/** What stands between the letters of a word for every language, or of addresses and between sentences, whatever a dictionary says. */
const NO_JOINER = /[\p{L}\p{M}\p{N}\p{Sc}\s'’ʼ`‐‑.,;!?@\\/+-]/gu

/**
 * What may stand between the letters of a word in a language, by `WORDCHARS` in its affix file: `·` for Catalan (`col·lecció`), `"` for Hebrew (`צה"ל`).
 *
 * @example
 * ```ts
 * joinersOf(new TextEncoder().encode("SET UTF-8\nWORDCHARS ·-'\n")) // => '·'
 * ```
 */
export function joinersOf(aff: Uint8Array): string {
  const line = lineOf(aff, OPTION)
  if (line === undefined) return ''
  const characters = decode(line, aff).trim().replace(NO_JOINER, '')
  return [...new Set(characters)].filter((character) => character.length === 1).join('')
}

/** What follows a name at the beginning of a line. */
function lineOf(bytes: Uint8Array, name: string): Uint8Array | undefined {
  const [first] = name
  for (let at = indexOf(bytes, first, 0); at >= 0; at = indexOf(bytes, first, at + 1)) {
    const isStart = at === 0 || bytes[at - 1] === 0x0a || bytes[at - 1] === 0xbf // after a byte order mark
    if (!isStart || ![...name].every((letter, i) => bytes[at + i] === letter.charCodeAt(0))) continue
    const end = bytes.indexOf(0x0a, at)
    return bytes.subarray(at + name.length, end < 0 ? bytes.length : end)
  }
  return undefined
}

function indexOf(bytes: Uint8Array, letter = '', from: number): number {
  return bytes.indexOf(letter.charCodeAt(0), from)
}

/** Text in the character set of an affix file. */
function decode(bytes: Uint8Array, aff: Uint8Array): string {
  const set = new TextDecoder().decode(lineOf(aff, 'SET')).trim() || 'iso-8859-1'
  try {
    return new TextDecoder(set.replace(/^ISO(?=\d)/i, 'iso-').replace(/^microsoft-cp/i, 'windows-')).decode(bytes)
  } catch {
    return ''
  }
}
