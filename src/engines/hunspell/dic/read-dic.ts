import type { AffFile } from '../aff/aff-file.js'
import { bytesHaveFlag, leadingNumber } from '../aff/flags.js'
import { reversed, toByteString, toBytes } from '../letters/byte-string.js'
import type { Casing } from '../letters/casing.js'
import { HASH_START } from '../letters/hash.js'
import { withoutIgnored } from '../letters/ignore.js'
import { splitLine } from './dic-line.js'
import { DicScan } from './dic-scan.js'
import { HiddenForms } from './hidden-forms.js'
import { pronunciations } from './pronunciations.js'
import { WordIndex } from './word-index.js'
import { WordList } from './word-list.js'

const NEWLINE = 0x0a
const RETURN = 0x0d
const TAB = 0x09
const SLASH = 0x2f
const COLON = 0x3a
const BACKSLASH = 0x5c

/**
 * Indexes a word list, bucket by bucket as words are asked for: words to the first tab or morphological field (`po:noun`), flags
 * after a slash that is not escaped. hunspell(5), DICTIONARY FILE.
 */
export function readDic(given: Uint8Array, aff: AffFile, casing: Casing): WordIndex {
  const list = new WordList(given)
  const dic = list.bytes.subarray(0, given.length) // the file's own bytes need not be kept
  if (aff.compound.checkRep) aff.replacements.push(...allPronunciations(dic, aff, casing))
  const keyLength = bucketKeyLength(dic, aff)
  const scan = new DicScan(dic, aff, casing, keyLength)
  const reader = new DicReader(dic, aff, casing, scan)
  const words = new WordIndex(list, expected(dic), keyLength, aff, (bucket) => reader.read(bucket, words))
  words.hasSpaces = scan.hasSpaces
  words.forbidsAffixed = scan.forbidsAffixed
  return words
}

/**
 * How many bytes of a word tell its bucket: three or four letters, so that a bucket has tens of words and not thousands. None where
 * words are not compared as they are in the list.
 */
function bucketKeyLength(dic: Uint8Array, aff: AffFile): number {
  if (aff.ignore !== '' || aff.complexPrefixes) return 0
  const sample = dic.subarray(dic.length >> 1, (dic.length >> 1) + 1000)
  const letters = sample.filter((byte) => byte >= 0x41).length
  const long = sample.filter((byte) => byte >= 0x80).length
  return aff.utf8 && long * 2 > letters ? 6 : 4
}

/** How many words the list says it has, as far as it can be true. */
function expected(dic: Uint8Array): number {
  const said = leadingNumber(toByteString(dic.subarray(0, 16)).replace(/^\xef\xbb\xbf/, ''))
  return Math.max(16, Math.min(said, dic.length >> 1))
}

/** What the list says of misspellings; lines without a colon say nothing. */
function allPronunciations(dic: Uint8Array, { utf8 }: AffFile, casing: Casing) {
  const found: ReturnType<typeof pronunciations> = []
  const line = new DicLine(dic)
  const firstNewline = dic.indexOf(NEWLINE)
  for (
    let colon = firstNewline < 0 ? -1 : dic.indexOf(COLON, firstNewline);
    colon >= 0;
    colon = dic.indexOf(COLON, line.next)
  ) {
    line.read(dic.lastIndexOf(NEWLINE, colon) + 1)
    const [word, , morphology] = splitLine(line.text())
    found.push(...pronunciations(word, morphology, utf8, casing))
  }
  return found
}

/** Adds words to the index. */
class DicReader {
  private readonly line: DicLine
  private readonly cooked: boolean
  private readonly forms: HiddenForms

  constructor(
    dic: Uint8Array,
    private readonly aff: AffFile,
    private readonly casing: Casing,
    private readonly scan: DicScan,
  ) {
    this.line = new DicLine(dic)
    this.forms = new HiddenForms(dic, casing)
    this.cooked = aff.ignore !== '' || aff.complexPrefixes
  }

  /** The words of a bucket, as they are in the list; then the hidden ones. */
  read(bucket: number, words: WordIndex): void {
    const ranges = this.scan.lineRanges(bucket)
    for (let i = 0; i < ranges.length; i += 2) {
      const end = ranges[i + 1] as number
      for (let start = ranges[i] as number; start < end; start = this.line.next) this.addLine(start, words)
    }
    for (const start of this.scan.hiddenLines(bucket)) this.addHidden(start, words)
  }

  private addLine(start: number, words: WordIndex): void {
    const { line, cooked } = this
    line.read(start)
    if (line.ordinary && !cooked) {
      if (line.wordEnd > start) words.add(start, line.hash)
      return
    }
    const [word, flags] = splitLine(line.text())
    if (word === '' && flags === '') return
    words.addWord(compared(toBytes(word), this.aff), toBytes(flags), false)
  }

  /**
   * Words in mixed case (OpenOffice.org), and those all in capitals that take affixes (NATO's), are also right all in capitals, which
   * are checked with one capital: that form is added, hidden from other uses.
   */
  private addHidden(start: number, words: WordIndex): void {
    const { aff, casing, line } = this
    line.read(start)
    const [text, field] = splitLine(line.text())
    const word = toBytes(text)
    const capitals = casing.capitals(casing.units(word, 0, word.length))
    if (capitals === 'none' || capitals === 'initial') return
    const flags = toBytes(field)
    if ((capitals === 'all' && flags.length === 0) || isForbidden(flags, aff)) return
    words.addWord(compared(this.forms.of(word), aff), flags, true)
  }
}

/** A line as it is mostly: a word, perhaps a slash and flags, nothing else. */
class DicLine {
  /** The word's. */
  hash = 0
  wordEnd = 0
  lineEnd = 0
  next = 0
  /** Whether there is no more than a word and flags. */
  ordinary = false

  private start = 0

  constructor(private readonly dic: Uint8Array) {}

  read(start: number): void {
    const { dic } = this
    const end = dic.length
    let hash = HASH_START
    let i = start
    for (; i < end; i++) {
      const byte = dic[i] as number
      if (SPECIAL[byte] === 1) break
      hash = Math.imul(hash ^ byte, 0x01000193)
    }
    const wordEnd = i
    let plain = i > start || dic[i] !== SLASH
    for (; i < end; i++) {
      const byte = dic[i] as number
      if (SPECIAL[byte] === 0) continue
      if (byte === NEWLINE) break
      if (byte !== SLASH && byte !== RETURN) plain = false
    }
    this.start = start
    this.hash = hash
    this.next = i + 1
    while (i > start && dic[i - 1] === RETURN) i--
    this.lineEnd = i
    this.wordEnd = Math.min(wordEnd, i)
    this.ordinary = plain && (wordEnd >= i || dic[wordEnd] === SLASH)
  }

  text(): string {
    return toByteString(this.dic.subarray(this.start, this.lineEnd))
  }
}

const SPECIAL = new Uint8Array(256)
for (const byte of [NEWLINE, RETURN, TAB, SLASH, COLON, BACKSLASH]) SPECIAL[byte] = 1

/** The word as it is compared: without what is ignored, and from its end where prefixes are complex. */
function compared(word: Uint8Array, aff: AffFile): Uint8Array {
  if (aff.ignore === '' && !aff.complexPrefixes) return word
  const text = withoutIgnored(toByteString(word), aff)
  return toBytes(aff.complexPrefixes ? reversed(text, aff.utf8) : text)
}

function isForbidden(flags: Uint8Array, aff: AffFile): boolean {
  const { forbidden } = aff.flags
  if (aff.flagAliases.length === 0) return bytesHaveFlag(flags, 0, flags.length, aff.flagType, forbidden)
  return aff.flagAliases[leadingNumber(toByteString(flags)) - 1]?.includes(forbidden) ?? false
}
