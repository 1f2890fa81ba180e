import type { AffFile } from '../aff/aff-file.js'
import type { Casing } from '../letters/casing.js'
import { HASH_START } from '../letters/hash.js'
import { WordBuffer } from '../letters/word-buffer.js'

/** How a common word is written; UNCOMMON is for the thorough way. */
const UNCOMMON = -1
export const NO_CAPITALS = 0
export const INITIAL_CAPITAL = 1

/** Beyond Cyrillic, and among what may not be composed, words are read the thorough way. */
const CODES = 0x530
/** Of at most two bytes each, so that the word has fewer than Hunspell's limit. */
const MAX_LENGTH = 140

// What a character may mean; 0 for those of uncommon words.
const PLAIN = 1
const CAPITAL = 2
const BREAKING = 4
const UNKNOWN = 255

/**
 * Reads the words that texts are mostly made of (letters, hyphens, apostrophes; at most the first one a capital) straight into bytes and
 * hashes, in one pass and without allocating. All others, and all of dictionaries in other character sets, are uncommon.
 */
export class CommonWords {
  readonly given = new WordBuffer(2 * MAX_LENGTH)
  /** The word with its first letter small: see {@link lower}. */
  readonly lowered = new WordBuffer(2 * MAX_LENGTH)
  /** Whether the last word has a character at which option BREAK may break it. */
  breakable = false

  private readonly active: boolean
  private readonly kinds = new Uint8Array(CODES).fill(UNKNOWN)
  private readonly converted: string
  private readonly breaks: string

  constructor(
    aff: AffFile,
    private readonly casing: Casing,
  ) {
    this.active = aff.utf8 && aff.ignore === '' && !aff.complexPrefixes
    // A conversion applies only where all its characters are: those that are not ASCII are the rarer ones.
    const decode = (text: string) => new TextDecoder().decode(Uint8Array.from(text, (byte) => byte.charCodeAt(0)))
    this.converted = aff.inputConversions
      .map(([from]) => decode(from))
      .map((from) => [...from].filter((character) => character > '\x7f').join('') || from)
      .join('')
    this.breaks = decode(aff.breaks.join(''))
  }

  /** Reads a word into {@link given}; what is said of it is true until the next. */
  read(text: string): number {
    const { kinds } = this
    const { bytes, hashes } = this.given
    const { length } = text
    if (!this.active || length === 0 || length > MAX_LENGTH) return UNCOMMON
    let hash = HASH_START
    let to = 0
    let marks = 0
    let capital = NO_CAPITALS
    for (let i = 0; i < length; i++) {
      let code = text.charCodeAt(i)
      if (code >= CODES) return UNCOMMON
      let kind = kinds[code] as number
      if (kind === UNKNOWN) kind = this.learn(code)
      if (kind === 0) return UNCOMMON
      if ((kind & CAPITAL) !== 0) {
        if (i > 0) return UNCOMMON
        capital = INITIAL_CAPITAL
      }
      marks |= kind
      if (code >= 0x80) {
        const lead = 0xc0 | (code >> 6)
        bytes[to++] = lead
        hash = Math.imul(hash ^ lead, 0x01000193)
        hashes[to] = hash
        code = 0x80 | (code & 0x3f)
      }
      bytes[to++] = code
      hash = Math.imul(hash ^ code, 0x01000193)
      hashes[to] = hash
    }
    this.given.length = to
    this.breakable = (marks & BREAKING) !== 0
    return capital
  }

  /** Makes {@link lowered} of the word just read. */
  lower(): WordBuffer {
    const { bytes, length } = this.given
    const first = bytes[0] as number
    const size = first < 0x80 ? 1 : 2
    const unit = this.casing.lower(size === 1 ? first : ((first & 0x1f) << 6) | ((bytes[1] as number) & 0x3f))
    const lowered = this.lowered.clear()
    if (unit >= 0x80) lowered.addByte(0xc0 | (unit >> 6))
    lowered.addByte(unit < 0x80 ? unit : 0x80 | (unit & 0x3f))
    return lowered.add(bytes, size, length)
  }

  private learn(code: number): number {
    const kind = this.kindOf(code)
    this.kinds[code] = kind
    return kind
  }

  private kindOf(code: number): number {
    const { casing } = this
    const character = String.fromCharCode(code)
    // Numbers, dots and blanks are looked at closely; marks may have to be composed with the letter before.
    if (code <= 0x20 || character === '.' || character === ',' || (code >= 0x30 && code <= 0x39)) return 0
    if ((code >= 0x300 && code < 0x400) || (code > 0x482 && code < 0x48a) || this.converted.includes(character))
      return 0
    const breaking = this.breaks.includes(character) ? BREAKING : 0
    const lower = casing.lower(code)
    if (lower === code) return PLAIN | breaking
    // İ has rules of its own, and so has what is not simply the other case of its other case.
    if (code === 0x130 || lower >= CODES || casing.upper(lower) !== code || casing.lower(lower) !== lower) return 0
    return PLAIN | CAPITAL | breaking
  }
}
