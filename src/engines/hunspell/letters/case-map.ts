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
  private readonly codes = new Uint16Array(2 ** 16)
  private readonly isFilled = new Uint8Array(2 ** 16 / BLOCK)

  /**
   * @param change To the other case.
   * @param exceptions Codes that are changed otherwise.
   */
  constructor(
    private readonly change: (text: string) => string,
    private readonly exceptions: ReadonlyMap<number, number>,
  ) {}

  get(code: number): number {
    if (this.isFilled[code >> 8] === 0) this.fill(code >> 8)
    return this.codes[code] as number
  }

  private fill(number: number): void {
    const first = number * BLOCK
    const codes = Array.from({ length: BLOCK }, (_, i) => first + i)
    const block = this.codes.subarray(first, first + BLOCK)
    block.set(codes)
    // All at once, as one call for each is slow; apart, as letters may change with those beside them.
    const changed = this.change(String.fromCharCode(...codes.flatMap((code) => [code, 0]))).split('\0')
    // Where the split is out of step, the first character is NUL itself.
    const offset = first === 0 ? 1 : 0
    for (const code of codes) {
      const mapped = changed[code - first + offset] as string
      if (mapped.length === 1) block[code - first] = mapped.charCodeAt(0)
    }
    for (const [from, to] of CASELESS) {
      for (let code = Math.max(from, first); code <= Math.min(to, first + BLOCK - 1); code++) block[code - first] = code
    }
    for (const [code, other] of this.exceptions) if (code >> 8 === number) block[code - first] = other
    this.isFilled[number] = 1
  }
}

// Greek vowels with iota subscript: JavaScript spells the capital out in two, simple case mapping has a title case letter.
const SUBSCRIPTS: [number, number][] = Array.from({ length: 0x28 }, (_, i) => 0x1f80 + i)
  .filter((code) => (code & 8) === 0)
  .map((code) => [code, code + 8])

const unicode = {
  upper: new LazyTable(
    (text) => text.toUpperCase(),
    // The table takes U+0241 for the capital of U+0294.
    new Map([[0x294, 0x241], ...SUBSCRIPTS, [0x1fb3, 0x1fbc], [0x1fc3, 0x1fcc], [0x1ff3, 0x1ffc]]),
  ),
  lower: new LazyTable(
    (text) => text.toLowerCase(),
    new Map([
      [0x130, 0x69],
      [0x241, 0x294],
    ]),
  ),
}

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
