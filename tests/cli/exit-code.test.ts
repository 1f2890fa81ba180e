import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crosslingual, startCrosslingual } from '../support/cli.js'
import { demoPath } from '../support/demo.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))
const report = join(folder, 'report.json')
const config = (min: number) => {
  const path = join(folder, `${min}.json`)
  writeFileSync(path, JSON.stringify({ rules: [{ metric: 'languageCorrectness', min }] }))
  return path
}
beforeAll(async () => {
  expect(await crosslingual('score', demoPath, '--report', report)).toMatchObject({ status: 0 })
})

describe('a reader that goes away changes no verdict', () => {
  test.each<[name: string, args: () => string[], status: number]>([
    ['gate, not good enough', () => ['gate', report, '--config', config(1)], 1],
    ['gate, good enough', () => ['gate', report, '--config', config(0.1)], 0],
    ['merge --min, below', () => ['merge', report, '--min', 'languageCorrectness=1'], 1],
    ['score --min, below', () => ['score', demoPath, '--min', 'languageCorrectness=1'], 1],
    ['score --min, reached', () => ['score', demoPath, '--min', 'languageCorrectness=0.1'], 0],
    [
      'rows, before anything is known of the minimum',
      () => ['score', demoPath, '--format', 'jsonl', '--min', 'languageCorrectness=0.1'],
      1,
    ],
    ['rows, without a minimum', () => ['score', demoPath, '--format', 'jsonl'], 0],
  ])('%s', async (_, args, status) => {
    const { child, ended } = startCrosslingual(args())
    child.stdout?.destroy()
    expect((await ended).status).toBe(status)
  })
})

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

test.skipIf(!existsSync('/dev/full')).each([
  ['rows', ['--format', 'jsonl']],
  ['a table', []],
])('a full disk behind standard output is said in a line: %s', (_, args) => {
  const command = ['-c', '"$@" > /dev/full', 'sh', process.execPath, main, 'score', demoPath, ...args]
  const { status, stderr } = spawnSync('sh', command, { encoding: 'utf8' })
  expect([status, stderr]).toEqual([
    2,
    expect.stringMatching(/^crosslingual: stdout: cannot be written \(ENOSPC.*\)\n$/),
  ])
})

test('a metric of --min that nothing measures is refused before anything is read', async () => {
  const args = ['score', join(folder, 'missing.jsonl'), '--min', 'spelcheckRatio=0.9']
  const { status, stderr } = await crosslingual(...args)
  const message =
    /^crosslingual: --min spelcheckRatio=0\.9: no metric "spelcheckRatio"; did you mean "spellcheckRatio"\?/
  expect([status, stderr]).toEqual([2, expect.stringMatching(message)])
})

test('a mean just below a minimum does not read like it', async () => {
  const half = { output: 'Oui.', language: 'fr', scores: { m: { status: 'scored', score: 0.94999, metadata: {} } } }
  const rows = join(folder, 'rows.jsonl')
  writeFileSync(rows, `${JSON.stringify({ ...half, signature: 'crosslingual:1.0.0|wrongLanguage:exclude' })}\n`)
  const { status, stderr } = await crosslingual('merge', rows, '--min', 'm=0.95')
  expect([status, stderr]).toEqual([1, expect.stringContaining('mean 0.949990 is below 0.95')])
})
