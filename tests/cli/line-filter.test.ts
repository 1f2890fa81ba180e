import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, describe, expect, test } from 'vitest'
import { crosslingual, crosslingualWith, startCrosslingual } from '../support/cli.js'
import { demoPath } from '../support/demo.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))

const filter = ['score', '-', '--format', 'jsonl']
const row = (id: number) =>
  JSON.stringify({ id: `${id}`, output: 'Le conseil se réunira demain soir.', language: 'fr' })
const rows = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

/** The ids of samples, and where the bad lines stood. */
const order = (stdout: string) => rows(stdout).map(({ id, error }) => id ?? error.where)

describe('score - --format jsonl', () => {
  test('prints the rows of --out, in their order, and nothing else', async () => {
    const out = join(folder, 'out.jsonl')
    await crosslingual('score', demoPath, '--out', out)
    const { status, stdout, stderr } = await crosslingualWith(readFileSync(demoPath), ...filter)
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toBe(readFileSync(out, 'utf8'))
  })

  test.each(['1', '2'])(
    'answers line by line, with %s workers: each row, good or bad, is there before the rest of the next line is given',
    async (workers) => {
      const args = [...filter, '--record-bad-lines', '--workers', workers]
      const { child, ended } = startCrosslingual(args, { stdin: 'open' })
      const answers = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]()
      const lines = [row(0), row(1), 'nonsense', '{"output":3}', row(4), 'nonsense']
      for (const [i, line] of lines.entries()) {
        child.stdin?.write(`${line.slice(i === 0 ? 0 : 3)}\n${lines[i + 1]?.slice(0, 3) ?? ''}`)
        expect(order((await answers.next()).value)).toEqual([line.includes('fr') ? `${i}` : `stdin:${i + 1}`])
      }
      child.stdin?.end()
      expect((await ended).status).toBe(0)
    },
  )

  test.each([
    ['1', 'nonsense'],
    ['2', 'nonsense'],
    ['2', '{"output":3}'],
  ])('with %s workers, %s ends it though standard input stays open', async (workers, line) => {
    const { child, ended } = startCrosslingual([...filter, '--workers', workers], { stdin: 'open' })
    child.stdin?.write(`${row(0)}\n${line}\n`)
    const { status, stdout, stderr } = await ended
    expect([status, order(stdout), stderr]).toEqual([2, ['0'], expect.stringMatching(/^crosslingual: stdin:2: /)])
    child.stdin?.destroy()
  })

  test('no input is no rows, and no error: a part of a cluster’s work may be empty', async () => {
    const report = join(folder, 'empty.json')
    const { status, stdout, stderr } = await crosslingualWith('', ...filter, '--report', report)
    expect([status, stdout, stderr]).toEqual([0, '', ''])
    expect(JSON.parse(readFileSync(report, 'utf8')).groups).toEqual([])
  })

  test('--report has the summary', async () => {
    const report = join(folder, 'report.json')
    await crosslingualWith(`${row(0)}\n${row(1)}\n`, ...filter, '--report', report)
    expect(JSON.parse(readFileSync(report, 'utf8')).groups[0].metrics.spellcheckRatio).toMatchObject({
      total: 2,
      mean: 1,
    })
  })

  test('the first bad line ends it, after the rows before it', async () => {
    const { status, stdout, stderr } = await crosslingualWith(`${row(0)}\n${row(1)}\nnonsense\n${row(3)}\n`, ...filter)
    expect([status, order(stdout)]).toEqual([2, ['0', '1']])
    expect(stderr).toMatch(/^crosslingual: stdin:3: not valid JSON/)
  })

  test('--skip-bad-lines leaves them out', async () => {
    const { status, stdout, stderr } = await crosslingualWith(
      `${row(0)}\nnonsense\n${row(2)}\n`,
      ...filter,
      '--skip-bad-lines',
    )
    expect([status, order(stdout)]).toEqual([0, ['0', '2']])
    expect(stderr).toMatch(/^1 bad lines left out:\n {2}stdin:2/)
  })

  // Reading is ahead of scoring, of CSV further.
  const many = Array.from({ length: 300 }, (_, i) => i)
  test.each<[name: string, input: string, expected: string[]]>([
    ['first and last', ['nonsense', row(1), 'x'].join('\n'), ['stdin:1', '1', 'stdin:3']],
    ['only bad lines', 'x\ny\n', ['stdin:1', 'stdin:2']],
    [
      'many in a row',
      [row(0), ...many.map(() => 'x'), row(1)].join('\n'),
      ['0', ...many.map((i) => `stdin:${i + 2}`), '1'],
    ],
    [
      'every third line of many',
      many.map((i) => (i % 3 === 2 ? '{"output":' : row(i))).join('\n'),
      many.map((i) => (i % 3 === 2 ? `stdin:${i + 1}` : `${i}`)),
    ],
  ])('--record-bad-lines puts a record in their place: %s', async (_, input, expected) => {
    const { status, stdout } = await crosslingualWith(input, ...filter, '--record-bad-lines')
    expect([status, order(stdout)]).toEqual([0, expected])
  })

  test('--record-bad-lines, of CSV with too many cells and unknown languages', async () => {
    const line = (i: number) => (i % 7 === 3 ? `${i},Oui.,fr,more` : i % 7 === 5 ? `${i},Oui.,frnch` : `${i},Oui.,fr`)
    const path = join(folder, 'bad.csv')
    writeFileSync(path, ['id,output,language', ...many.map(line), ''].join('\n'))
    const { status, stdout } = await crosslingual('score', path, '--format', 'jsonl', '--record-bad-lines')
    const expected = many.map((i) => (i % 7 === 3 || i % 7 === 5 ? `${path}:${i + 2}` : `${i}`))
    expect([status, order(stdout)]).toEqual([0, expected])
  })

  test('standard input is JSONL whatever it begins with: one bad line is no CSV header', async () => {
    const { status, stdout, stderr } = await crosslingualWith('nonsense\n', ...filter)
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringMatching(/stdin:1: not valid JSON/)])
  })

  test('a record is short, and holds no raw text of a hostile line', async () => {
    const hostile = [
      row(0),
      `\u001b[31m${'x'.repeat(2 ** 20)}`,
      JSON.stringify({ output: 'x', language: `\u001b${'y'.repeat(2 ** 20)}` }),
    ]
    const { stdout } = await crosslingualWith(hostile.join('\n'), ...filter, '--record-bad-lines')
    expect(order(stdout)).toEqual(['0', 'stdin:2', 'stdin:3'])
    expect(stdout.length).toBeLessThan(2000)
    expect(stdout).not.toContain('\u001b')
  })

  test('a reader that goes away ends it quietly', async () => {
    const { child, ended } = startCrosslingual(filter, { stdin: 'open' })
    child.stdin?.on('error', () => {}) // it may be gone while we write
    child.stdin?.write(`${row(0)}\n`)
    await once(child.stdout as NodeJS.ReadableStream, 'data')
    child.stdout?.destroy()
    child.stdin?.end(`${row(1)}\n`.repeat(1000))
    expect(await ended).toMatchObject({ status: 0, stderr: '' })
  })

  test('--out beside it is refused', async () => {
    const { status, stderr } = await crosslingualWith('', ...filter, '--out', join(folder, 'both.jsonl'))
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^crosslingual: --out: with --format jsonl/)])
  })
})
