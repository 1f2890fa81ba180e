import { type ByteString, toBytes } from '../letters/byte-string.js'

interface Conversion {
  /** What to write instead: anywhere, at the beginning, at the end, as the whole word. */
  to: [
    anywhere: Uint8Array | undefined,
    start: Uint8Array | undefined,
    end: Uint8Array | undefined,
    whole: Uint8Array | undefined,
  ]
  from: Uint8Array
}

/** Option ICONV: what to write instead of parts of a word before it is checked; the longest part that fits counts. */
export class Conversions {
  private readonly byFirst: (Conversion[] | undefined)[] = new Array(256).fill(undefined)
  private readonly none: boolean

  constructor(table: readonly (readonly [from: ByteString, to: ByteString])[]) {
    const known = new Map<ByteString, Conversion>()
    for (const [pattern, to] of table) {
      const start = pattern.startsWith('_')
      let from = start ? pattern.slice(1) : pattern
      const end = from.endsWith('_')
      if (end) from = from.slice(0, -1)
      from = from.replaceAll('_', ' ')
      if (from === '') continue
      let conversion = known.get(from)
      if (conversion === undefined) {
        conversion = { from: toBytes(from), to: [undefined, undefined, undefined, undefined] }
        known.set(from, conversion)
        const first = from.charCodeAt(0)
        this.byFirst[first] = [...(this.byFirst[first] ?? []), conversion]
      }
      conversion.to[(start ? 1 : 0) + (end ? 2 : 0)] = toBytes(to.replaceAll('_', ' '))
    }
    for (const conversions of this.byFirst) conversions?.sort((a, b) => b.from.length - a.from.length)
    this.none = known.size === 0
  }

  /** The word converted; the same bytes when nothing is to be converted. */
  apply(bytes: Uint8Array): Uint8Array {
    if (this.none) return bytes
    let result: number[] | undefined
    for (let i = 0; i < bytes.length; i++) {
      const conversion = this.byFirst[bytes[i] as number]?.find(({ from }) => holds(bytes, i, from))
      const to = conversion && replacement(conversion, i === 0, i + conversion.from.length === bytes.length)
      if (conversion === undefined || to === undefined) {
        result?.push(bytes[i] as number)
        continue
      }
      result ??= Array.from(bytes.subarray(0, i))
      for (const byte of to) result.push(byte)
      i += conversion.from.length - 1
    }
    return result ? Uint8Array.from(result) : bytes
  }
}

/** The most particular that there is: whole word, then beginning (or end), then anywhere. */
function replacement({ to }: Conversion, start: boolean, end: boolean): Uint8Array | undefined {
  const [anywhere, atStart, atEnd, whole] = to
  if (start && end) return whole ?? atEnd ?? atStart ?? anywhere
  if (start) return atStart ?? anywhere
  return end ? (atEnd ?? anywhere) : anywhere
}

function holds(bytes: Uint8Array, at: number, part: Uint8Array): boolean {
  if (at + part.length > bytes.length) return false
  for (let i = 0; i < part.length; i++) if (bytes[at + i] !== part[i]) return false
  return true
}
