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
