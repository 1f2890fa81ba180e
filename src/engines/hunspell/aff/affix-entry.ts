import type { ByteString } from '../letters/byte-string.js'
import { Condition } from './condition.js'
import { NO_FLAG } from './flags.js'

/** One line of a PFX or SFX class: hunspell(5), AFFIX CLASSES. */
export class AffixEntry {
  /** Set by {@link markAffix}, when all options are known. */
  needAffix = false
  onlyInCompound = false
  circumfix = false
  compoundPermit = false
  compoundForbid = false

  private compiled: Condition | undefined

  constructor(
    readonly flag: number,
    /** Whether it goes together with affixes at the other end. */
    readonly cross: boolean,
    /** What is taken off the word; the same array for the same letters. */
    readonly strip: Uint8Array,
    /** What is put to the word, in the order of the word. */
    readonly append: ByteString,
    /** Flags of the affix itself: continuation classes and what only affects this affix. */
    readonly continuation: Uint16Array | undefined,
    private readonly condition: ByteString,
    private readonly utf8: boolean,
  ) {}

  continues(flag: number): boolean {
    return flag !== NO_FLAG && this.continuation !== undefined && this.continuation.includes(flag)
  }

  /** Whether the word without the suffix may have it. */
  fitsEnd(bytes: Uint8Array, start: number, end: number): boolean {
    return this.condition === '' || this.whole().matchesEnd(bytes, start, end)
  }

  /** Whether the word without the prefix may have it. */
  fitsStart(bytes: Uint8Array, start: number, end: number): boolean {
    return this.condition === '' || this.whole().matchesStart(bytes, start, end)
  }

  private whole(): Condition {
    this.compiled ??= new Condition(this.condition, this.utf8)
    return this.compiled
  }
}

/** The flags among an affix's continuation classes that say something about the affix. */
export interface AffixMarks {
  needAffix: number
  onlyInCompound: number
  circumfix: number
  compoundPermit: number
  compoundForbid: number
}

export function markAffix(entry: AffixEntry, marks: AffixMarks): void {
  entry.needAffix = entry.continues(marks.needAffix)
  entry.onlyInCompound = entry.continues(marks.onlyInCompound)
  entry.circumfix = entry.continues(marks.circumfix)
  entry.compoundPermit = entry.continues(marks.compoundPermit)
  entry.compoundForbid = entry.continues(marks.compoundForbid)
}
