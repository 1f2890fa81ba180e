import type { AffFile } from '../aff/aff-file.js'
import type { AffixList } from '../aff/affix-list.js'
import { AffixIndex } from './affix-index.js'

/** Two suffixes, one after another. */
interface Levels {
  /** Suffixes that may come after another: those that are a continuation class of some suffix. */
  outer: AffixIndex
  /** By the flag of an outer suffix, those that it may come after. */
  inner: ReadonlyMap<number, AffixIndex>
}

/** The affixes of a dictionary, and the few of them to look through where not all will do. */
export class AffixTables {
  readonly prefixes: AffixIndex
  readonly suffixes: AffixIndex
  /** Affixes that may stand inside a compound: option COMPOUNDPERMITFLAG. */
  readonly permittedPrefixes: AffixIndex
  readonly permittedSuffixes: AffixIndex
  /** Whether any affix has continuation classes. */
  readonly continuing: boolean

  private readonly all: AffixList
  private known: Levels | undefined

  constructor({ prefixes, suffixes, flags }: AffFile) {
    this.all = suffixes
    this.prefixes = new AffixIndex(prefixes, 'prefix')
    this.suffixes = new AffixIndex(suffixes, 'suffix')
    this.permittedPrefixes = new AffixIndex(prefixes, 'prefix', prefixes.continuing(flags.compoundPermit))
    this.permittedSuffixes = new AffixIndex(suffixes, 'suffix', suffixes.continuing(flags.compoundPermit))
    this.continuing = suffixes.someContinues || prefixes.someContinues
  }

  /** Made on first use: most words of most texts do not get that far. */
  get levels(): Levels {
    this.known ??= levelsOf(this.all)
    return this.known
  }
}

/** A suffix that no other suffix continues with is no outer one, though a prefix may have it as its continuation class. */
function levelsOf(suffixes: AffixList): Levels {
  const flags = new Set<number>()
  for (let i = 0; i < suffixes.size; i++) flags.add(suffixes.flag(i))
  const inner = new Map<number, number[]>()
  for (let i = 0; i < suffixes.size; i++) {
    const continuation = suffixes.continuation(i)
    if (continuation === undefined) continue
    for (const flag of continuation) {
      if (!flags.has(flag)) continue
      const known = inner.get(flag)
      if (known === undefined) inner.set(flag, [i])
      else if (known.at(-1) !== i) known.push(i)
    }
  }
  const outer: number[] = []
  for (let i = 0; i < suffixes.size; i++) if (inner.has(suffixes.flag(i))) outer.push(i)
  return {
    outer: new AffixIndex(suffixes, 'suffix', outer),
    inner: new Map([...inner].map(([flag, those]) => [flag, new AffixIndex(suffixes, 'suffix', those)])),
  }
}
