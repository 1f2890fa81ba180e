import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { readSamples } from '../../src/files/index.js'
import { readRows } from '../../src/files/read-rows.js'
import { PARQUET } from '../support/parquet.js'
import { zip } from '../support/zip.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

/** A source as a path, a File, and a stream: the ways to the end of a file differ. */
function ways(name: string, bytes: Uint8Array) {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, bytes)
  return [path, new File([bytes as never], name), Readable.from([bytes.subarray(0, 3), bytes.subarray(3)])] as const
}

const JSONL = '{"output":"é😀","model":"m"}\n{"output":"b","model":"m"}\n'
// `zstd` 1.5.4 of {"output":"é😀"}\n{"output":"b"}\n, in one frame.
const ZSTD = Buffer.from('KLUv/SQj9QAAwHsib3V0cHV0Ijoiw6nwn5iAIn0KYiJ9CgEAzphMnR4vwQ==', 'base64')

describe('parquet', () => {
  test('as a path, a File and a stream, row group by row group', async () => {
    for (const source of ways('a.parquet', PARQUET)) {
      const rows = (await all(readRows(source))).map(({ row, where }) => [where.replace(/^.*(?=\[)/, ''), row])
      expect(rows).toEqual(
        [
          [
            '[0]',
            {
              output: 'é😀',
              language: 'fr',
              n: 1,
              at: '2026-01-02T03:04:05.000Z',
              messages: [{ role: 'user', content: 'x' }],
            },
          ],
          ['[1]', { output: 'b', language: 'fr', n: `${2n ** 60n}`, at: '2026-01-02T03:04:05.000Z', messages: [] }],
          ['[2]', { output: 'c', at: '2026-01-02T03:04:05.000Z' }],
        ].map(([where, row]) => [where, expect.objectContaining(row as object)]),
      )
    }
  })

  test('known by how it begins, and packed once more', async () => {
    for (const [name, bytes] of [
      ['a.jsonl', PARQUET],
      ['a', PARQUET],
      ['a.parquet.gz', gzipSync(PARQUET)],
    ] as const) {
      const samples = await all(readSamples(new File([bytes as never], name)))
      expect(samples.map(({ output }) => output)).toEqual(['é😀', 'b', 'c'])
    }
  })

  test('the folders of a dataset are columns', async () => {
    const [path] = ways('data/model=a%2Fb/part-0.parquet', PARQUET)
    expect((await all(readSamples(path)))[0]).toMatchObject({ model: 'a/b' })
  })

  test.each([
    ['cut.parquet', PARQUET.subarray(0, -20), /cut\.parquet: is parquet that is broken/],
    ['short.parquet', PARQUET.subarray(0, 6), /short\.parquet: is parquet that is broken/],
  ])('%s is an error', async (name, bytes, problem) => {
    for (const source of ways(name, bytes))
      await expect(all(readRows(source))).rejects.toThrow(
        name.startsWith('cut') ? /is parquet that is broken/ : /is parquet that is broken/,
      )
    await expect(all(readRows(join(folder, name)))).rejects.toThrow(problem)
  })

  test('what is said to be parquet and is not', async () => {
    await expect(all(readRows(new Blob([JSONL]), { from: 'parquet' }))).rejects.toThrow(
      'is no parquet: it does not begin with PAR1',
    )
    await expect(all(readRows(new Blob([PARQUET]), { from: 'csv' }))).rejects.toThrow('is parquet, and not csv')
    await expect(all(readRows(new Blob([PARQUET]), { rows: 'a' }))).rejects.toThrow('are those of a JSON document')
  })
})

describe('zip', () => {
  const one = zip([
    { name: 'sub/', bytes: Buffer.alloc(0), method: 0 },
    { name: 'sub/a.jsonl', bytes: Buffer.from(JSONL) },
    { name: '__MACOSX/sub/._a.jsonl', bytes: Buffer.from('x') },
  ])

  test('of one file, as a path, a File and a stream', async () => {
    for (const source of ways('one.zip', one)) {
      expect((await all(readSamples(source))).map(({ output, file }) => [output, file])).toEqual([
        ['é😀', undefined],
        ['b', undefined],
      ])
    }
  })

  test('of several files, which are told apart, by all methods', async () => {
    const several = zip([
      { name: 'a.csv', bytes: Buffer.from('output,language\na,fr\n'), method: 0 },
      { name: 'b.jsonl', bytes: ZSTD, method: 93, of: Buffer.from('{"output":"é😀"}\n{"output":"b"}\n') },
      { name: 'c.parquet', bytes: PARQUET },
      { name: 'notes.txt', bytes: Buffer.from('not read') },
    ])
    for (const source of ways('several.zip', several)) {
      const samples = await all(readSamples(source))
      expect(samples.map(({ output, model }) => `${output} ${model?.replace(/^.*\.zip|^stream/, '')}`)).toEqual([
        'a /a.csv',
        'é😀 /b.jsonl',
        'b /b.jsonl',
        'é😀 /c.parquet',
        'b /c.parquet',
        'c /c.parquet',
      ])
    }
  })

  test.each<[name: string, bytes: Uint8Array, problem: RegExp]>([
    ['cut.zip', one.subarray(0, -30), /cut\.zip: is a zip that is broken or cut off/],
    ['empty.zip', zip([]), /empty\.zip: is a zip without a file that has rows; found: nothing/],
    ['other.zip', zip([{ name: 'a.pdf', bytes: Buffer.from('x') }]), /without a file that has rows; found: a\.pdf/],
    [
      'method.zip',
      zip([{ name: 'a.jsonl', bytes: Buffer.from('x'), method: 99 }]),
      /a\.jsonl: is packed by method 99, and not by stored, deflate, zstd/,
    ],
    [
      'data.zip',
      zip([{ name: 'a.jsonl', bytes: Buffer.from('{'), method: 0 }]),
      /data\.zip\/a\.jsonl:1: not valid JSON/,
    ],
  ])('%s is an error', async (name, bytes, problem) => {
    const [path] = ways(name, bytes)
    await expect(all(readSamples(path))).rejects.toThrow(problem)
  })
})

describe('folders and patterns', () => {
  const row = (output: string) => Buffer.from(JSON.stringify({ output }))
  ways('runs/b/x.jsonl', row('b'))
  ways('runs/a.json', row('a'))
  ways('runs/.hidden.jsonl', row('hidden'))
  ways('runs/README.md', row('readme'))
  ways('none/README.md', row('readme'))

  test.each<[path: string, expected: string[]]>([
    ['runs', ['a', 'b']],
    ['runs/', ['a', 'b']],
    ['runs/**/*.jsonl', ['b']],
    ['runs/{a,c}.json', ['a']],
  ])('%s', async (path, expected) => {
    const samples = await all(readSamples(join(folder, path)))
    expect(samples.map(({ output }) => output)).toEqual(expected)
    const names = samples.map(({ model }) => model)
    expect(names).toEqual(
      expected.length > 1 ? [join(folder, 'runs/a.json'), join(folder, 'runs/b/x.jsonl')] : [undefined],
    )
  })

  test('--name is the model of rows that name none', async () => {
    const samples = await all(readSamples(join(folder, 'runs'), { name: 'mine' }))
    expect(samples.map(({ model, file }) => [model, file])).toEqual([
      ['mine', join(folder, 'runs/a.json')],
      ['mine', join(folder, 'runs/b/x.jsonl')],
    ])
  })

  test.each<[path: string, problem: RegExp]>([
    ['none', /none: is a folder without \.jsonl, .* files; found: README\.md/],
    ['runs/*.csv', /runs\/\*\.csv: no file is named so, nor matches it as a pattern/],
    ['nowhere.jsonl', /nowhere\.jsonl: cannot be read \(ENOENT/],
  ])('%s is an error', async (path, problem) => {
    await expect(all(readSamples(join(folder, path)))).rejects.toThrow(problem)
  })
})
