import type { AffFile } from './aff-file.js'
import { type AffLines, fields } from './aff-lines.js'
import { AffixEntry } from './affix-entry.js'
import { type ByteString, reversed, toBytes } from './byte-string.js'
import { reversedCondition } from './condition.js'
import { leadingNumber, parseFlag, parseFlags } from './flags.js'
import { withoutIgnored } from './ignore.js'
import { Corrupt } from './read-table.js'

/** Reads the classes of affixes: `SFX flag Y|N count`, and their lines: `SFX flag strip append[/flags] [condition [morphology]]`. */
export class AffixClasses {
  /** What affixes take off, and their flags: few, so that they are shared; letters that are the same are the same array. */
  private readonly strips = new Map<ByteString, Uint8Array>()
  private readonly continuations = new Map<ByteString, Uint16Array>()

  constructor(private readonly aff: AffFile) {}

  read(header: ByteString, lines: AffLines): void {
    const { aff } = this
    const [, name, cross, count] = fields(header)
    const number = leadingNumber(count ?? '')
    if (name === undefined || cross === undefined || number < 1) throw new Corrupt()
    const flag = parseFlag(name, aff.flagType)
    const entries: AffixEntry[] = []
    for (let i = 0; i < number; i++) {
      const line = lines.next()
      if (line === undefined) throw new Corrupt()
      const row = fields(line)
      if (row[1] !== name && (row[1] === undefined || parseFlag(row[1], aff.flagType) !== flag)) throw new Corrupt()
      entries.push(this.entry(row, flag, cross.startsWith('Y')))
    }
    // COMPLEXPREFIXES reads words from their end, where a suffix is at the beginning.
    const prefix = header.startsWith('PFX') !== aff.complexPrefixes
    const all = prefix ? aff.prefixes : aff.suffixes
    for (const entry of entries) all.push(entry)
  }

  private entry(row: ByteString[], flag: number, cross: boolean): AffixEntry {
    const { aff } = this
    const [, , strip, appendAndFlags, condition = '.'] = row
    if (strip === undefined || appendAndFlags === undefined) throw new Corrupt()
    const slash = appendAndFlags.indexOf('/')
    const append = withoutIgnored(slash < 0 ? appendAndFlags : appendAndFlags.slice(0, slash), aff)
    const turned = (text: ByteString) => (aff.complexPrefixes ? reversed(text, aff.utf8) : text)
    return new AffixEntry(
      flag,
      cross,
      shared(this.strips, strip === '0' ? '' : turned(strip), toBytes),
      append === '0' ? '' : turned(append),
      slash < 0 ? undefined : shared(this.continuations, appendAndFlags.slice(slash + 1), (text) => this.flags(text)),
      condition === '.' ? '' : aff.complexPrefixes ? reversedCondition(condition, aff.utf8) : condition,
      aff.utf8,
    )
  }

  private flags(field: ByteString): Uint16Array {
    const { flagAliases, flagType } = this.aff
    if (flagAliases.length === 0) return parseFlags(field, flagType)
    return flagAliases[leadingNumber(field) - 1] ?? new Uint16Array(0)
  }
}

function shared<T>(known: Map<ByteString, T>, text: ByteString, create: (text: ByteString) => T): T {
  let value = known.get(text)
  if (value === undefined) {
    value = create(text)
    known.set(text, value)
  }
  return value
}
