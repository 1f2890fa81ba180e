/** Upper and lower case, one code for one code: UTF-16 units where the dictionary is UTF-8, else bytes of its character set. */
export interface CaseMap {
  upper(code: number): number
  lower(code: number): number
}

/**
 * What had no case in the Unicode version of Hunspell 1.7's table (4.1) and has one now; single codes, and first and last of ranges.
 * Found by comparing the table with today's `toUpperCase` and `toLowerCase`.
 */
const CASELESS: readonly (readonly [first: number, last: number])[] = [
  [0x180, 0x180],
  [0x19b, 0x19b],
  [0x23a, 0x23a],
  [0x23e, 0x240],
  [0x242, 0x252],
  [0x25c, 0x25c],
  [0x261, 0x261],
  [0x264, 0x266],
  [0x26a, 0x26c],
  [0x271, 0x271],
  [0x27d, 0x27d],
  [0x282, 0x282],
  [0x287, 0x287],
  [0x289, 0x289],
  [0x28c, 0x28c],
  [0x29d, 0x29e],
  [0x370, 0x37f],
  [0x3cf, 0x3cf],
  [0x3d7, 0x3d7],
  [0x3f3, 0x3f3],
  [0x3fd, 0x3ff],
  [0x4c0, 0x4c0],
  [0x4cf, 0x4cf],
  [0x4fa, 0x4ff],
  [0x510, 0x52f],
  [0x10c7, 0x1d8e],
  [0x1e9e, 0x1e9e],
  [0x1efa, 0x1eff],
  [0x2132, 0x24e9],
  [0x2c2f, 0x2c2f],
  [0x2c5f, 0x2c7f],
  [0x2ceb, 0x2cf3],
  [0x2d27, 0xabbf],
]

const BLOCK = 256

/** A table filled 256 codes at a time: a text needs two or three of the blocks. */
class LazyTable {
  private readonly blocks: (Uint16Array | undefined)[] = []

  constructor(private readonly compute: (code: number) => number) {}

  get(code: number): number {
    const number = code >> 8
    let block = this.blocks[number]
    if (block === undefined) {
      block = new Uint16Array(BLOCK)
      for (let i = 0; i < BLOCK; i++) block[i] = this.compute(number * BLOCK + i)
      this.blocks[number] = block
    }
    return block[code & (BLOCK - 1)] as number
  }
}

function caseless(code: number): boolean {
  return CASELESS.some(([first, last]) => code >= first && code <= last)
}

function simple(code: number, mapped: string): number {
  return mapped.length === 1 && !caseless(code) ? mapped.charCodeAt(0) : code
}

function simpleUpper(code: number): number {
  if (code === 0x294) return 0x241 // the table takes one for the other's capital
  // Greek vowels with iota subscript: JavaScript spells the capital out in two, simple case mapping has a title case letter.
  if (code >= 0x1f80 && code <= 0x1fa7 && (code & 8) === 0) return code + 8
  if (code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3) return code + 9
  return simple(code, String.fromCharCode(code).toUpperCase())
}

function simpleLower(code: number): number {
  if (code === 0x130) return 0x69
  if (code === 0x241) return 0x294
  return simple(code, String.fromCharCode(code).toLowerCase())
}

const unicode = { upper: new LazyTable(simpleUpper), lower: new LazyTable(simpleLower) }

/** Azeri, Crimean Tatar and Turkish tell i from dotless i; hunspell(5), LANG. */
const DOTLESS = /^(az|az_AZ|crh|tr|tr_TR)$/

/** Unicode's simple case mapping as Hunspell 1.7 knows it. */
export function unicodeCase(language: string): CaseMap & { dotless: boolean } {
  const { upper, lower } = unicode
  if (!DOTLESS.test(language)) {
    return { dotless: false, upper: (code) => upper.get(code), lower: (code) => lower.get(code) }
  }
  return {
    dotless: true,
    upper: (code) => (code === 0x69 ? 0x130 : upper.get(code)),
    lower: (code) => (code === 0x49 ? 0x131 : lower.get(code)),
  }
}

/** Case within a character set of single bytes: a letter whose other case is not in the set has none. */
export function byteCase(characters: readonly string[]): CaseMap {
  const byteOf = new Map(characters.map((character, byte) => [character, byte]))
  const table = (change: (text: string) => string) =>
    Uint8Array.from(characters, (character, byte) => byteOf.get(change(character)) ?? byte)
  const upper = table((text) => text.toUpperCase())
  const lower = table((text) => text.toLowerCase())
  return { upper: (code) => upper[code] as number, lower: (code) => lower[code] as number }
}
