import { type ByteString, toByteString, toBytes } from '../letters/byte-string.js'

/** A word with as many places to break is not looked at further; as in Hunspell. */
const MAX_BREAKS = 10

/** Option BREAK: a word is right when its parts are, broken at hyphens and what else the dictionary names. */
export class WordBreaks {
  /** For each pattern a byte of it, rather one that is no letter: a word with none of them has no place to break. */
  private readonly telling: Uint8Array
  private readonly anchored: readonly ByteString[]

  constructor(
    private readonly patterns: readonly ByteString[],
    private readonly correct: (part: Uint8Array) => boolean,
  ) {
    this.telling = Uint8Array.from(new Set(patterns.map(tellingByte)))
    this.anchored = patterns.filter(
      (pattern) => pattern.length > 1 && (pattern.startsWith('^') || pattern.endsWith('$')),
    )
  }

  some(bytes: Uint8Array): boolean {
    if (!this.telling.some((byte) => bytes.includes(byte))) return false
    const word = toByteString(bytes)
    if (!this.few(word)) return false
    return this.atEnds(word) || this.inside(word, true) || this.inside(word, false)
  }

  private few(word: ByteString): boolean {
    let breaks = 0
    for (const pattern of this.patterns) {
      for (let at = word.indexOf(pattern); at >= 0; at = word.indexOf(pattern, at + pattern.length)) breaks++
    }
    return breaks < MAX_BREAKS
  }

  private atEnds(word: ByteString): boolean {
    for (const pattern of this.anchored) {
      if (pattern.length > word.length) continue
      if (pattern.startsWith('^') && word.startsWith(pattern.slice(1)) && this.right(word.slice(pattern.length - 1)))
        return true
      const end = pattern.slice(0, -1)
      if (pattern.endsWith('$') && word.endsWith(end) && this.right(word.slice(0, word.length - end.length)))
        return true
    }
    return false
  }

  /** @param second Whether to break at a pattern's second place where it has one, so that words with a hyphen of their own are found. */
  private inside(word: ByteString, second: boolean): boolean {
    for (const pattern of this.patterns) {
      const last = word.length - pattern.length
      let at = word.indexOf(pattern)
      if (at <= 0 || at >= last) continue
      if (second) {
        const next = word.indexOf(pattern, at + 1)
        if (next > 0 && next < last) at = next
      }
      if (this.right(word.slice(at + pattern.length)) && this.right(word.slice(0, at))) return true
    }
    return false
  }

  private right(part: ByteString): boolean {
    return this.correct(toBytes(part))
  }
}

function tellingByte(pattern: ByteString): number {
  const text = pattern.replace(/^\^(?=.)|(?<=.)\$$/g, '')
  const at = text.search(/[^A-Za-z\x80-\xff]/)
  return text.charCodeAt(Math.max(at, 0))
}
