import type { AffFile } from '../aff/aff-file.js'
import { bytesHaveFlag, type FlagType, NO_FLAG } from '../aff/flags.js'
import { BLANK, byteClasses, CAPITAL, capitalTable, END, LEAD, ODD, PLAIN } from '../letters/byte-classes.js'
import { toByteString, toBytes } from '../letters/byte-string.js'
import type { Casing } from '../letters/casing.js'
import { HASH_START, hashBytes } from '../letters/hash.js'
import { splitLine } from './dic-line.js'
import { HiddenForms } from './hidden-forms.js'
import { LineChains } from './line-chains.js'
import { BUCKETS } from './word-index.js'

const NEWLINE = 0x0a
const RETURN = 0x0d

/** Bytes to read at a time. */
const PORTION = 4096

/**
 * The first look at a word list: where the words of each bucket are, and no more. Lists are sorted, mostly, so that the words of a
 * bucket stand together: what is kept is where such runs start.
 */
export class DicScan {
  /** Whether a word may have a blank in it. */
  hasSpaces: boolean
  /** Whether there may be a word that takes affixes and is forbidden. */
  forbidsAffixed: boolean

  private readonly forms: HiddenForms
  /** Which characters are capitals: those of at most two bytes. */
  private readonly capitals: Uint8Array
  private readonly classes: Uint8Array
  /** The last byte of the flag that forbids a word; NEWLINE for none. */
  private readonly telltale: number

  /** Each run goes on to where the next one starts. */
  private readonly runs = new LineChains(PORTION)
  private lastKey = 0

  /** Lines whose words may have a hidden form, by the buckets of these. */
  private readonly hidden = new LineChains(PORTION)
  /** How many of them have been found; not all of them are linked. */
  private found = 0

  // Why the quick reading stopped: a line that it cannot read, or one whose flags to look at.
  private odd = false
  private flagsStart = 0
  private flagsEnd = 0

  /** @param keyLength How many bytes of a word tell its bucket. */
  constructor(
    private readonly dic: Uint8Array,
    private readonly aff: AffFile,
    casing: Casing,
    private readonly keyLength: number,
  ) {
    const cooked = aff.ignore !== '' || aff.complexPrefixes
    this.hasSpaces = cooked
    this.forbidsAffixed = aff.flags.forbidden !== NO_FLAG && (aff.flagAliases.length > 0 || aff.flagType === 'num')
    this.telltale = this.forbidsAffixed ? NEWLINE : lastByte(aff.flags.forbidden, aff.flagType)
    this.forms = new HiddenForms(dic, casing)
    this.capitals = capitalTable(aff.utf8, casing)
    this.classes = byteClasses(aff.utf8, this.capitals, strayReturn(dic))
    const newline = dic.indexOf(NEWLINE)
    const first = newline < 0 ? dic.length : newline + 1
    const last = dic.lastIndexOf(NEWLINE) + 1
    if (cooked) this.all(first)
    else this.lines(first, last)
    this.runs.starts[this.runs.count] = dic.length
  }

  /** Where the lines of a bucket start and end, in turns, in the order of the list. */
  lineRanges(bucket: number): number[] {
    const { starts } = this.runs
    const ranges: number[] = []
    for (const run of this.runs.of(bucket)) ranges.push(starts[run] as number, starts[run + 1] as number)
    return ranges
  }

  /** Lines whose words may have a hidden form in that bucket, in the order of the list. */
  hiddenLines(bucket: number): number[] {
    return this.hidden.of(bucket).map((line) => this.hidden.starts[line] as number)
  }

  /** One bucket for all words, each with a hidden form. */
  private all(first: number): void {
    const { dic } = this
    if (first < dic.length) this.addRun(HASH_START, first)
    for (let start = first; start < dic.length; ) {
      this.hidden.add(HASH_START, start)
      const newline = dic.indexOf(NEWLINE, start)
      start = newline < 0 ? dic.length : newline + 1
    }
  }

  private lines(first: number, last: number): void {
    let start = first
    while (start < last) {
      start = this.read(start, Math.min(start + PORTION, last))
      this.linkHidden()
      if (this.flagsEnd > 0) this.noteForbidden(this.dic, this.flagsStart, this.flagsEnd)
      if (this.odd) start = this.readOdd(start)
      this.runs.makeRoom()
      this.hidden.makeRoom()
    }
    if (start < this.dic.length) this.readOdd(start)
  }

  /**
   * Reads lines from `start` to the first that starts at `stop` or later, or to one that is odd; gives the line to go on with. All in one
   * function without calls, and in portions: it is compiled while it runs, the sooner the smaller it is, and until then it is slow.
   */
  private read(start: number, stop: number): number {
    const { dic, classes, capitals, keyLength, telltale } = this
    const { starts, links, heads } = this.runs
    const { starts: hiddenStarts } = this.hidden
    let { lastKey } = this
    let runs = this.runs.count
    let hidden = this.hidden.count
    let blank = false
    let odd = false
    let flagsStart = 0
    let flagsEnd = 0
    let line = start
    while (line < stop && flagsEnd === 0) {
      let key = HASH_START
      let capital = 0
      let kind = PLAIN
      let i = line
      const keyEnd = line + keyLength
      for (; i < keyEnd; i++) {
        const byte = dic[i] as number
        kind = classes[byte] as number
        if (kind !== PLAIN) {
          if (kind <= BLANK) break
          const next = dic[i + 1] as number
          if (i > line) capital |= kind === CAPITAL ? 1 : (capitals[((byte & 0x1f) << 6) | (next & 0x3f)] as number)
        }
        key = Math.imul(key ^ byte, 0x01000193)
      }
      if (i < keyEnd && (kind !== END || i === line)) {
        odd = true
        break
      }
      for (; ; i++) {
        const byte = dic[i] as number
        kind = classes[byte] as number
        if (kind === PLAIN) continue
        if (kind === LEAD) capital |= capitals[((byte & 0x1f) << 6) | ((dic[i + 1] as number) & 0x3f)] as number
        else if (kind === CAPITAL) capital = 1
        else if (kind === BLANK) blank = true
        else break
      }
      if (kind === ODD) {
        odd = true
        break
      }
      const wordEnd = i
      let marked = false
      for (; ; i++) {
        const byte = dic[i] as number
        if (byte === NEWLINE) break
        if (byte === telltale) marked = true
      }
      flagsStart = wordEnd + 1
      flagsEnd = marked ? i : 0
      if (key !== lastKey || runs === 0) {
        lastKey = key
        const bucket = (key ^ (key >>> 15)) & (BUCKETS - 1)
        links[runs] = heads[bucket] as number
        starts[runs++] = line
        heads[bucket] = runs
      }
      if (capital !== 0) hiddenStarts[hidden++] = line
      line = i + 1
    }
    this.hasSpaces = blank || this.hasSpaces
    this.found = hidden
    this.odd = odd
    this.flagsStart = flagsStart
    this.flagsEnd = flagsEnd
    this.runs.count = runs
    this.lastKey = lastKey
    return line
  }

  /** Lines where it takes a closer look to know what the word is. */
  private readOdd(start: number): number {
    const { dic, keyLength, forms } = this
    const newline = dic.indexOf(NEWLINE, start)
    const lineEnd = newline < 0 ? dic.length : newline
    let end = lineEnd
    while (end > start && dic[end - 1] === RETURN) end--
    const [text, field] = splitLine(toByteString(dic.subarray(start, end)))
    const word = toBytes(text)
    this.hasSpaces ||= text.includes(' ')
    this.noteForbidden(toBytes(field), 0, field.length)
    this.addRun(hashBytes(word, 0, Math.min(word.length, keyLength)), start)
    const hidden = forms.of(word)
    this.hidden.add(hashBytes(hidden, 0, Math.min(hidden.length, keyLength)), start)
    return lineEnd + 1
  }

  private addRun(key: number, start: number): void {
    this.runs.add(key, start)
    this.lastKey = key
  }

  /** The lines that the quick reading has found. */
  private linkHidden(): void {
    const { hidden, forms, keyLength } = this
    while (hidden.count < this.found) hidden.link(forms.key(hidden.starts[hidden.count] as number, keyLength))
  }

  private noteForbidden(bytes: Uint8Array, start: number, end: number): void {
    const { flagType, flags } = this.aff
    const size = flagType === 'long' || (flagType === 'UTF-8' && flags.forbidden >= 0x80) ? 2 : 1
    if (!this.forbidsAffixed && end - start > size) {
      this.forbidsAffixed = bytesHaveFlag(bytes, start, end, flagType, flags.forbidden)
    }
  }
}

/** Whether a carriage return is elsewhere than before a newline. */
function strayReturn(dic: Uint8Array): boolean {
  for (let at = dic.indexOf(RETURN); at >= 0; at = dic.indexOf(RETURN, at + 1)) {
    if (dic[at + 1] !== NEWLINE) return true
  }
  return false
}

function lastByte(flag: number, type: FlagType): number {
  if (flag === NO_FLAG || (type === 'char' && flag > 0xff)) return NEWLINE
  return type === 'UTF-8' && flag >= 0x80 ? 0x80 | (flag & 0x3f) : flag & 0xff
}
