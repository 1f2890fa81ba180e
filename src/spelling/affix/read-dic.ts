import type { AffFile } from './aff-file.js'
import { reversed, toByteString, toBytes } from './byte-string.js'
import type { Casing } from './casing.js'
import { splitLine } from './dic-line.js'
import { bytesHaveFlag, leadingNumber } from './flags.js'
import { HASH_START, hashBytes } from './hash.js'
import { withoutIgnored } from './ignore.js'
import { pronunciations } from './pronunciations.js'
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
  const words = new WordIndex(dic, expected(dic), aff.flagType, aff.flagAliases)
  const mixed: MixedCase[] = []
  const line = new DicLine(dic, aff.utf8, casing)
  const cooked = aff.ignore !== '' || aff.complexPrefixes
  const end = dic.length
  let spaces = cooked
  const firstNewline = dic.indexOf(NEWLINE)
  let lineStart = firstNewline < 0 ? end : firstNewline + 1

  while (lineStart < end) {
    line.read(lineStart)
    const { wordEnd, lineEnd } = line
    const ordinary = !cooked && !line.special && (wordEnd >= lineEnd || (dic[wordEnd] === SLASH && wordEnd > lineStart))
    if (line.blank) spaces = true
    if (ordinary) {
      const length = Math.min(wordEnd, lineEnd) - lineStart
      const flags = wordEnd < lineEnd ? lineEnd - wordEnd - 1 : 0
      if (length > 0) {
        if (line.mixed) mixed.push({ id: words.size, word: undefined })
        words.add(lineStart, length, flags, line.hash)
      }
    } else {
      const [word, flags, morphology] = splitLine(toByteString(dic.subarray(lineStart, lineEnd)))
      spaces ||= word.includes(' ')
      if (aff.compound.checkRep) aff.replacements.push(...pronunciations(word, morphology, aff.utf8, casing))
      if (word !== '' || flags !== '') {
        const bytes = compared(toBytes(word), aff)
        mixed.push({ id: words.size, word: toBytes(word) })
        words.add(
          end + words.extra.add(bytes, toBytes(flags)),
          bytes.length,
          flags.length,
          hashBytes(bytes, 0, bytes.length),
        )
      }
    }
    lineStart = line.next
  }

  words.hasSpaces = spaces
  words.hideFromHere()
  hideCapitals(dic, mixed, words, aff, casing)
  return words
}

/**
 * A line as it is mostly: a word, perhaps a slash and flags, nothing else. A small function for one line is compiled soon, while a loop
 * over the whole list would go on being interpreted until its compilation is done, and again after each line of a new kind.
 */
class DicLine {
  /** The word's. */
  hash = 0
  wordEnd = 0
  lineEnd = 0
  next = 0
  /** Whether there may be more than a word and flags. */
  special = false
  blank = false
  /** Whether there may be a capital beyond the first letter. */
  mixed = false

  private readonly classes: Uint8Array
  private readonly capitals: TwoByteCapitals

  constructor(
    private readonly dic: Uint8Array,
    utf8: boolean,
    casing: Casing,
  ) {
    this.classes = byteClasses(utf8, casing)
    this.capitals = new TwoByteCapitals(casing)
  }

  read(start: number): void {
    const { dic, classes } = this
    const end = dic.length
    let hash = HASH_START
    let i = start
    let mixed = false
    let blank = false
    for (; i < end; i++) {
      const byte = dic[i] as number
      const kind = classes[byte] as number
      if (kind !== PLAIN) {
        if (kind === SPECIAL) break
        if (kind === BLANK) blank = true
        else if (i > start && !mixed) mixed = kind === CAPITAL || this.mayBeCapital(byte, i)
      }
      hash = Math.imul(hash ^ byte, 0x01000193)
    }
    this.wordEnd = i
    this.hash = hash
    this.mixed = mixed
    this.blank = blank
    let special = false
    for (; i < end; i++) {
      const byte = dic[i] as number
      if (classes[byte] !== SPECIAL) continue
      if (byte === NEWLINE) break
      if (byte !== SLASH && byte !== RETURN) special = true
    }
    this.special = special
    this.next = i + 1
    while (i > start && dic[i - 1] === RETURN) i--
    this.lineEnd = i
  }

  /** What is longer than two bytes is looked at again. */
  private mayBeCapital(byte: number, i: number): boolean {
    return byte >= 0xe0 || this.capitals.has(((byte & 0x1f) << 6) | ((this.dic[i + 1] as number) & 0x3f))
  }
}

/** How many words the list says it has, as far as it can be true. */
function expected(dic: Uint8Array): number {
  const said = leadingNumber(toByteString(dic.subarray(0, 16)).replace(/^\xef\xbb\xbf/, ''))
  return Math.max(16, Math.min(said, dic.length >> 1))
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
  words: WordIndex,
  aff: AffFile,
  casing: Casing,
): void {
  for (const { id, word } of mixed) {
    if (id >= words.size) continue // it was too long
    const source = words.source(id)
    const start = words.startOf(id)
    const length = words.lengthOf(id)
    const flagLength = words.flagLengthOf(id)
    const units = word ? casing.units(word, 0, word.length) : casing.units(dic, start, start + length)
    const capitals = casing.capitals(units)
    if (capitals === 'none' || capitals === 'initial') continue
    if (capitals === 'all' && flagLength === 0) continue
    const from = start + length + 1
    const flags = source.slice(from, from + flagLength)
    if (isForbidden(flags, aff)) continue
    const bytes = compared(casing.bytes(casing.capitalized(casing.lowered(units))), aff)
    words.add(dic.length + words.extra.add(bytes, flags), bytes.length, flagLength, hashBytes(bytes, 0, bytes.length))
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

/** Which characters of two bytes are capitals; each is looked at when it comes. */
class TwoByteCapitals {
  private readonly known = new Uint8Array(0x800)

  constructor(private readonly casing: Casing) {}

  has(unit: number): boolean {
    const known = this.known[unit] as number
    return known === 0 ? this.learn(unit) : known === 2
  }

  private learn(unit: number): boolean {
    const capital = this.casing.isCapital(unit)
    this.known[unit] = capital ? 2 : 1
    return capital
  }
}
