import { type ByteString, charactersOf } from './byte-string.js'

/** Leaves out the characters of option IGNORE. */
export function withoutIgnored(text: ByteString, { ignore, utf8 }: { ignore: ByteString; utf8: boolean }): ByteString {
  if (ignore === '') return text
  const ignored = new Set(charactersOf(ignore, utf8))
  return charactersOf(text, utf8)
    .filter((character) => !ignored.has(character))
    .join('')
}
