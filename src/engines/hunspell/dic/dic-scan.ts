import type { AffFile } from '../aff/aff-file.js'
import { bytesHaveFlag, type FlagType, NO_FLAG } from '../aff/flags.js'
import { BLANK, byteClasses, CAPITAL, capitalTable, END, LEAD, ODD, PLAIN } from '../letters/byte-classes.js'
import { toByteString, toBytes } from '../letters/byte-string.js'
import type { Casing } from '../letters/casing.js'
import { HASH_START, hashBytes } from '../letters/hash.js'
import { splitLine } from './dic-line.js'
import { HiddenForms } from './hidden-forms.js'
import { BUCKETS, bucketOf } from './word-index.js'

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

  // Runs: where each starts, going on to where the next one does; per run the run before of the same bucket, and per bucket its last
  // run, from 1.
  private starts = new Int32Array(2 * PORTION)
  private links = new Int32Array(2 * PORTION)
  private readonly heads = new Int32Array(BUCKETS)
  private runs = 0
  private lastKey = 0

  // Lines whose words may have a hidden form, and the same of the buckets of these.
  private hiddenStarts = new Int32Array(2 * PORTION)
  private hiddenLinks = new Int32Array(2 * PORTION)
  private readonly hiddenHeads = new Int32Array(BUCKETS)
  private hidden = 0
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
    this.starts[this.runs] = dic.length // there is room, as arrays grow when they are full
  }

  /** Where the lines of a bucket start and end, in turns, in the order of the list. */
  lineRanges(bucket: number): number[] {
    const ranges: number[] = []
    for (let run = this.heads[bucket] as number; run > 0; run = this.links[run - 1] as number) {
      ranges.push(this.starts[run] as number, this.starts[run - 1] as number)
    }
    return ranges.reverse()
  }

  /** Lines whose words may have a hidden form in that bucket, in the order of the list. */
  hiddenLines(bucket: number): number[] {
    const lines: number[] = []
    for (let at = this.hiddenHeads[bucket] as number; at > 0; at = this.hiddenLinks[at - 1] as number) {
      lines.push(this.hiddenStarts[at - 1] as number)
    }
    return lines.reverse()
  }

  /** One bucket for all words, each with a hidden form. */
  private all(first: number): void {
    const { dic } = this
    if (first < dic.length) this.addRun(HASH_START, first)
    for (let start = first; start < dic.length; ) {
      this.addHidden(HASH_START, start)
      const newline = dic.indexOf(NEWLINE, start)
      start = newline < 0 ? dic.length : newline + 1
    }
  }

  private lines(first: number, last: number): void {
    let start = first
    while (start < last) {
      start = this.read(start, Math.min(start + PORTION, last))
      this.linkHidden(this.found)
      if (this.flagsEnd > 0) this.noteForbidden(this.dic, this.flagsStart, this.flagsEnd)
      if (this.odd) start = this.readOdd(start)
      this.makeRoom()
    }
    if (start < this.dic.length) this.readOdd(start)
  }

  /**
   * Reads lines from `start` to the first that starts at `stop` or later, or to one that is odd; gives the line to go on with. All in one
   * function without calls, and in portions: it is compiled while it runs, the sooner the smaller it is, and until then it is slow.
   */
  private read(start: number, stop: number): number {
    const { dic, classes, capitals, keyLength, telltale, starts, links, heads, hiddenStarts } = this
    let { runs, lastKey, hidden } = this
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
    this.runs = runs
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
    this.addHidden(hashBytes(hidden, 0, Math.min(hidden.length, keyLength)), start)
    return lineEnd + 1
  }

  private addRun(key: number, start: number): void {
    const bucket = bucketOf(key)
    this.links[this.runs] = this.heads[bucket] as number
    this.starts[this.runs++] = start
    this.heads[bucket] = this.runs
    this.lastKey = key
    this.makeRoom()
  }

  private addHidden(key: number, start: number): void {
    this.hiddenStarts[this.hidden] = start
    this.linkHidden(this.hidden + 1, key)
    this.makeRoom()
  }

  /** Adds lines already in {@link hiddenStarts}. */
  private linkHidden(count: number, known?: number): void {
    const { hiddenStarts, hiddenLinks, hiddenHeads, forms, keyLength } = this
    for (; this.hidden < count; this.hidden++) {
      const bucket = bucketOf(known ?? forms.key(hiddenStarts[this.hidden] as number, keyLength))
      hiddenLinks[this.hidden] = hiddenHeads[bucket] as number
      hiddenHeads[bucket] = this.hidden + 1
    }
  }

  /** For a portion of lines, however short they are. */
  private makeRoom(): void {
    if (this.starts.length - this.runs <= PORTION) {
      this.starts = grown(this.starts)
      this.links = grown(this.links)
    }
    if (this.hiddenStarts.length - this.hidden <= PORTION) {
      this.hiddenStarts = grown(this.hiddenStarts)
      this.hiddenLinks = grown(this.hiddenLinks)
    }
  }

  private noteForbidden(bytes: Uint8Array, start: number, end: number): void {
    const { flagType, flags } = this.aff
    const size = flagType === 'long' || (flagType === 'UTF-8' && flags.forbidden >= 0x80) ? 2 : 1
    if (!this.forbidsAffixed && end - start > size) {
      this.forbidsAffixed = bytesHaveFlag(bytes, start, end, flagType, flags.forbidden)
    }
  }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const result = new Int32Array(array.length * 2)
  result.set(array)
  return result
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
