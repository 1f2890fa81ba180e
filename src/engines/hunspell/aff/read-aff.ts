import type { ByteString } from '../letters/byte-string.js'
import { type AffFile, emptyAffFile, FLAG_OPTIONS, type FlagOption } from './aff-file.js'
import { AffLines, fields } from './aff-lines.js'
import { DEFAULT_FORBIDDEN, leadingNumber, NO_FLAG, parseFlag, parseFlags } from './flags.js'
import { AffixClasses } from './read-affix-class.js'
import { readPattern, readRule } from './read-compound.js'
import { Corrupt, readTable } from './read-table.js'

/** Where no BREAK is given: at hyphens, also the first and the last. */
const DEFAULT_BREAKS = ['-', '^-', '-$']

/**
 * Reads an affix file as Hunspell does: an option is what a line starts with, unknown ones are passed over, and from the first
 * line that is wrong (a table shorter than it says, an option given twice) the rest is not read.
 */
export function readAff(file: Uint8Array): AffFile {
  // Not Node's Buffer, which is a class of its own: the code that reads it would have to know both.
  const bytes = new Uint8Array(file.buffer, file.byteOffset, file.length)
  const aff = emptyAffFile()
  untilCorrupt(bytes, true, (line, lines) => readBasics(line, lines, aff))
  const seen = new Set<string>()
  const classes = new AffixClasses(aff, bytes)
  const whole = untilCorrupt(bytes, false, (line, lines) => {
    if (line.startsWith('PFX') || line.startsWith('SFX')) classes.read(line, lines)
    else readOption(line, lines, aff, seen)
  })
  if (whole && !seen.has('BREAK')) aff.breaks = DEFAULT_BREAKS
  return aff
}

function untilCorrupt(
  bytes: Uint8Array,
  withoutAffixes: boolean,
  read: (line: ByteString, lines: AffLines) => void,
): boolean {
  const lines = new AffLines(bytes)
  try {
    while (true) {
      if (withoutAffixes) lines.skipAffixes()
      const line = lines.next()
      if (line === undefined) break
      read(line, lines)
    }
    return true
  } catch (error) {
    if (error instanceof Corrupt) return false
    throw error
  }
}

/** What everything else needs to be read: Hunspell reads the file twice too. */
function readBasics(line: ByteString, lines: AffLines, aff: AffFile): void {
  if (/^FLAG\s/.test(line)) {
    for (const type of ['long', 'num', 'UTF-8'] as const) if (line.includes(type)) aff.flagType = type
  } else if (line.startsWith('SET')) {
    aff.characterSet = value(line)
    aff.utf8 = aff.characterSet === 'UTF-8'
  } else if (line.startsWith('LANG')) {
    aff.language = value(line)
  } else if (line.startsWith('IGNORE')) {
    aff.ignore = value(line)
  } else if (line.startsWith('COMPLEXPREFIXES')) {
    aff.complexPrefixes = true
  } else if (/^AF\s/.test(line)) {
    if (aff.flagAliases.length > 0) throw new Corrupt()
    aff.flagAliases = readTable(line, lines, 'AF', ([, flags = '']) => parseFlags(flags, aff.flagType))
  } else if (line.startsWith('REP')) {
    if (aff.replacements.length > 0) throw new Corrupt()
    aff.replacements = readTable(line, lines, 'REP', ([, from = '', to = '']) => {
      if (from === '' || to === '') throw new Corrupt()
      return [from.replaceAll('_', ' '), to.replaceAll('_', ' ')]
    })
  }
}

const SWITCHES: Readonly<Record<string, (aff: AffFile) => void>> = {
  COMPOUNDMORESUFFIXES: (aff) => {
    aff.compound.moreSuffixes = true
  },
  CHECKCOMPOUNDDUP: (aff) => {
    aff.compound.checkDup = true
  },
  CHECKCOMPOUNDREP: (aff) => {
    aff.compound.checkRep = true
  },
  CHECKCOMPOUNDTRIPLE: (aff) => {
    aff.compound.checkTriple = true
  },
  CHECKCOMPOUNDCASE: (aff) => {
    aff.compound.checkCase = true
  },
  SIMPLIFIEDTRIPLE: (aff) => {
    aff.compound.simplifiedTriple = true
  },
  FULLSTRIP: (aff) => {
    aff.fullStrip = true
  },
  FORBIDWARN: (aff) => {
    aff.forbidWarn = true
  },
  CHECKSHARPS: (aff) => {
    aff.checkSharps = true
  },
}

/** Options with one value that must not come twice and do not bear on verdicts. */
const VALUES = [
  'KEY',
  'TRY',
  'SET',
  'LANG',
  'WORDCHARS',
  'IGNORE',
  'SYLLABLENUM',
  'MAXNGRAMSUGS',
  'MAXDIFF',
  'MAXCPDSUGS',
]

function readOption(line: ByteString, lines: AffLines, aff: AffFile, seen: Set<string>): void {
  if (!/^[A-Z]/.test(line) || line.startsWith('REP')) return // REP has been read, and may have a thousand lines
  for (const [name, set] of Object.entries(SWITCHES)) if (line.startsWith(name)) set(aff)
  for (const name of VALUES) {
    if (!line.startsWith(name)) continue
    if (seen.has(name)) throw new Corrupt()
    value(line)
    seen.add(name)
  }
  for (const [name, option] of Object.entries(FLAG_OPTIONS)) if (line.startsWith(name)) readFlag(line, option, aff)
  readCompoundOption(line, lines, aff, seen)
  const once = (name: string) => {
    if (seen.has(name)) throw new Corrupt()
    seen.add(name)
  }
  if (line.startsWith('ICONV')) {
    once('ICONV')
    aff.inputConversions = readTable(line, lines, 'ICONV', ([, from = '', to = '']) => {
      if (from === '' || to === '') throw new Corrupt()
      return [from, to]
    })
  } else if (line.startsWith('BREAK')) {
    once('BREAK')
    if (!/^\S+[ \t]+0/.test(line)) aff.breaks = readTable(line, lines, 'BREAK', ([, text]) => text ?? corrupt())
  }
  for (const name of ['OCONV', 'MAP', 'PHONE']) {
    if (!line.startsWith(name)) continue
    once(name)
    readTable(line, lines, name, (row) => (row.length < 2 ? corrupt() : undefined))
  }
}

function readFlag(line: ByteString, named: FlagOption, aff: AffFile): void {
  // Read backwards, the beginning is the end.
  const swapped = { compoundBegin: 'compoundEnd', compoundEnd: 'compoundBegin' } as const
  const option = aff.complexPrefixes && named in swapped ? swapped[named as keyof typeof swapped] : named
  const before = aff.flags[option]
  if (before !== NO_FLAG && before < DEFAULT_FORBIDDEN) throw new Corrupt()
  aff.flags[option] = parseFlag(value(line), aff.flagType)
}

function readCompoundOption(line: ByteString, lines: AffLines, aff: AffFile, seen: Set<string>): void {
  const { compound } = aff
  const once = (name: string) => {
    if (seen.has(name)) throw new Corrupt()
    seen.add(name)
  }
  if (line.startsWith('COMPOUNDWORDMAX')) {
    if (compound.maxWords !== -1) throw new Corrupt()
    compound.maxWords = leadingNumber(value(line))
  } else if (line.startsWith('COMPOUNDMIN')) {
    once('COMPOUNDMIN')
    compound.min = Math.max(1, leadingNumber(value(line)))
  } else if (line.startsWith('COMPOUNDSYLLABLE')) {
    const [, max, vowels] = fields(line)
    if (max === undefined) throw new Corrupt()
    compound.maxSyllables = leadingNumber(max)
    compound.vowels = vowels ?? 'AEIOUaeiou'
  } else if (line.startsWith('COMPOUNDRULE')) {
    once('COMPOUNDRULE')
    compound.rules = readTable(line, lines, 'COMPOUNDRULE', ([, rule]) => readRule(rule ?? corrupt(), aff.flagType))
  } else if (line.startsWith('CHECKCOMPOUNDPATTERN')) {
    once('CHECKCOMPOUNDPATTERN')
    compound.patterns = readTable(line, lines, 'CHECKCOMPOUNDPATTERN', (row) => readPattern(row, aff.flagType))
  }
}

/** The value of an option. */
function value(line: ByteString): ByteString {
  return fields(line)[1] ?? corrupt()
}

function corrupt(): never {
  throw new Corrupt()
}
