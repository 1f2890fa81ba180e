import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/core/input-error.js'
import { csvRows, type EndlessRow } from '../../src/files/csv-rows.js'
import { rowReaders } from '../../src/files/row-readers.js'

async function* chunksOf(text: string, size: number) {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(text: string, size: number) {
  const endless: EndlessRow[] = []
  const parts: Uint8Array[] = []
  for await (const part of csvRows(chunksOf(text, size), ',', (row) => endless.push(row))) parts.push(part)
  return { text: Buffer.concat(parts).toString('utf8'), endless }
}

/** What the parser makes of it: rows, or the place of a bad one. */
async function parsed(chunks: AsyncIterable<Uint8Array>) {
  const items: unknown[] = []
  for await (const item of rowReaders.csv(chunks, 'x.csv')) items.push(item instanceof InputError ? item.message : item)
  return items
}

describe('csvRows', () => {
  test.each([
    'a,b\n1,2\n',
    '\uFEFF"a",b\r\n"1\r\n,""x""",2\r\n3,4',
    'a,b\n5" disk,2\n"3"x,"\n"4,5\n',
    'a\n""\n"""\n"""\n',
    '"a,b"\n,\n\n\n"x',
  ])('%j comes out as it is, in pieces of any size, but for a row that never ends', async (text) => {
    const whole = await read(text, 1000)
    if (whole.endless.length === 0) expect(whole.text).toBe(text)
    for (let size = 1; size < 8; size++) expect(await read(text, size)).toEqual(whole)
  })

  test.each([
    [
      'at the end',
      'a,b\n1,2\n"x,3\n4,5\n',
      [
        { row: { a: '1', b: '2' }, where: 'x.csv:2' },
        'x.csv:3: not valid CSV: a quote (") in this row is never closed',
      ],
    ],
    [
      'after a stray quote',
      'a,b\n5" disk,2\n"x,3\n',
      [
        expect.stringContaining('x.csv:2: not valid CSV (RFC 4180): Invalid Opening Quote'),
        'x.csv:3: not valid CSV: a quote (") in this row is never closed',
      ],
    ],
  ])('a quote that is never closed, %s, is one bad row with the line it begins in', async (_, text, items) => {
    for (const size of [1, 5, 1000]) expect(await parsed(chunksOf(text, size))).toEqual(items)
  })

  test('a row of more than 64 MiB is one bad row, and the rows after it are read, with their lines', async () => {
    async function* chunks() {
      yield Buffer.from('a,b\n1,2\n"')
      const block = Buffer.alloc(2 ** 20, `${'x'.repeat(1023)}\n`)
      for (let i = 0; i < 70; i++) yield block
      yield Buffer.from('",2\n3,4\n')
    }
    const lines = 70 * 1024
    expect(await parsed(chunks())).toEqual([
      { row: { a: '1', b: '2' }, where: 'x.csv:2' },
      'x.csv:3: not valid CSV: a row of more than 64 MiB; is a quote (") in it never closed?',
      { row: { a: '3', b: '4' }, where: `x.csv:${lines + 4}` },
    ])
  })
})
