import { type ByteString, toByteString, toBytes } from '../letters/byte-string.js'
import type { Casing } from '../letters/casing.js'

/**
 * The misspellings that a word's `ph:` fields tell, with what to write instead: with option CHECKCOMPOUNDREP they count like lines of
 * REP. hunspell(5), "ph:".
 */
export function pronunciations(
  word: ByteString,
  morphology: ByteString,
  utf8: boolean,
  casing: Casing,
): [from: ByteString, to: ByteString][] {
  const found: [ByteString, ByteString][] = []
  for (const field of morphology.split(/[ \t]+/)) {
    if (!field.startsWith('ph:') || field.length === 3) continue
    let [from = '', to = word] = arrow(field.slice(3))
    if (from.endsWith('*')) {
      const [shorter, shortened] = [withoutLast(from.slice(0, -1), utf8), withoutLast(to, utf8)]
      if (shorter !== '' && shortened !== '') [from, to] = [shorter, shortened]
    }
    if (capitals(word, casing) === 'initial' && capitals(from, casing) === 'none') {
      found.push([change(from, casing, (units) => casing.capitalized(units)), to])
    }
    found.push([from, to])
  }
  return found
}

function arrow(text: ByteString): [ByteString, ByteString] | [ByteString] {
  const at = text.indexOf('->')
  return at > 0 && at < text.length - 2 ? [text.slice(0, at), text.slice(at + 2)] : [text]
}

function withoutLast(text: ByteString, utf8: boolean): ByteString {
  return utf8 ? text.replace(/[^\x80-\xbf][\x80-\xbf]*$/, '') : text.slice(0, -1)
}

function capitals(text: ByteString, casing: Casing) {
  return casing.capitals(casing.units(toBytes(text), 0, text.length))
}

function change(text: ByteString, casing: Casing, by: (units: number[]) => number[]): ByteString {
  return toByteString(casing.bytes(by(casing.units(toBytes(text), 0, text.length))))
}
