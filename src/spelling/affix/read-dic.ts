import type { AffFile } from './aff-file.js'
import { reversed, toByteString, toBytes } from './byte-string.js'
import type { Casing } from './casing.js'
import { splitLine } from './dic-line.js'
import { bytesHaveFlag, leadingNumber } from './flags.js'
import { HASH_START, hashBytes } from './hash.js'
import { withoutIgnored } from './ignore.js'
import { pronunciations } from './pronunciations.js'
import { GrowingBytes, WordColumns } from './word-columns.js'
import { WordIndex } from './word-index.js'

const NEWLINE = 0x0a
const RETURN = 0x0d
const TAB = 0x09
const SPACE = 0x20
const SLASH = 0x2f
const COLON = 0x3a
const BACKSLASH = 0x5c

// What a byte may mean while a word is read; 0 for most.
const PLAIN = 0
const SPECIAL = 1
const CAPITAL = 2
const LEAD = 3
const BLANK = 4

/**
 * Indexes a word list, in one pass over its bytes: words to the first tab or morphological field (`po:noun`), flags after a slash
 * that is not escaped. hunspell(5), DICTIONARY FILE.
 */
export function readDic(dic: Uint8Array, aff: AffFile, casing: Casing): WordIndex {
  const columns = new WordColumns(Math.min(dic.length >> 2, 400_000) + 16)
  const extra = new GrowingBytes()
  const mixed: MixedCase[] = []
  const classes = byteClasses(aff.utf8, casing)
  const twoByteCapitals = aff.utf8 ? capitals(casing) : undefined
  const cooked = aff.ignore !== '' || aff.complexPrefixes
  const end = dic.length
  let spaces = cooked
  const firstNewline = dic.indexOf(NEWLINE)
  let lineStart = firstNewline < 0 ? end : firstNewline + 1

  while (lineStart < end) {
    // The common line: a word, perhaps a slash and flags, nothing else.
    let hash = HASH_START
    let i = lineStart
    let inMixedCase = false
    let ordinary = !cooked
    for (; i < end; i++) {
      const byte = dic[i] as number
      const kind = classes[byte] as number
      if (kind !== PLAIN) {
        if (kind === SPECIAL) break
        if (kind === BLANK) spaces = true
        else if (i > lineStart) {
          if (kind === CAPITAL) inMixedCase = true
          else if (byte < 0xe0) {
            if (twoByteCapitals?.[((byte & 0x1f) << 6) | ((dic[i + 1] as number) & 0x3f)] === 1) inMixedCase = true
          } else inMixedCase = true // perhaps; looked at again below
        }
      }
      hash = Math.imul(hash ^ byte, 0x01000193)
    }
    const wordEnd = i
    let lineEnd = i
    let special = false
    for (; lineEnd < end; lineEnd++) {
      const byte = dic[lineEnd] as number
      if (byte === NEWLINE) break
      if (byte === TAB || byte === COLON || byte === BACKSLASH) special = true
    }
    const next = lineEnd + 1
    while (lineEnd > lineStart && dic[lineEnd - 1] === RETURN) lineEnd--
    ordinary &&= !special && (wordEnd >= lineEnd || (dic[wordEnd] === SLASH && wordEnd > lineStart))
    if (ordinary) {
      const length = Math.min(wordEnd, lineEnd) - lineStart
      const flags = wordEnd < lineEnd ? lineEnd - wordEnd - 1 : 0
      if (length > 0) {
        if (inMixedCase) mixed.push({ id: columns.size, word: undefined })
        columns.push(lineStart, length, flags, hash)
      }
    } else {
      const [word, flags, morphology] = splitLine(toByteString(dic.subarray(lineStart, lineEnd)))
      spaces ||= word.includes(' ')
      if (aff.compound.checkRep) aff.replacements.push(...pronunciations(word, morphology, aff.utf8, casing))
      if (word !== '' || flags !== '') {
        const bytes = compared(toBytes(word), aff)
        mixed.push({ id: columns.size, word: toBytes(word) })
        columns.push(
          end + extra.add(bytes, toBytes(flags)),
          bytes.length,
          flags.length,
          hashBytes(bytes, 0, bytes.length),
        )
      }
    }
    lineStart = next
  }

  const firstHidden = columns.size
  hideCapitals(dic, mixed, columns, extra, aff, casing)
  return new WordIndex(
    dic,
    extra.done(),
    columns.starts(),
    columns.lengths(),
    columns.flagLengths(),
    columns.hashes(),
    firstHidden,
    aff.flagType,
    aff.flagAliases,
    spaces,
  )
}

interface MixedCase {
  id: number
  /** The word where it is not in the list as it is to be read. */
  word: Uint8Array | undefined
}

/** The word as it is compared: without what is ignored, and from its end where prefixes are complex. */
function compared(word: Uint8Array, aff: AffFile): Uint8Array {
  if (aff.ignore === '' && !aff.complexPrefixes) return word
  const text = withoutIgnored(toByteString(word), aff)
  return toBytes(aff.complexPrefixes ? reversed(text, aff.utf8) : text)
}

/**
 * Words in mixed case (OpenOffice.org), and those all in capitals that take affixes (NATO's), are also right all in capitals, which
 * are checked with one capital: that form is added, hidden from other uses.
 */
function hideCapitals(
  dic: Uint8Array,
  mixed: readonly MixedCase[],
  columns: WordColumns,
  extra: GrowingBytes,
  aff: AffFile,
  casing: Casing,
): void {
  for (const { id, word } of mixed) {
    const { start, length, flagLength } = columns.place(id)
    const units = word ? casing.units(word, 0, word.length) : casing.units(dic, start, start + length)
    const capitals = casing.capitals(units)
    if (capitals === 'none' || capitals === 'initial') continue
    if (capitals === 'all' && flagLength === 0) continue
    const from = start + length + 1
    const flags =
      start < dic.length
        ? dic.subarray(from, from + flagLength)
        : extra.slice(from - dic.length, from - dic.length + flagLength)
    if (isForbidden(flags, aff)) continue
    const bytes = compared(casing.bytes(casing.capitalized(casing.lowered(units))), aff)
    columns.push(dic.length + extra.add(bytes, flags), bytes.length, flagLength, hashBytes(bytes, 0, bytes.length))
  }
}

function isForbidden(flags: Uint8Array, aff: AffFile): boolean {
  const { forbidden } = aff.flags
  if (aff.flagAliases.length === 0) return bytesHaveFlag(flags, 0, flags.length, aff.flagType, forbidden)
  return aff.flagAliases[leadingNumber(toByteString(flags)) - 1]?.includes(forbidden) ?? false
}

function byteClasses(utf8: boolean, casing: Casing): Uint8Array {
  const classes = new Uint8Array(256)
  for (let byte = 0; byte < 256; byte++) {
    if (utf8 && byte >= 0xc3) classes[byte] = LEAD
    else if (!(utf8 && byte >= 0x80) && casing.isCapital(byte)) classes[byte] = CAPITAL
  }
  for (const byte of [NEWLINE, RETURN, TAB, SLASH, COLON, BACKSLASH]) classes[byte] = SPECIAL
  classes[SPACE] = BLANK
  return classes
}

/** Which characters of two bytes are capitals. */
function capitals(casing: Casing): Uint8Array {
  return Uint8Array.from({ length: 0x800 }, (_, unit) => (casing.isCapital(unit) ? 1 : 0))
}
