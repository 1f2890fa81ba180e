import type { AffFile } from './aff-file.js'
import type { AffixEntry } from './affix-entry.js'
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

  private readonly all: readonly AffixEntry[]
  private known: Levels | undefined

  constructor({ prefixes, suffixes }: AffFile) {
    this.all = suffixes
    this.prefixes = new AffixIndex(prefixes, 'prefix')
    this.suffixes = new AffixIndex(suffixes, 'suffix')
    this.permittedPrefixes = new AffixIndex(prefixes.filter(permitted), 'prefix')
    this.permittedSuffixes = new AffixIndex(suffixes.filter(permitted), 'suffix')
    this.continuing = suffixes.some(continues) || prefixes.some(continues)
  }

  /** Made on first use: most words of most texts do not get that far. */
  get levels(): Levels {
    this.known ??= levelsOf(this.all)
    return this.known
  }
}

function permitted({ compoundPermit }: AffixEntry): boolean {
  return compoundPermit
}

function continues({ continuation }: AffixEntry): boolean {
  return continuation !== undefined
}

/** A suffix that no other suffix continues with is no outer one, though a prefix may have it as its continuation class. */
function levelsOf(suffixes: readonly AffixEntry[]): Levels {
  const flags = new Set(suffixes.map(({ flag }) => flag))
  const inner = new Map<number, AffixEntry[]>()
  for (const entry of suffixes) {
    for (const flag of entry.continuation ?? []) {
      if (!flags.has(flag)) continue
      const known = inner.get(flag)
      if (known === undefined) inner.set(flag, [entry])
      else if (known.at(-1) !== entry) known.push(entry)
    }
  }
  const outer = suffixes.filter(({ flag }) => inner.has(flag))
  return {
    outer: new AffixIndex(outer, 'suffix'),
    inner: new Map([...inner].map(([flag, entries]) => [flag, new AffixIndex(entries, 'suffix')])),
  }
}
