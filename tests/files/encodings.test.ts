import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assertUtf8 } from '../../src/files/encodings.js'
import { type RowFormat, readSamples } from '../../src/files/index.js'

async function* each(chunks: Iterable<Uint8Array>) {
  yield* chunks
}

function utf16(text: string, isBig = false): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return isBig ? bytes.swap16() : bytes
}

async function outputs(bytes: Uint8Array, from?: RowFormat) {
  const found: string[] = []
  // In pieces of one byte: through the middle of every character.
  const pieces = Array.from(bytes, (byte) => Uint8Array.of(byte))
  for await (const { output } of readSamples(each(pieces), from === undefined ? {} : { from })) found.push(output)
  return found
}

describe('UTF-16 with a byte-order mark is decoded', () => {
  test.each<[RowFormat | undefined, string]>([
    [undefined, '{"output":"é😀"}\r\n'],
    ['jsonl', '{"output":"é😀"}\r\n'],
    ['json', '[{"output":"é😀"}]'],
    ['csv', 'language,output\r\nfr,é😀\r\n'],
    ['tsv', 'language\toutput\r\nfr\té😀\r\n'],
    [undefined, 'language,output\nfr,é😀\n'],
  ])('%s, %j', async (from, text) => {
    expect(await outputs(utf16(text), from)).toEqual(['é😀'])
    expect(await outputs(utf16(text, true), from)).toEqual(['é😀'])
  })

  test('broken UTF-16 is an error', async () => {
    await expect(outputs(utf16('output\n\ud800x\n'))).rejects.toThrow('stream: not valid UTF-16LE')
    await expect(outputs(utf16('output\nx\n').subarray(0, -1))).rejects.toThrow('stream: not valid UTF-16LE')
  })
})

describe('what is not UTF-8 is refused with its line', () => {
  const latin1 = (text: string) => Buffer.from(text, 'latin1')
  test.each<[RowFormat, string, line: number]>([
    ['csv', 'language,output\nfr,ok\nfr,un été\n', 3],
    ['csv', 'language,output\nfr,un été', 2],
    ['csv', 'language,output\nfr,"a\nb\né"\n', 4],
    ['csv', 'langue,réponse\nfr,x\n', 1],
    ['csv', 'output\nun café', 2],
    ['tsv', 'language\toutput\nfr\tun été\n', 2],
    ['json', '[\n{"output":"été"}]', 2],
    ['jsonl', '{"output":"x"}\n{"output":"été"}', 2],
  ])('%s, %j', async (from, text, line) => {
    const message = `stream:${line}: not valid UTF-8; convert the file (iconv -t UTF-8)`
    await expect(outputs(latin1(text), from)).rejects.toThrow(message)
    expect(await outputs(Buffer.from(text.replace('réponse', 'output')), from)).not.toEqual([])
  })

  test('for any bytes, however they are cut, what a whole decoder says', async () => {
    const text = fc.string({ unit: 'binary' }).map((each) => new Uint8Array(Buffer.from(each)))
    const bytes = fc.oneof(text, fc.uint8Array(), fc.tuple(text, fc.uint8Array({ maxLength: 3 })).map(joined))
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 5 }), async (whole, size) => {
        const pieces: Uint8Array[] = []
        for (let at = 0; at < whole.length; at += size) pieces.push(whole.subarray(at, at + size))
        const found: Uint8Array[] = []
        const read = async () => {
          for await (const chunk of assertUtf8(each(pieces), 'x')) found.push(chunk)
          return Buffer.concat(found)
        }
        if (isValid(whole)) expect(await read()).toEqual(Buffer.from(whole))
        else await expect(read()).rejects.toThrow(/^x:\d+: not valid UTF-8/)
      }),
      { numRuns: 300 },
    )
  })
})

function joined([one, other]: [Uint8Array, Uint8Array]): Uint8Array {
  return new Uint8Array(Buffer.concat([one, other]))
}

function isValid(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
