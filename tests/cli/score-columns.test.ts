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
  return spawnSync(process.execPath, [main, ...args], { input, encoding: 'utf8', cwd: folder })
}

const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
const answer = (content: string, meta: object) => ({ meta, response: { choices: [{ message: { content } }] } })
const french = answer('Le conseil se réunira demain soir.', { lang: 'fr', country: 'FR' })
const english = answer('The council will meet tomorrow evening.', { lang: 'fr', country: 'BE' })
const map = ['--map', 'output=response.choices[0].message.content', '--map', 'language=meta.lang']

describe('crosslingual score with paths', () => {
  test.each([['1'], ['2']])('--map and --by, with %s workers', (workers) => {
    writeFileSync(join(folder, 'in.jsonl'), lines([french, english]))
    const by = ['--by', 'meta.country,language', '--scorers', 'languageCorrectness', '--format', 'json']
    const { status, stderr, stdout } = crosslingual(['score', 'in.jsonl', ...map, ...by, '--workers', workers])
    expect([status, stderr]).toEqual([0, ''])
    const groups = JSON.parse(stdout).groups.map((group: { by: object; metrics: Record<string, { mean: number }> }) => [
      group.by,
      group.metrics.languageCorrectness?.mean,
    ])
    expect(groups).toEqual([
      [{ 'meta.country': 'BE', language: 'fr' }, 0],
      [{ 'meta.country': 'FR', language: 'fr' }, 1],
    ])
  })

  test('--rows', () => {
    writeFileSync(join(folder, 'in.json'), JSON.stringify({ results: { results: [french, english] } }))
    const args = ['score', 'in.json', '--rows', 'results.results', ...map, '--format', 'json']
    const { status, stderr, stdout } = crosslingual(args)
    expect([status, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout).groups[0].metrics.languageCorrectness).toMatchObject({ total: 2, mean: 0.5 })
  })

  test.each<[name: string, args: string[], problem: RegExp]>([
    ['a misspelt field', ['--map', 'outptu=output'], /--map: a sample has no field "outptu"; did you mean "output"\?/],
    [
      'an inherited field',
      ['--map', 'constructor=output'],
      /a sample has no field "constructor" \(fields: output, input/,
    ],
    [
      'an inherited scorer',
      ['--scorers', 'constructor'],
      /There is no scorer "constructor" Known: languageCorrectness/,
    ],
    ['an inherited group', [...map, '--by', '__proto__'], /--by __proto__: no sample has a field "__proto__"/],
    ['another inherited group', [...map, '--by', 'constructor'], /no sample has a field "constructor"/],
    [
      'a misspelt path of a group',
      [...map, '--by', 'meta.contry'],
      /no sample has a field "meta.contry"; did you mean "meta.country"\?/,
    ],
    [
      'an object',
      [...map, '--by', 'meta'],
      /--by meta: "meta" is an object and makes no group; group by a value in it: meta\.lang, meta\.country/,
    ],
    [
      'a misspelt path',
      ['--map', 'output=response.content'],
      /stdin:1: no column "response\.content" for output.*choices/,
    ],
    [
      'a misspelt path of what may be missing',
      [map[0] as string, map[1] as string, '--map', 'language=meta.lnag'],
      /stdin:1: no column "meta\.lnag" for language, nor in the rows after it; did you mean "meta\.lang"\?/,
    ],
  ])('%s: exit code 2 and a sentence', (_, args, problem) => {
    for (const workers of ['1', '2']) {
      const { status, stdout, stderr } = crosslingual(
        ['score', '-', ...args, '--workers', workers],
        lines([french, english]),
      )
      expect([status, stdout, stderr]).toEqual([2, '', expect.stringMatching(problem)])
    }
  })

  test.each(['1', '2'])('an object in a later row is an error too, with %s workers', (workers) => {
    const row = { output: 'Le conseil se réunira demain soir.', language: 'fr', kind: 'a' }
    const rows = [...Array.from({ length: 1100 }, () => row), { ...row, kind: ['a'] }]
    const args = ['score', '-', '--by', 'kind', '--scorers', 'languageCorrectness', '--workers', workers]
    const { status, stderr } = crosslingual(args, lines(rows))
    expect([status, stderr]).toEqual([2, expect.stringContaining('"kind" is an array and makes no group; group by')])
  })

  test('evalset --languages constructor', () => {
    const { status, stderr } = crosslingual(['evalset', '--languages', 'constructor'])
    expect([status, stderr]).toEqual([2, expect.stringContaining('the evaluation set has en, fr, pt, ru')])
  })

  test.each(['1', '2'])('what was guessed and what was taken is told, with %s workers', (workers) => {
    const rows = [
      {
        instruction: 'Où se trouve la mairie de la ville ?',
        input: '',
        output: 'Au centre.',
        prediction: 'In the centre.',
      },
      { language: 'fr', output: 'Le conseil se réunira demain soir.' },
    ]
    const { status, stdout, stderr } = crosslingual(['score', '-', '--workers', workers], lines(rows))
    expect([status, stderr]).toEqual([0, 'stdin: output, prediction: took output\n'])
    expect(stdout).toMatch(/^expected language guessed from the prompt for 1 of 2: give --language or --map language=…/)
    const given = crosslingual(['score', '-', '--language', 'fr', '--map', 'output=output'], lines(rows))
    expect([given.stderr, given.stdout]).toEqual(['', expect.not.stringContaining('guessed')])
  })

  test.each<[name: string, rows: object[], problem: string]>([
    [
      'no language',
      [{ output: 'Bonjour.' }],
      'nothing could be scored: the expected language is not known; give --language CODE, --map',
    ],
    [
      'no letters',
      [{ output: '42', language: 'fr' }],
      'nothing could be scored: a response without any letter has no language',
    ],
  ])('%s: nothing could be scored, exit code 3', (_, rows, problem) => {
    const { status, stdout, stderr } = crosslingual(['score', '-'], lines(rows))
    expect([status, stderr]).toEqual([3, expect.stringContaining(problem)])
    expect(stdout).toContain('languageCorrectness')
  })
})
