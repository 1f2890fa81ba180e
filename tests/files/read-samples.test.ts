import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { InputError } from '../../src/core/input-error.js'
import { orThrow, readLines } from '../../src/files/read-lines.js'
import { locatedSamples, readSamples } from '../../src/files/read-samples.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function read(path: string, options: Parameters<typeof locatedSamples>[1] = {}) {
  const samples: unknown[] = []
  for await (const { sample, where } of locatedSamples(path, options))
    samples.push([where.slice(folder.length + 1), sample])
  return samples
}

describe('readSamples', () => {
  test.each<[name: string, content: string, expected: unknown[]]>([
    [
      'a.jsonl',
      '{"output":"x","lang":"fr"}\n\n{"response":"y"}',
      [
        ['a.jsonl:1', { output: 'x', lang: 'fr', language: 'fr' }],
        ['a.jsonl:3', { response: 'y', output: 'y' }],
      ],
    ],
    [
      'reasoning.jsonl',
      '{"output":"x","reasoning_content":"r","finish_reason":"length"}\n{"output":"y","reasoning":null,"stop_reason":""}',
      [
        [
          'reasoning.jsonl:1',
          { output: 'x', reasoning_content: 'r', finish_reason: 'length', reasoning: 'r', finishReason: 'length' },
        ],
        ['reasoning.jsonl:2', { output: 'y', stop_reason: '' }],
      ],
    ],
    [
      'crlf.jsonl',
      '{"output":"x"}\r\n{"output":"y"}\r\n',
      [
        ['crlf.jsonl:1', { output: 'x' }],
        ['crlf.jsonl:2', { output: 'y' }],
      ],
    ],
    ['bom.jsonl', '\ufeff{"output":"x"}\n', [['bom.jsonl:1', { output: 'x' }]]],
    [
      'separators.jsonl',
      '{"output":"a\u2028b\u2029c\u0085d"}\n',
      [['separators.jsonl:1', { output: 'a\u2028b\u2029c\u0085d' }]],
    ],
    [
      'a.json',
      '[{"output":"x"},\n {"completion":"y","prompt":"p"}]',
      [
        ['a.json[0]', { output: 'x' }],
        ['a.json[1]', { completion: 'y', prompt: 'p', output: 'y', input: 'p' }],
      ],
    ],
    [
      'a.csv',
      'prediction,instruction,language,model\n"a ""quoted"", b\nsecond line",do,fr,m\nx,,,m\n',
      [
        [
          'a.csv:3',
          {
            prediction: 'a "quoted", b\nsecond line',
            output: 'a "quoted", b\nsecond line',
            instruction: 'do',
            input: 'do',
            language: 'fr',
            model: 'm',
          },
        ],
        ['a.csv:4', { prediction: 'x', output: 'x', instruction: '', model: 'm' }],
      ],
    ],
    ['bom.csv', '\ufeffoutput,language\nx,fr\n', [['bom.csv:2', { output: 'x', language: 'fr' }]]],
    ['a.tsv', 'output\tlang\nx, y\tpt-BR\n', [['a.tsv:2', { output: 'x, y', lang: 'pt-BR', language: 'pt-BR' }]]],
    ['sniffed', '  {"output":"x"}\n', [['sniffed:1', { output: 'x' }]]],
    ['sniffed-array', '\n[{"output":"x"}]', [['sniffed-array[0]', { output: 'x' }]]],
    ['sniffed-csv', 'output\nx\n', [['sniffed-csv:2', { output: 'x' }]]],
    ['empty.jsonl', '', []],
    ['header-only.csv', 'output\n', []],
    ['both.jsonl', '{"response":"r","output":"o"}', [['both.jsonl:1', { response: 'r', output: 'o' }]]],
    ['ids.jsonl', '{"output":"x","id":7}', [['ids.jsonl:1', { output: 'x', id: '7' }]]],
    ['nulls.jsonl', '{"output":"x","input":null,"language":null}', [['nulls.jsonl:1', { output: 'x' }]]],
  ])('%s', async (name, content, expected) => {
    expect(await read(file(name, content))).toEqual(expected)
  })

  test('columns of other names', async () => {
    const path = file('mapped.jsonl', '{"text":"x","question":"q","output":"not this"}')
    const map = { output: 'text', input: 'question' }
    expect(await read(path, { map })).toEqual([
      ['mapped.jsonl:1', { text: 'x', question: 'q', output: 'x', input: 'q' }],
    ])
  })

  const good = '{"output":"x"}\n'
  test.each<[name: string, content: string | Uint8Array, message: RegExp, map?: Record<string, string>]>([
    ['broken.jsonl', `${good}{"output": "x\n${good}`, /broken\.jsonl:2: not valid JSON/],
    ['escape.jsonl', `${good}\u001b[31m{}\n`, /escape\.jsonl:2: not valid JSON: \P{Cc}*$/u],
    ['array.jsonl', '{"output":"x"}\n[1]\n', /array\.jsonl:2: expected an object like .*, got an array/],
    ['none.jsonl', '{"text":"x"}\n', /none\.jsonl:1: no output column; found: text\. Name it with --map output=COLUMN/],
    ['null.jsonl', '{"output":null}\n', /null\.jsonl:1: output must be text, got null/],
    ['number.jsonl', '{"output":3}\n', /number\.jsonl:1: output must be text, got the number 3/],
    [
      'language.jsonl',
      '{"output":"x","language":"frnch"}\n',
      /language\.jsonl:1: unknown language "frnch"; did you mean "french"/,
    ],
    [
      'map.jsonl',
      '{"txt":"x"}\n',
      /map\.jsonl:1: no column "text" for output; did you mean "txt"\?/,
      { output: 'text' },
    ],
    [
      'latin1.jsonl',
      new Uint8Array([...Buffer.from(good), 0x22, 0xe9, 0x22, 0x0a]),
      /latin1\.jsonl:2: not valid UTF-8; convert/,
    ],
    ['short.csv', 'output,model\nx,m\ny\n', /short\.csv:3: not valid CSV \(RFC 4180\)/],
    ['quote.csv', 'output\n"never closed\n', /quote\.csv:\d+: not valid CSV/],
    ['object.json', '{"a":{"b":[{}]}}', /object\.json: is of no kind that is known .* --rows PATH \(arrays: none\)/],
    ['object2.json', '{"a":{"b":[{"c":1}]}}', /--rows PATH \(arrays: a\.b\)/],
    ['broken.json', '[{"output":"x"},]', /broken\.json: not valid JSON/],
  ])('%s is an error that says where, what and the mend', async (name, content, message, map = {}) => {
    await expect(read(file(name, content), { map })).rejects.toThrow(message)
    await expect(read(file(name, content), { map })).rejects.toMatchObject({ name: 'InputError' })
  })

  test.each([
    ['bad.jsonl', `${good}nonsense\n{"output":3}\n${good}`, ['bad.jsonl:2', 'bad.jsonl:3'], 2],
    ['bad.csv', 'output,model\nx,m\ny\nz,m\n', ['bad.csv:3'], 2],
    ['bad.json', '[{"output":"x"},{"output":null}]', ['bad.json[1]'], 1],
  ])('%s: bad lines can be left out, each told', async (name, content, where, left) => {
    const bad: InputError[] = []
    const samples = await read(file(name, content), { onBadLine: (error) => bad.push(error) })
    expect(bad.map((error) => error.where.slice(folder.length + 1))).toEqual(where)
    expect(samples).toHaveLength(left)
  })

  test('a file that is not there', async () => {
    await expect(read(join(folder, 'missing.csv'))).rejects.toThrow(/missing\.csv: cannot be read \(ENOENT/)
    await expect(read(folder)).rejects.toThrow(/cannot be read \(EISDIR/)
  })

  test('stopping early closes the file', async () => {
    const path = file('many.csv', `output\n${'x\n'.repeat(100_000)}`)
    for await (const sample of readSamples(path)) {
      expect(sample.output).toBe('x')
      break
    }
  })
})

describe('readLines', () => {
  test('the same lines however the bytes are cut', async () => {
    const cut = (bytes: Uint8Array, at: number[]) => {
      const ends = [...new Set(at.map((share) => Math.floor(share * bytes.length)))].sort((a, b) => a - b)
      return [0, ...ends].map((start, i) => bytes.subarray(start, ends[i] ?? bytes.length))
    }
    const text = fc.array(fc.string({ unit: 'grapheme' }).filter((line) => !/[\r\n]|^\ufeff/.test(line)))
    const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
    await fc.assert(
      fc.asyncProperty(text, fc.array(share), async (lines, at) => {
        const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''))
        const found: string[] = []
        for await (const { text } of orThrow(readLines(asynchronous(cut(bytes, at)), 'x'))) found.push(text)
        expect(found).toEqual(lines)
      }),
    )
  })

  test('a file without line ends does not fill the memory', async () => {
    const chunk = new Uint8Array(2 ** 20).fill(97)
    const endless = asynchronous(Array.from({ length: 200 }, () => chunk))
    await expect(orThrow(readLines(endless, 'big')).next()).rejects.toThrow(/big:1: the line is longer than 64 MiB/)
  })

  async function* asynchronous<T>(items: Iterable<T>) {
    yield* items
  }
})
