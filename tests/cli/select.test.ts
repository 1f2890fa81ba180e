import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))

function crosslingual(args: readonly string[], input = '') {
  const options = { input, encoding: 'utf8', cwd: folder } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], options)
  return { status, stdout, stderr }
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return name
}

// Invented numbers.
const wide = `model,learningRate,language,languageCorrectness,spellcheckRatio,relevance
A,1e-6,en,1,0.97,0.9
A,1e-6,fr,0.99,0.96,0.5
A,1e-5,en,1,0.97,0.95
A,1e-5,fr,0.99,0.96,0.9
A,1e-4,en,1,0.97,0.95
A,1e-4,fr,0.7,,0.9
LIMA,1e-5,en,1,0.97,0.95
LIMA,1e-5,fr,0.5,0.8,0.9
`
const metrics = ['--metrics', 'languageCorrectness,spellcheckRatio,relevance']
const bar = ['--min', 'languageCorrectness=0.9', '--min', 'spellcheckRatio@fr=0.85']

/** The same cells, a metric a row. */
function long(): Record<string, string>[] {
  const [header = '', ...lines] = wide.trimEnd().split('\n')
  const [, , , ...names] = header.split(',')
  return lines.flatMap((line) => {
    const [model = '', learningRate = '', language = '', ...means] = line.split(',')
    return names.map((metric, i) => ({ model, learningRate, language, metric, mean: means[i] as string }))
  })
}

describe('crosslingual select', () => {
  test('a table of candidates with what was chosen, what was dropped and why', () => {
    const { status, stdout, stderr } = crosslingual(['select', file('wide.csv', wide), ...metrics, ...bar])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toBe(`\
model  learningRate  languageCorrectness %  spellcheckRatio %  relevance %  score %
─────  ────────────  ─────────────────────  ─────────────────  ───────────  ───────  ─────────────────────────
A      1e-6                           99.5               96.5         70.0     88.7
A      1e-5                           99.5               96.5         92.5     96.2  chosen
A      1e-4                           85.0                  –         92.5        –  under the bar, incomplete

LIMA   1e-5                           75.0               88.5         92.5     85.3  under the bar

A: learningRate 1e-5 (over en fr)
  1e-5 is 7.5 points above 1e-6 (no interval: the records have no sums)
  the score of the best of several is a little too good: score other samples for an honest one
  1e-4: languageCorrectness in fr is 70.0, 20.0 points under the minimum of 90.0
  1e-4: spellcheckRatio in fr is missing
LIMA: dropped, every candidate is under the bar (over en fr)
  1e-5: languageCorrectness in fr is 50.0, 40.0 points under the minimum of 90.0
  1e-5: spellcheckRatio in fr is 80.0, 5.0 points under the minimum of 85.0
`)
  })

  test('json is what select gives; a long table, as CSV, JSONL or JSON, gives the same as a wide one', () => {
    const json = (path: string, more: string[] = []) => {
      const { status, stdout, stderr } = crosslingual(['select', path, ...metrics, ...bar, '--format', 'json', ...more])
      expect([status, stderr]).toEqual([0, ''])
      return JSON.parse(stdout)
    }
    const rows = long()
    const expected = json(file('wide.csv', wide))
    expect(expected.configurations.map((one: { choice: string }) => one.choice)).toEqual(['1e-5', null])
    const numbers = rows.map((row) => ({ ...row, mean: row.mean === '' ? null : Number(row.mean) }))
    const lines = [Object.keys(rows[0] as object), ...rows.map((row) => Object.values(row))]
    expect(json(file('long.csv', lines.map((line) => `${line.join(',')}\n`).join('')))).toEqual(expected)
    expect(json(file('long.jsonl', numbers.map((row) => `${JSON.stringify(row)}\n`).join('')))).toEqual(expected)
    expect(json(file('long.json', JSON.stringify(numbers)))).toEqual(expected)
  })

  test('reports of `score --format json`, as files and on standard input', () => {
    const right = 'Le conseil se réunira demain soir.'
    const wrong = 'The council will meet tomorrow evening.'
    const samples = (model: string) =>
      Object.entries({ '1e-6': wrong, '1e-5': right })
        .map(([learningRate, output]) => `${JSON.stringify({ model, learningRate, language: 'fr', output })}\n`)
        .join('')
    const score = (model: string) =>
      crosslingual(
        ['score', '-', '--by', 'model,learningRate,language', '--scorers', 'languageCorrectness', '--format', 'json'],
        samples(model),
      ).stdout
    const paths = ['a', 'b'].map((model) => file(`${model}.json`, score(model)))
    const both = crosslingual(['select', ...paths, '--min', 'languageCorrectness@fr=0.5'])
    expect(both).toMatchObject({ status: 0, stderr: '' })
    expect(both.stdout).toMatch(/^a: learningRate 1e-5 \(over fr\)$/m)
    expect(both.stdout).toMatch(/^b: learningRate 1e-5 \(over fr\)$/m)
    const piped = crosslingual(['select', '-'], score('c'))
    expect(piped).toMatchObject({ status: 0, stderr: '' })
    expect(piped.stdout).toMatch(/^c: learningRate 1e-5 \(over fr\)$/m)
  })

  test('ties are stated, and broken on demand; another field can be chosen', () => {
    const tied = file('tied.csv', 'base,steps,language,metric,mean\nx,100,fr,m,0.5\nx,20,fr,m,0.5\n')
    const fields = ['--configuration', 'base', '--choose', 'steps']
    expect(crosslingual(['select', tied, ...fields]).stdout).toMatch(/^x: steps 20, 100 are tied; none is chosen/m)
    expect(crosslingual(['select', tied, ...fields, '--prefer', 'smallest']).stdout).toMatch(
      /^x: steps 20, the smallest of the tied 20, 100 \(over fr\)$/m,
    )
  })

  test('what comes from data cannot steer the terminal', () => {
    const path = file(
      'escape.jsonl',
      JSON.stringify({ model: '\u001b[31m', learningRate: 1, language: 'fr', metric: 'm', mean: 1 }),
    )
    expect(crosslingual(['select', path]).stdout).not.toContain('\u001b')
  })

  const header = 'model,learningRate,language,metric,mean\n'
  test.each<[string, string, string[], RegExp]>([
    [
      'an unknown metric',
      `${header}a,1,fr,relevance,1\n`,
      ['--metrics', 'relevanse'],
      /"relevanse"; did you mean "relevance"\?/,
    ],
    [
      'an unknown metric in the bar',
      `${header}a,1,fr,relevance,1\n`,
      ['--min', 'relevanse=1'],
      /did you mean "relevance"\?/,
    ],
    ['an unknown language in the bar', `${header}a,1,fr,relevance,1\n`, ['--min', 'relevance@ru=1'], /language "ru"/],
    [
      'an unknown field',
      `${header}a,1,fr,relevance,1\n`,
      ['--choose', 'learningrate'],
      /did you mean "learningRate"\?/,
    ],
    [
      'a mean that is no number',
      `${header}a,1,fr,relevance,high\n`,
      [],
      /table\.csv:2: mean must be a number or empty, got "high"/,
    ],
    ['a row without a language', `${header}a,1,,relevance,1\n`, [], /table\.csv:2: language must be text, got ""/],
    ['a cell twice', `${header}a,1,fr,x,1\na,1,fr,x,1\n`, [], /x in fr comes twice for model a, learningRate 1/],
    [
      'no such column',
      wide,
      ['--metrics', 'relevanse'],
      /no column for the metric "relevanse"; did you mean "relevance"\?/,
    ],
    ['a wide table without --metrics', wide, [], /no columns metric and mean .* name them: --metrics/],
    [
      'a number missing in a wide table',
      wide.replace('0.95', 'n/a'),
      metrics,
      /table\.csv:4: relevance must be a number/,
    ],
    [
      'two languages in one --min',
      `${header}a,1,fr,x,1\n`,
      ['--min', 'x@fr,ru=1'],
      /--min x@fr,ru=1: give one language/,
    ],
    ['a --min that is none', `${header}a,1,fr,x,1\n`, ['--min', 'x=high'], /MIN from 0 to 1/],
    ['an empty table', header, [], /table\.csv: no records/],
  ])('%s is an error that says so, with exit code 2', (_, text, args, message) => {
    const { status, stdout, stderr } = crosslingual(['select', file('table.csv', text), ...args])
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  test.each<[string, string, RegExp]>([
    [
      'that is not grouped by language',
      '{"by":["model"],"groups":[]}',
      /r\.json: the report is not grouped by language but by model/,
    ],
    [
      'with a group without a language',
      '{"by":["language"],"groups":[{"by":{"language":null},"metrics":{}}]}',
      /has no language/,
    ],
    ['that is none', '{"a":1}', /r\.json: expected a report as `score --format json` or `run` writes it/],
    ['that is no JSON', '{', /r\.json: not valid JSON/],
  ])('a report %s is an error that says so', (_, text, message) => {
    const { status, stderr } = crosslingual(['select', file('r.json', text)])
    expect(status).toBe(2)
    expect(stderr).toMatch(message)
  })

  test('a file that is not there, and a table on standard input', () => {
    expect(crosslingual(['select', 'missing.json']).stderr).toMatch(/missing\.json: cannot be read/)
    expect(crosslingual(['select', '-'], wide).stderr).toMatch(/stdin: .* name another table as a file/)
  })
})
