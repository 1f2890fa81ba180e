import { type ByteString, reversed, toBytes } from '../letters/byte-string.js'
import { withoutIgnored } from '../letters/ignore.js'
import type { AffFile } from './aff-file.js'
import { type AffLines, fields } from './aff-lines.js'
import { type AffixList, type AffixRow, type AffixTexts, byteText } from './affix-list.js'
import { reversedCondition } from './condition.js'
import { leadingNumber, parseFlag, parseFlags } from './flags.js'
import { Corrupt } from './read-table.js'

const ZERO = 0x30
const DOT = 0x2e
const SLASH = 0x2f

/** Reads the classes of affixes: `SFX flag Y|N count`, and their lines: `SFX flag strip append[/flags] [condition [morphology]]`. */
export class AffixClasses {
  private readonly strips = new SharedTexts()
  private readonly continuations = new SharedTexts()
  private readonly spans = new Int32Array(10)
  /** Where letters are not as they are in the file: options IGNORE and COMPLEXPREFIXES. */
  private readonly cooked: boolean
  private readonly row: AffixRow = {
    flag: 0,
    cross: false,
    strip: 0,
    appendStart: 0,
    appendLength: 0,
    continuation: 0,
    conditionStart: 0,
    conditionLength: 0,
  }
  private made = 0

  constructor(
    private readonly aff: AffFile,
    private readonly bytes: Uint8Array,
  ) {
    this.cooked = aff.ignore !== '' || aff.complexPrefixes
    const { texts } = aff.prefixes
    texts.source = this.cooked ? new Uint8Array(1024) : bytes
    texts.strips = []
    texts.continuations = [undefined]
  }

  read(header: ByteString, lines: AffLines): void {
    const { aff, row, spans } = this
    const [, name, cross, count] = fields(header)
    const number = leadingNumber(count ?? '')
    if (name === undefined || cross === undefined || number < 1) throw new Corrupt()
    // COMPLEXPREFIXES reads words from their end, where a suffix is at the beginning.
    const list = header.startsWith('PFX') !== aff.complexPrefixes ? aff.prefixes : aff.suffixes
    const before = list.size
    const flag = parseFlag(name, aff.flagType)
    const nameBytes = toBytes(name)
    row.flag = flag
    row.cross = cross.startsWith('Y')
    for (let i = 0; i < number; i++) {
      const found = lines.nextRow(spans)
      if (found < 4 || !this.isNamed(nameBytes, flag)) {
        list.size = before // a class counts when it is whole
        throw new Corrupt()
      }
      this.readRow(list, found)
    }
  }

  private isNamed(name: Uint8Array, flag: number): boolean {
    const { bytes, spans } = this
    const start = spans[2] as number
    const end = spans[3] as number
    let same = end - start === name.length
    for (let i = 0; same && i < name.length; i++) same = bytes[start + i] === name[i]
    return same || parseFlag(byteText(bytes, start, end), this.aff.flagType) === flag
  }

  private readRow(list: AffixList, found: number): void {
    const { bytes, spans, row, cooked } = this
    const { texts } = list
    const stripStart = spans[4] as number
    const stripEnd = spans[5] as number
    const none = stripEnd - stripStart === 1 && bytes[stripStart] === ZERO
    row.strip = this.strips.number(bytes, none ? stripEnd : stripStart, stripEnd)
    if (row.strip === texts.strips.length) {
      texts.strips.push(toBytes(this.turned(byteText(bytes, none ? stripEnd : stripStart, stripEnd))))
    }
    const start = spans[6] as number
    const end = spans[7] as number
    let slash = start
    let dot = false
    for (; slash < end && bytes[slash] !== SLASH; slash++) if (bytes[slash] === DOT) dot = true
    if (dot) list.dots = true
    row.continuation = 0
    if (slash < end) {
      row.continuation = this.continuations.number(bytes, slash + 1, end) + 1
      if (row.continuation === texts.continuations.length)
        texts.continuations.push(this.flags(byteText(bytes, slash + 1, end)))
    }
    const conditionStart = found > 4 ? (spans[8] as number) : 0
    const conditionLength = found > 4 ? (spans[9] as number) - conditionStart : 0
    const any = conditionLength === 1 && bytes[conditionStart] === DOT
    row.appendStart = start
    row.appendLength = slash - start === 1 && bytes[start] === ZERO ? 0 : slash - start
    row.conditionStart = conditionStart
    row.conditionLength = any ? 0 : conditionLength
    if (cooked) this.cook(texts, byteText(bytes, start, slash))
    list.push(row)
  }

  private cook(texts: AffixTexts, letters: ByteString): void {
    const { aff, bytes, row } = this
    const append = withoutIgnored(letters, aff)
    const condition = byteText(bytes, row.conditionStart, row.conditionStart + row.conditionLength)
    const appended = append === '0' ? '' : this.turned(append)
    const asked = aff.complexPrefixes ? reversedCondition(condition, aff.utf8) : condition
    row.appendStart = this.keep(texts, appended)
    row.appendLength = appended.length
    row.conditionStart = this.keep(texts, asked)
    row.conditionLength = asked.length
  }

  /** Where the text is in the source. */
  private keep(texts: AffixTexts, text: ByteString): number {
    const start = this.made
    this.made += text.length
    if (this.made > texts.source.length) {
      const grown = new Uint8Array(this.made * 2)
      grown.set(texts.source)
      texts.source = grown
    }
    texts.source.set(toBytes(text), start)
    return start
  }

  private turned(text: ByteString): ByteString {
    return this.aff.complexPrefixes ? reversed(text, this.aff.utf8) : text
  }

  private flags(field: ByteString): Uint16Array {
    const { flagAliases, flagType } = this.aff
    if (flagAliases.length === 0) return parseFlags(field, flagType)
    return flagAliases[leadingNumber(field) - 1] ?? new Uint16Array(0)
  }
}

/** Numbers for texts, from 0 on; one line's text is mostly that of the line before. */
class SharedTexts {
  private readonly numbers = new Map<ByteString, number>()
  private last = -1
  private start = 0
  private end = 0

  number(bytes: Uint8Array, start: number, end: number): number {
    let same = this.last >= 0 && end - start === this.end - this.start
    for (let i = start; same && i < end; i++) same = bytes[i] === bytes[this.start + i - start]
    if (same) return this.last
    const text = byteText(bytes, start, end)
    let number = this.numbers.get(text)
    if (number === undefined) {
      number = this.numbers.size
      this.numbers.set(text, number)
    }
    this.last = number
    this.start = start
    this.end = end
    return number
  }
}
