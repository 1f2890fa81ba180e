import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Signature } from '../../src/core/signature.js'
import { readReport } from '../../src/files/read-report.js'
import { readScored } from '../../src/files/read-scored.js'
import { runningTally } from '../../src/results/running-tally.js'
import { summary } from '../../src/results/summary.js'
import { crosslingual } from '../support/cli.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string) => join(folder, name)

beforeAll(async () => {
  const args = ['--by', 'language', '--out', file('scored.jsonl'), '--report', file('report.json')]
  const { status, stderr } = await crosslingual('score', 'fixtures/generated/gemma-3-270m.jsonl', ...args)
  expect([status, stderr]).toEqual([0, ''])
})

describe('what score wrote', () => {
  test('rows read back give the very report, bit for bit', async () => {
    const report = await readReport(file('report.json'))
    const { seed, ...signature } = report.signature
    const { dictionaries: _, ...start } = signature as Record<string, string>
    const again = summary({
      by: ['language'],
      wrongLanguage: 'exclude',
      seed: Number(seed),
      signature: start as Signature,
    })
    for await (const scored of readScored(file('scored.jsonl'))) again.add(scored)
    expect(again.report()).toEqual(report)
    expect(report.groups.map(({ by }) => by.language)).toEqual(['en', 'fr', 'pt', 'ru'])
  })

  test.each<[name: string, row: string, error: string]>([
    ['a sample', '{"output":"x"}', 'scores: '],
    ['a score above 1', row('{"status":"scored","score":2,"metadata":{}}'), 'scores.m.score: '],
    ['a scored null', row('{"status":"scored","score":null,"metadata":{}}'), 'scores.m.score: '],
    ['a failed 0', row('{"status":"failed","score":0,"metadata":{}}'), 'scores.m.score: '],
    ['another status', row('{"status":"ok","score":1,"metadata":{}}'), 'scores.m.status: '],
  ])('%s is no scored row', async (_, line, error) => {
    writeFileSync(file('bad.jsonl'), `${row('{"status":"scored","score":1,"metadata":{}}')}\n${line}\n`)
    const read = async () => {
      for await (const each of readScored(file('bad.jsonl'))) void each
    }
    await expect(read()).rejects.toThrow(`bad.jsonl:2: not a row of \`score --out\` (${error}`)
  })

  test('fields are as JSON has them: nothing is renamed, checked or left out', async () => {
    const rows = [
      { response: 'x', output: null, language: 'frnch', id: 3 },
      { output: 'x', language: null, input: '', scores: 'mine' },
    ]
    const lines = rows.map((fields) => {
      const end = '"scores":{"m":{"status":"scored","score":1,"metadata":{}}},"signature":"crosslingual:1.0.0"}'
      return JSON.stringify(fields).replace(/\}$/, `,${end}`)
    })
    const read = readScored(new Blob([lines.join('\n')]))
    expect((await read.next()).value?.sample).toEqual(rows[0])
    expect((await read.next()).value?.sample).toEqual({ output: 'x', language: null, input: '' })
  })

  test('a bad line that is recorded among the samples ends the reading, or is told', async () => {
    const record = '{"error":{"where":"in.jsonl:7","message":"not valid JSON"}}'
    const rows = `${row('{"status":"scored","score":1,"metadata":{}}')}\n${record}\n`
    const read = async (onBadLine?: (error: Error) => void) => {
      let samples = 0
      for await (const _ of readScored(new Blob([rows]), onBadLine && { onBadLine })) samples += 1
      return samples
    }
    await expect(read()).rejects.toThrow(
      'blob:2: has no scores, but records a line that could not be read (in.jsonl:7: not valid JSON); mend it',
    )
    const told: string[] = []
    expect(await read(({ message }) => told.push(message))).toBe(1)
    expect(told).toEqual(['in.jsonl:7: not valid JSON'])
  })

  test.each<[name: string, content: string, error: string]>([
    ['nothing', '', 'not valid JSON'],
    ['a row', '{"output":"x"}', 'not a report of `score --report` (signature: '],
    ['without sums', '{"signature":{},"wrongLanguage":"exclude","by":[]}', 'write it with `score'],
    [
      'counts that do not add up',
      JSON.stringify({
        signature: {},
        wrongLanguage: 'exclude',
        by: [],
        tallies: [{ by: {}, metrics: { m: { ...runningTally(null).tally(), total: 3 } } }],
      }),
      'the counts do not add up to the total',
    ],
  ])('%s is no report', async (_, content, error) => {
    writeFileSync(file('bad.json'), content)
    await expect(readReport(file('bad.json'))).rejects.toThrow(error)
  })

  test('means that do not follow from their sums are not believed', async () => {
    const report = JSON.parse(readFileSync(file('report.json'), 'utf8'))
    const forged = structuredClone(report)
    forged.groups[0].metrics.languageCorrectness.mean = 1
    forged.groups[1] = { by: { language: 7 }, metrics: null }
    forged.macro = [{ languages: 'all' }]
    writeFileSync(file('forged.json'), JSON.stringify(forged))
    expect(await readReport(file('forged.json'))).toEqual(report)
  })
})

function row(score: string): string {
  return `{"output":"x","scores":{"m":${score}},"signature":"crosslingual:1.0.0"}`
}
