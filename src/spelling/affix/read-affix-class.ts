import { AffixEntry } from './affix-entry.js'
import type { AffFile } from './aff-file.js'
import { type AffLines, fields } from './aff-lines.js'
import { type ByteString, reversed, toBytes } from './byte-string.js'
import { reversedCondition } from './condition.js'
import { leadingNumber, parseFlag, parseFlags } from './flags.js'
import { withoutIgnored } from './ignore.js'
import { Corrupt } from './read-table.js'

const NOTHING = new Uint8Array(0)

/** A class: `SFX flag Y|N count`, and its lines: `SFX flag strip append[/flags] [condition [morphology]]`. */
export function readAffixClass(header: ByteString, lines: AffLines, aff: AffFile): void {
  const [, name, cross, count] = fields(header)
  const number = leadingNumber(count ?? '')
  if (name === undefined || cross === undefined || number < 1) throw new Corrupt()
  const flag = parseFlag(name, aff.flagType)
  const entries: AffixEntry[] = []
  for (let i = 0; i < number; i++) {
    const line = lines.next()
    if (line === undefined) throw new Corrupt()
    entries.push(readLine(fields(line), flag, cross.startsWith('Y'), aff))
  }
  // COMPLEXPREFIXES reads words from their end, where a suffix is at the beginning.
  const prefix = header.startsWith('PFX') !== aff.complexPrefixes
  const all = prefix ? aff.prefixes : aff.suffixes
  for (const entry of entries) all.push(entry)
}

function readLine(row: ByteString[], flag: number, cross: boolean, aff: AffFile): AffixEntry {
  const [, name, strip, appendAndFlags, condition = '.'] = row
  if (name === undefined || strip === undefined || appendAndFlags === undefined) throw new Corrupt()
  if (parseFlag(name, aff.flagType) !== flag) throw new Corrupt()
  const slash = appendAndFlags.indexOf('/')
  const append = withoutIgnored(slash < 0 ? appendAndFlags : appendAndFlags.slice(0, slash), aff)
  const turned = (text: ByteString) => (aff.complexPrefixes ? reversed(text, aff.utf8) : text)
  return new AffixEntry(
    flag,
    cross,
    strip === '0' ? NOTHING : toBytes(turned(strip)),
    append === '0' ? '' : turned(append),
    slash < 0 ? undefined : continuation(appendAndFlags.slice(slash + 1), aff),
    condition === '.' ? '' : aff.complexPrefixes ? reversedCondition(condition, aff.utf8) : condition,
    aff.utf8,
  )
}

function continuation(field: ByteString, aff: AffFile): Uint16Array {
  if (aff.flagAliases.length === 0) return parseFlags(field, aff.flagType)
  return aff.flagAliases[leadingNumber(field) - 1] ?? new Uint16Array(0)
}
