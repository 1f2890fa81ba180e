import type { AffixEntry } from '../aff/affix-entry.js'
import type { AffixList } from '../aff/affix-list.js'

/** The affixes that put the same letters to a word, in the order in which Hunspell tries them. */
export class AffixNode {
  /** How many bytes the affixes put to a word. */
  readonly length: number
  /** What they take off, each once: how many bytes, and these; one after another, to be run through quickly. */
  readonly strips: Int32Array
  /** The same as bytes. */
  readonly stripped: Uint8Array[] = []
  private readonly byStrip: number[][] = []
  private all: AffixEntry[] | undefined
  private readonly some: (AffixEntry[] | undefined)[] = []

  /**
   * @param affixes Their places in the list.
   * @param hasDots Whether their letters have a dot that stands for any byte.
   */
  constructor(
    private readonly list: AffixList,
    private readonly affixes: readonly number[],
    readonly hasDots: boolean,
  ) {
    this.length = list.appendLength(affixes[0] as number)
    const flat: number[] = []
    const groups = new Map<number, number[]>()
    for (const i of affixes) {
      const strip = list.stripNumber(i)
      const group = groups.get(strip)
      if (group !== undefined) group.push(i)
      else {
        const own = [i]
        const bytes = list.texts.strips[strip] as Uint8Array
        groups.set(strip, own)
        this.byStrip.push(own)
        this.stripped.push(bytes)
        flat.push(bytes.length)
        for (const byte of bytes) flat.push(byte)
      }
    }
    this.strips = Int32Array.from(flat)
  }

  get entries(): readonly AffixEntry[] {
    this.all ??= this.made(this.affixes)
    return this.all
  }

  /** Those that take off one of {@link stripped}: for these the stem is looked up once for all. */
  entriesOf(strip: number): readonly AffixEntry[] {
    const known = this.some[strip]
    if (known !== undefined) return known
    const made = this.made(this.byStrip[strip] as number[])
    this.some[strip] = made
    return made
  }

  private made(affixes: readonly number[]): AffixEntry[] {
    return affixes.map((i) => this.list.entry(i))
  }
}
