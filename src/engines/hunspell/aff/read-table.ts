import type { ByteString } from '../letters/byte-string.js'
import { type AffLines, fields } from './aff-lines.js'
import { leadingNumber } from './flags.js'

/** From here on the affix file is not to be read. */
export class Corrupt extends Error {}

/** A table: a line with the number of rows, and the rows, each starting with the option's name. */
export function readTable<T>(header: ByteString, lines: AffLines, name: string, read: (row: ByteString[]) => T): T[] {
  const count = leadingNumber(fields(header)[1] ?? '')
  if (count < 1) throw new Corrupt()
  const rows: T[] = []
  for (let i = 0; i < count; i++) {
    const line = lines.next()
    const row = line === undefined ? undefined : fields(line)
    if (!row?.[0]?.startsWith(name)) throw new Corrupt()
    rows.push(read(row))
  }
  return rows
}
