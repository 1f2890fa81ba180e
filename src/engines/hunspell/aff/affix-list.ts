import type { ByteString } from '../letters/byte-string.js'
import { AffixEntry, type AffixMarks, markAffix } from './affix-entry.js'
import { NO_FLAG } from './flags.js'

/** What the file says of an affix: all numbers, with letters as places in the file. */
export interface AffixRow {
  flag: number
  cross: boolean
  /** Which of {@link AffixTexts.strips}. */
  strip: number
  appendStart: number
  appendLength: number
  /** Which of {@link AffixTexts.continuations}; 0 for none. */
  continuation: number
  conditionStart: number
  conditionLength: number
}

/** Letters and flags that affixes share: the same number for the same. */
export interface AffixTexts {
  /** What {@link AffixRow.appendStart} and `conditionStart` are places in. */
  source: Uint8Array
  strips: Uint8Array[]
  continuations: (Uint16Array | undefined)[]
}

const WIDTH = 8

/** The affixes of one kind in the order of the file, as rows of numbers: a list of tens of thousands is there in milliseconds. */
export class AffixList {
  size = 0
  /** Whether a dot is among the letters of any affix. */
  dots = false
  private rows = new Int32Array(256 * WIDTH)
  private readonly entries: (AffixEntry | undefined)[] = []

  constructor(
    readonly texts: AffixTexts,
    private readonly marks: AffixMarks,
    private readonly utf8: () => boolean,
  ) {}

  push(row: AffixRow): void {
    const at = this.size * WIDTH
    if (at === this.rows.length) {
      const grown = new Int32Array(at * 2)
      grown.set(this.rows)
      this.rows = grown
    }
    const { rows } = this
    rows[at] = row.flag
    rows[at + 1] = row.cross ? 1 : 0
    rows[at + 2] = row.strip
    rows[at + 3] = row.appendStart
    rows[at + 4] = row.appendLength
    rows[at + 5] = row.continuation
    rows[at + 6] = row.conditionStart
    rows[at + 7] = row.conditionLength
    this.size++
  }

  flag(i: number): number {
    return this.rows[i * WIDTH] as number
  }

  /** Which of {@link AffixTexts.strips}. */
  stripNumber(i: number): number {
    return this.rows[i * WIDTH + 2] as number
  }

  appendStart(i: number): number {
    return this.rows[i * WIDTH + 3] as number
  }

  appendLength(i: number): number {
    return this.rows[i * WIDTH + 4] as number
  }

  continuation(i: number): Uint16Array | undefined {
    return this.texts.continuations[this.rows[i * WIDTH + 5] as number]
  }

  /** Those that continue with a flag. */
  continuing(flag: number): number[] {
    if (flag === NO_FLAG) return []
    const having = this.texts.continuations.map((flags) => flags?.includes(flag) ?? false)
    const found: number[] = []
    for (let i = 0; i < this.size; i++) if (having[this.rows[i * WIDTH + 5] as number]) found.push(i)
    return found
  }

  get someContinues(): boolean {
    for (let i = 0; i < this.size; i++) if (this.rows[i * WIDTH + 5] !== 0) return true
    return false
  }

  /** Made on first use, when all options are known: most affixes of a file are asked for by no word of a text. */
  entry(i: number): AffixEntry {
    return this.entries[i] ?? this.make(i)
  }

  private make(i: number): AffixEntry {
    const [flag = 0, cross, strip = 0, appendStart = 0, appendLength = 0, , conditionStart = 0, conditionLength = 0] =
      this.rows.subarray(i * WIDTH, i * WIDTH + WIDTH)
    const entry = new AffixEntry(
      flag,
      cross === 1,
      this.texts.strips[strip] as Uint8Array,
      this.text(appendStart, appendLength),
      this.continuation(i),
      this.text(conditionStart, conditionLength),
      this.utf8(),
    )
    markAffix(entry, this.marks)
    this.entries[i] = entry
    return entry
  }

  private text(start: number, length: number): ByteString {
    return byteText(this.texts.source, start, start + length)
  }
}

/** Few bytes as a string. */
export function byteText(bytes: Uint8Array, start: number, end: number): ByteString {
  let text = ''
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i] as number)
  return text
}
