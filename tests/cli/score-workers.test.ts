import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { crosslingual, startCrosslingual } from '../support/cli.js'
import { count } from '../support/counts.js'
import { demoSamples } from '../support/demo.js'
import { mixedLines, writeLines } from '../support/score-input.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** All that a run gives. */
async function run(name: string, files: readonly string[], ...args: string[]) {
  const [out, report] = [join(folder, `${name}.jsonl`), join(folder, `${name}.json`)]
  const ended = await crosslingual('score', ...files, '--out', out, '--report', report, ...args)
  const read = (path: string) => (ended.status === 0 ? readFileSync(path, 'utf8') : '')
  return { ...ended, out: read(out), report: read(report) }
}

describe('--workers', () => {
  const jsonl = writeLines(join(folder, 'mixed.jsonl'), mixedLines(count(120, 900)))
  const csv = join(folder, 'mixed.csv')
  writeFileSync(
    csv,
    `id,output,language\n${demoSamples.map(({ output, language }, i) => `${i},"${output.replaceAll('"', '""')}",${i % 9 === 4 ? 'klingonn' : language}\n`).join('')}`,
  )

  test.each([
    ['bad lines are left out', ['--skip-bad-lines', '--by', 'model,language,task']],
    ['bad lines are recorded', ['--record-bad-lines']],
  ])(
    '%s: every number of workers gives the same bytes, sums and all',
    async (name, args) => {
      const one = await run(`${name}-1`, [jsonl, csv], ...args)
      expect([one.status, one.stderr]).toEqual([0, expect.stringMatching(/^\d+ bad lines left out:$/m)])
      expect(one.report).toContain('"failed":')
      for (const workers of ['2', '3']) {
        expect(await run(`${name}-${workers}`, [jsonl, csv], ...args, '--workers', workers)).toEqual(one)
      }
    },
    120_000,
  )

  test.each<[string, string[], RegExp]>([
    ['a bad line', [], /mixed\.jsonl:4: not valid JSON/],
    ['a misspelt field', ['--skip-bad-lines', '--by', 'taks'], /no sample has a field "taks"; did you mean "task"\?/],
    ['no worker', ['--workers', '0'], /Give a whole number from 1/],
    [
      'a judge',
      ['--judge', 'relevance', '--judge-model', 'x', '--judge-url', 'http://127.0.0.1:9/v1'],
      /--workers: .*--judge-concurrency/,
    ],
  ])('%s: the same error as without', async (_, args, message) => {
    const { status, stderr, stdout } = await crosslingual('score', jsonl, '--workers', '2', ...args)
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringMatching(message)])
  })

  test('a worker that dies in mid-run: the line that it was on is named, and --resume finishes without it', async () => {
    const own = mkdtempSync(join(folder, 'dies-'))
    const lines = mixedLines(700).map((line) => (line.startsWith('{"output":') ? '' : line))
    // Half a million lines, each with its words: more than the memory below holds, of which the main thread needs little, since it only
    // passes bytes on.
    const poisoned = [...lines]
    poisoned[600] = JSON.stringify({ output: 'chat et ab de la\n'.repeat(5e5), language: 'fr' })
    const input = writeLines(join(own, 'input.jsonl'), poisoned)
    const out = join(own, 'out.jsonl')
    const options = ['--scorers', 'languageCorrectness,linePassRate']
    const args = ['score', input, '--out', out, '--workers', '2', ...options]
    const died = await startCrosslingual(args, { env: { NODE_OPTIONS: '--max-old-space-size=90' } }).ended
    expect([died.status, died.stderr]).toEqual([
      2,
      expect.stringMatching(/^crosslingual: .*input\.jsonl:601: the worker that scored it ran out of memory/m),
    ])
    expect(readdirSync(own).sort()).toEqual(['input.jsonl', 'out.jsonl.partial', 'out.jsonl.partial.json'])

    poisoned[600] = ''
    writeLines(input, poisoned)
    const resumed = await crosslingual(...args, '--resume')
    const whole = join(own, 'whole.jsonl')
    const uninterrupted = await crosslingual('score', input, '--out', whole, ...options)
    expect(resumed).toEqual(uninterrupted)
    expect(readFileSync(out, 'utf8')).toBe(readFileSync(whole, 'utf8'))
  }, 120_000)
})
