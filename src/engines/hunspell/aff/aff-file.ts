import type { ByteString } from '../letters/byte-string.js'
import { AffixList } from './affix-list.js'
import type { CompoundPattern } from './compound-pattern.js'
import { DEFAULT_FORBIDDEN, type FlagType, NO_FLAG } from './flags.js'

/** What an affix file says, as far as it bears on whether a word is right: hunspell(5). */
export interface AffFile {
  characterSet: string
  utf8: boolean
  language: string
  flagType: FlagType
  /** Option AF: `word/3` means the third of these. */
  flagAliases: Uint16Array[]
  complexPrefixes: boolean
  fullStrip: boolean
  checkSharps: boolean
  forbidWarn: boolean
  /** Characters to leave out of words, as bytes of the character set. */
  ignore: ByteString
  breaks: ByteString[]
  inputConversions: [from: ByteString, to: ByteString][]
  replacements: [from: ByteString, to: ByteString][]
  prefixes: AffixList
  suffixes: AffixList
  flags: Record<FlagOption, number>
  compound: CompoundOptions
}

export interface CompoundOptions {
  /** Fewest characters of a part. */
  min: number
  /** Most words; -1 for any number. */
  maxWords: number
  maxSyllables: number
  vowels: ByteString
  moreSuffixes: boolean
  checkDup: boolean
  checkRep: boolean
  checkTriple: boolean
  checkCase: boolean
  simplifiedTriple: boolean
  /** Option COMPOUNDRULE: flags, `*` and `?`. */
  rules: Uint16Array[]
  patterns: CompoundPattern[]
}

/** Options that name a flag. Where one name starts with another, both read the line, so that the order here is that of Hunspell. */
export const FLAG_OPTIONS = {
  COMPOUNDFLAG: 'compound',
  COMPOUNDBEGIN: 'compoundBegin',
  COMPOUNDMIDDLE: 'compoundMiddle',
  COMPOUNDEND: 'compoundEnd',
  COMPOUNDROOT: 'compoundRoot',
  COMPOUNDPERMITFLAG: 'compoundPermit',
  COMPOUNDFORBIDFLAG: 'compoundForbid',
  NOSUGGEST: 'noSuggest',
  NONGRAMSUGGEST: 'noNgramSuggest',
  FORBIDDENWORD: 'forbidden',
  LEMMA_PRESENT: 'lemmaPresent',
  CIRCUMFIX: 'circumfix',
  ONLYINCOMPOUND: 'onlyInCompound',
  PSEUDOROOT: 'needAffix',
  NEEDAFFIX: 'needAffix',
  KEEPCASE: 'keepCase',
  FORCEUCASE: 'forceUpperCase',
  WARN: 'warn',
  SUBSTANDARD: 'substandard',
} as const

export type FlagOption = (typeof FLAG_OPTIONS)[keyof typeof FLAG_OPTIONS]

export function emptyAffFile(): AffFile {
  const flags = Object.fromEntries(Object.values(FLAG_OPTIONS).map((name) => [name, NO_FLAG]))
  const marks = { ...(flags as Record<FlagOption, number>), forbidden: DEFAULT_FORBIDDEN }
  const texts = { source: new Uint8Array(0), strips: [], continuations: [undefined] }
  const utf8 = () => own.utf8
  const own: AffFile = {
    characterSet: 'ISO8859-1',
    utf8: false,
    language: '',
    flagType: 'char',
    flagAliases: [],
    complexPrefixes: false,
    fullStrip: false,
    checkSharps: false,
    forbidWarn: false,
    ignore: '',
    breaks: [],
    inputConversions: [],
    replacements: [],
    prefixes: new AffixList(texts, marks, utf8),
    suffixes: new AffixList(texts, marks, utf8),
    flags: marks,
    compound: {
      min: 3,
      maxWords: -1,
      maxSyllables: 0,
      vowels: '',
      moreSuffixes: false,
      checkDup: false,
      checkRep: false,
      checkTriple: false,
      checkCase: false,
      simplifiedTriple: false,
      rules: [],
      patterns: [],
    },
  }
  return own
}
