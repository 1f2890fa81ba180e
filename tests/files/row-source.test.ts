import { createReadStream, mkdtempSync, openAsBlob, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { type RowFormat, type RowSource, readSamples } from '../../src/files/index.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe('readSamples reads what is no path', () => {
  const text = '{"output":"a😀","model":"m"}\n{"output":"é"}\n'
  const samples = [{ output: 'a😀', model: 'm' }, { output: 'é' }]
  const bytes = new TextEncoder().encode(text)
  /** In pieces of one byte, or of one UTF-16 unit: through the middle of every character. */
  const pieces = <T>(all: { length: number; slice(from: number, to: number): T }) =>
    Array.from({ length: all.length }, (_, i) => all.slice(i, i + 1))
  async function* each<T>(items: Iterable<T>) {
    yield* items
  }
  const inFile = () => file('a-source.jsonl', text)

  test.each<[name: string, source: () => RowSource | Promise<RowSource>]>([
    ['a URL of a file', () => pathToFileURL(inFile())],
    ['a Blob', () => new Blob([text])],
    ['a File', () => new File([text], 'a.jsonl')],
    ['a Blob that is a file on the disk', () => openAsBlob(inFile())],
    ['a stream of Node', () => createReadStream(inFile())],
    ['a stream of Node that gives text', () => createReadStream(inFile(), { encoding: 'utf8', highWaterMark: 3 })],
    ['a Readable of texts', () => Readable.from([text.slice(0, 9), text.slice(9)])],
    ['a stream of the web', () => new Blob([text]).stream()],
    ['what fetch gives', () => new Response(text).body as ReadableStream<Uint8Array>],
    ['a stream of the web that gives text', () => new Blob([text]).stream().pipeThrough(new TextDecoderStream())],
    ['bytes one by one', () => each(pieces(bytes))],
    ['text unit by unit', () => each(pieces(text))],
    ['text and bytes', () => each([text.slice(0, 20), new TextEncoder().encode(text.slice(20))])],
    ['Buffers', () => each([Buffer.from(text)])],
  ])('%s', async (_, source) => {
    expect(await collect(readSamples(await source()))).toEqual(samples)
  })

  test.each<[name: string, from: RowFormat | undefined, content: string]>([
    ['x', undefined, '[{"output":"x"}]'],
    ['x', undefined, 'output\tmodel\nx\tm\n'.replaceAll('\t', ',')],
    ['x', 'tsv', 'output\tmodel\nx\tm\n'],
    ['x.csv', 'tsv', 'output\tmodel\nx\tm\n'],
    ['x.tsv', undefined, 'output\tmodel\nx\tm\n'],
    ['x.NDJSON', undefined, '{"output":"x"}'],
    ['x.json', 'jsonl', '{"output":"x"}'],
  ])('a File %j, from %j', async (name, from, content) => {
    const read = readSamples(new File([content], name), from === undefined ? {} : { from })
    expect((await collect(read)).map(({ output }) => output)).toEqual(['x'])
  })

  test.each<[source: () => RowSource, where: string]>([
    [() => new File(['{}'], 'answers.jsonl'), 'answers.jsonl:1: no output column'],
    [() => new Blob(['\n{}']), 'blob:2: no output column'],
    [() => Readable.from(['\n', '\n', '{}']), 'stream:3: no output column'],
    [() => createReadStream(file('unknown.jsonl', '{}')), 'unknown.jsonl:1: no output column'],
    [() => createReadStream(join(folder, 'missing')), 'missing: cannot be read (ENOENT'],
    [() => pathToFileURL(join(folder, 'missing')), 'missing: cannot be read (ENOENT'],
  ])('errors name the source: %s', async (source, where) => {
    await expect(collect(readSamples(source()))).rejects.toThrow(where)
  })

  test.each<[source: unknown, problem: string]>([
    [3, 'expected a path, a URL, a Blob, or a stream of bytes or text, got number'],
    [null, 'got null'],
    [[{ output: 'x' }], 'got an array'],
    [{ output: 'x' }, 'got object'],
    ['{"output":"x"}\n{"output":"y"}\n', 'to read the text itself, give new Blob([text])'],
    [each([{ output: 'x' }]), 'expected a stream of bytes or text, got one of object'],
    [new URL('https://example.org/a.jsonl'), 'file'],
  ])('%j is no source', async (source, problem) => {
    await expect(collect(readSamples(source as RowSource))).rejects.toThrow(TypeError)
    if (!(source instanceof Object && Symbol.asyncIterator in source)) {
      await expect(collect(readSamples(source as RowSource))).rejects.toThrow(problem)
    }
  })

  test('an unknown format is an error that names those that there are', async () => {
    for (const from of ['xlsx', 'constructor']) {
      await expect(collect(readSamples(new Blob(['x']), { from: from as RowFormat }))).rejects.toThrow(
        `from: no kind of file "${from}"`,
      )
    }
  })

  test('a stream that breaks passes its error on, and one that is left early is closed', async () => {
    const broken = Readable.from(
      (async function* () {
        yield text
        throw new Error('the network is down')
      })(),
    )
    await expect(collect(readSamples(broken))).rejects.toThrow('the network is down')
    const stream = Readable.from(each(Array.from({ length: 10_000 }, () => text)))
    for await (const sample of readSamples(stream)) {
      expect(sample.output).toBe('a😀')
      break
    }
    expect(stream.destroyed).toBe(true)
    let cancelled = false
    const web = new ReadableStream<string>({
      pull: (controller) => controller.enqueue(text),
      cancel() {
        cancelled = true
      },
    })
    for await (const _ of readSamples(web)) break
    expect(cancelled).toBe(true)
  })
})

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
