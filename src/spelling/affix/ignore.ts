import type { ByteString } from './byte-string.js'

/** Leaves out the characters of option IGNORE. */
export function withoutIgnored(text: ByteString, { ignore, utf8 }: { ignore: ByteString; utf8: boolean }): ByteString {
  if (ignore === '') return text
  if (!utf8) return [...text].filter((byte) => !ignore.includes(byte)).join('')
  const ignored = new Set(characters(ignore))
  return characters(text)
    .filter((character) => !ignored.has(character))
    .join('')
}

function characters(text: ByteString): string[] {
  return text.match(/[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*|[\x80-\xbf]/g) ?? []
}
