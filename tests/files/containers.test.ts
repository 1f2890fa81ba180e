import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readSamples } from '../../src/files/index.js'

const JSONL = '{"output":"é😀"}\n{"output":"b"}\n'
// `zstd` 1.5.4 of JSONL, in one frame; twice it is two frames.
const ZSTD = Buffer.from('KLUv/SQj9QAAwHsib3V0cHV0Ijoiw6nwn5iAIn0KYiJ9CgEAzphMnR4vwQ==', 'base64')

async function outputs(bytes: Uint8Array | string, name: string) {
  const found: string[] = []
  for await (const { output } of readSamples(new File([bytes as never], name))) found.push(output)
  return found
}

describe('packed files', () => {
  test.each<[name: string, bytes: Uint8Array, expected?: string[]]>([
    ['a.jsonl.gz', gzipSync(JSONL)],
    ['a.jsonl', gzipSync(JSONL)],
    ['a', gzipSync(JSONL)],
    ['members.jsonl.gz', Buffer.concat([gzipSync(JSONL), gzipSync(JSONL)]), ['é😀', 'b', 'é😀', 'b']],
    ['a.csv.gz', gzipSync('language;output\nfr;é😀\nfr;b\n')],
    ['a.json.gz', gzipSync('[{"output":"é😀"},{"output":"b"}]')],
    ['utf16.csv.gz', gzipSync(Buffer.from('\ufefflanguage;output\nfr;é😀\nfr;b\n', 'utf16le'))],
    ['a.jsonl.zst', ZSTD],
    ['a', ZSTD],
    ['frames.jsonl.zst', Buffer.concat([ZSTD, ZSTD]), ['é😀', 'b', 'é😀', 'b']],
  ])('%s', async (name, bytes, expected = ['é😀', 'b']) => {
    expect(await outputs(bytes, name)).toEqual(expected)
  })

  test.each<[name: string, bytes: Uint8Array, problem: RegExp]>([
    ['cut.gz', gzipSync(JSONL).subarray(0, -9), /^cut\.gz: is packed with gzip, and broken or cut off/],
    [
      'broken.gz',
      Buffer.concat([gzipSync(JSONL).subarray(0, 12), Buffer.alloc(20, 255)]),
      /is packed with gzip, and broken/,
    ],
    ['broken.zst', Buffer.concat([ZSTD.subarray(0, 6), Buffer.alloc(20, 255)]), /is packed with zstd, and broken/],
    ['cut.zst', ZSTD.subarray(0, -8), /is packed with zstd, and broken/],
  ])('%s is an error', async (name, bytes, problem) => {
    await expect(outputs(bytes, name)).rejects.toThrow(problem)
  })
})

describe('what a name does not say', () => {
  test.each<[name: string, text: string]>([
    ['lines.json', JSONL],
    ['lines-crlf.json', `\n${JSONL.replaceAll('\n', '\r\n')}`],
    ['array.jsonl', '[{"output":"é😀"},\n{"output":"b"}]'],
    ['data.json', '{"data":[{"output":"é😀"},{"output":"b"}]}'],
    ['results.json', '{\n  "version": 1,\n  "results": [{"output":"é😀"}, {"output":"b"}]\n}'],
    ['semicolon.csv', 'language;output\nfr;é😀\nfr;b\n'],
    ['sep.csv', '"sep=;"\r\nlanguage;output\r\nfr;é😀\r\nfr;b\r\n'],
    ['sep-comma.csv', 'sep=,\noutput,a;b\né😀,1\nb,2\n'],
    ['tabs.txt', 'language\toutput\nfr\té😀\nfr\tb\n'],
    ['quoted.csv', '"a;b",output\nx,é😀\ny,b\n'],
    ['spaces.csv', ' language , output \nfr,é😀\nfr,b\n'],
  ])('%s', async (name, text) => {
    expect(await outputs(text, name)).toEqual(['é😀', 'b'])
  })

  test('one object is one row', async () => {
    expect(await outputs('{"output":"x","data":null}', 'one.json')).toEqual(['x'])
    expect(await outputs('{\n "response": "x"\n}', 'one.json')).toEqual(['x'])
  })
})
