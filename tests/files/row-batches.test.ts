import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { InputError } from '../../src/core/input-error.js'
import { sampleColumns } from '../../src/files/columns.js'
import { locatedSamples } from '../../src/files/read-samples.js'
import { itemsOfBatch, readBatches } from '../../src/files/row-batches.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Samples and bad lines, as text, by batches and one by one. */
async function bothWays(path: string) {
  const batches: number[] = []
  const batched: string[] = []
  for await (const batch of readBatches(path, { goOn: true })) {
    const before = batched.length
    for await (const item of itemsOfBatch(structuredClone(batch), sampleColumns({}))) {
      batched.push(item instanceof InputError ? item.message : JSON.stringify(item))
    }
    batches.push(batched.length - before)
  }
  const oneByOne: string[] = []
  const onBadLine = ({ message }: InputError) => oneByOne.push(message)
  for await (const located of locatedSamples(path, { onBadLine })) oneByOne.push(JSON.stringify(located))
  return { batches, batched, oneByOne }
}

describe('readBatches', () => {
  test('cutting into batches changes no row and no error', async () => {
    const line = fc.oneof(
      {
        weight: 6,
        arbitrary: fc
          .record({ output: fc.string({ unit: 'binary' }), id: fc.string() })
          .map((row) => JSON.stringify(row)),
      },
      fc.constantFrom('', '   ', 'nonsense', '{"output":1}', '[1]', '{"output":"x","language":"klingonn"}', '\ud800'),
    )
    const ends = fc.constantFrom('\n', '\r\n')
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 40 }),
        fc.integer({ min: 1, max: 30 }),
        ends,
        fc.boolean(),
        async (lines, times, end, closed) => {
          const path = join(folder, 'in.jsonl')
          const all = Array.from({ length: times }, () => lines).flat()
          writeFileSync(path, all.join(end) + (closed ? end : ''))
          const { batched, oneByOne } = await bothWays(path)
          expect(batched).toEqual(oneByOne)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('neither many rows nor long ones fill the memory', async () => {
    const path = join(folder, 'long.jsonl')
    const row = (length: number) => `{"output":"${'x'.repeat(length)}"}\n`
    writeFileSync(path, row(10).repeat(600) + row(3e5).repeat(8))
    const { batches, batched, oneByOne } = await bothWays(path)
    expect(batched).toEqual(oneByOne)
    expect(batches.slice(0, 2)).toEqual([256, 256])
    expect(Math.max(...batches.slice(3))).toBeLessThan(6)
  })

  test.each([
    ['long rows', (i: number) => `"${'x'.repeat(3e5)}",${i}\n`, 12],
    ['bad rows', (i: number) => `x,${i},more\n`, 3000],
    ['good and bad rows', (i: number) => (i % 3 === 0 ? `x,${i}\n` : `x,${i},more\n`), 3000],
  ])('nor do %s of CSV', async (name, row, count) => {
    const path = join(folder, `${name}.csv`)
    writeFileSync(path, `output,id\n${Array.from({ length: count }, (_, i) => row(i)).join('')}`)
    const { batches, batched, oneByOne } = await bothWays(path)
    expect(batched).toEqual(oneByOne)
    expect(batched.map((text) => /(?:csv:|line )(\d+)/.exec(text)?.[1])).toEqual(batched.map((_, i) => `${i + 2}`))
    expect(Math.max(...batches)).toBeLessThan(name === 'long rows' ? 6 : 257)
  })

  test('an endless line is an error of its own', async () => {
    const path = join(folder, 'endless.jsonl')
    writeFileSync(path, `{"output":"a"}\n${'x'.repeat(66 * 2 ** 20)}\n{"output":"b"}\n`)
    const { batched, oneByOne } = await bothWays(path)
    expect(batched).toEqual(oneByOne)
    expect(batched[1]).toContain('endless.jsonl:2: the line is longer than 64 MiB')
  })

  test.each([
    ['csv', 'output,language\nBonjour,fr\nHello,klingonn\n"open'],
    ['json', '[{"output":"a"},{"output":2},7]'],
  ])('%s too', async (extension, content) => {
    const path = join(folder, `in.${extension}`)
    writeFileSync(path, content)
    const { batched, oneByOne } = await bothWays(path)
    expect(batched).toEqual(oneByOne)
    expect(batched.length).toBeGreaterThan(1)
  })
})
