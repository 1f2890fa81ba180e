import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chatServer, sendJson } from '../support/chat-server.js'
import { crosslingual, crosslingualWith, startCrosslingual } from '../support/cli.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string) => join(folder, name)

function write(name: string, content: unknown): string {
  writeFileSync(file(name), typeof content === 'string' ? content : JSON.stringify(content))
  return file(name)
}

interface Row {
  id?: string
  output: string
  language: string
}

const rows = (name: string): Row[] =>
  readFileSync(name, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
const jsonl = (given: readonly unknown[]) => given.map((each) => `${JSON.stringify(each)}\n`).join('')

const fixture = 'fixtures/generated/smollm2-135m-instruct.jsonl'
const rules = write('gate.json', {
  rules: [
    { metric: 'languageCorrectness', where: { language: 'fr' }, min: 0.95 },
    { by: ['language'], maxDrop: 0.02 },
  ],
})
const low = write('low.json', { rules: [{ metric: 'languageCorrectness', min: 0.5 }] })
const high = write('high.json', { rules: [{ metric: 'languageCorrectness', min: 1 }] })

/** The answers of the fixture, and those of a model that answers half of the French questions with the English answer. */
beforeAll(async () => {
  const good = rows(fixture)
  const english = good.filter(({ language }) => language === 'en')
  let seen = 0
  const bad = good.map((each) =>
    each.language === 'fr' && seen++ % 2 === 0 ? { ...each, output: english[seen % english.length]?.output } : each,
  )
  for (const [name, given] of Object.entries({ good, bad })) {
    const args = ['--by', 'model,language', '--out', file(`${name}.jsonl`), '--report', file(`${name}-report.json`)]
    const { status, stderr } = await crosslingual('score', write(`${name}-answers.jsonl`, jsonl(given)), ...args)
    expect([status, stderr]).toEqual([0, ''])
  }
})

describe('crosslingual gate', () => {
  test.each<[name: string, args: string[], status: number]>([
    ['rows, passed', ['good.jsonl', '--config', low], 0],
    ['a report, passed', ['good-report.json', '--config', low], 0],
    ['rows, too low', ['good.jsonl', '--config', high], 1],
    ['rows of the same answers as the baseline', ['good.jsonl', '--config', rules, '--baseline', 'good.jsonl'], 0],
    ['rows of worse answers', ['bad.jsonl', '--config', rules, '--baseline', 'good.jsonl'], 1],
    ['reports', ['bad-report.json', '--config', rules, '--baseline', 'good-report.json'], 1],
    ['rows, and a report as baseline', ['good.jsonl', '--config', rules, '--baseline', 'good-report.json'], 0],
    ['a report, and rows as baseline', ['bad-report.json', '--config', rules, '--baseline', 'good.jsonl'], 1],
  ])('%s', async (_, args, status) => {
    const ended = await startCrosslingual(['gate', ...args], { cwd: folder }).ended
    expect([ended.status, ended.stderr]).toEqual([status, ''])
    expect(ended.stdout).toMatch(status === 0 ? /^The gate passes/m : /^The gate fails on quality/m)
  })

  test('rows and reports give the same checks', async () => {
    const results = await Promise.all(
      ['.jsonl', '-report.json'].map(async (end) => {
        const args = ['gate', `bad${end}`, '--config', rules, '--baseline', `good${end}`, '--format', 'json']
        return JSON.parse((await startCrosslingual(args, { cwd: folder }).ended).stdout).checks
      }),
    )
    expect(results[0]).toHaveLength(9)
    // The report is added up from its groups by model, in another order than its rows.
    const rounded = (value: unknown) =>
      JSON.parse(JSON.stringify(value, (_, each) => (typeof each === 'number' ? Number(each.toFixed(6)) : each)))
    expect(rounded(results[0])).toEqual(rounded(results[1]))
  })

  test('of rows that share only some samples, those are compared, and levels are over all', async () => {
    const part = rows(file('good.jsonl')).filter(({ id }, i) => id !== undefined && i % 4 !== 0)
    const baseline = write('part.jsonl', jsonl(part))
    const args = ['gate', 'bad.jsonl', '--config', rules, '--baseline', baseline, '--format', 'json']
    const { status, stdout } = await startCrosslingual(args, { cwd: folder }).ended
    const { checks, notes } = JSON.parse(stdout)
    expect(status).toBe(1)
    expect(notes).toEqual(['drops are over the 120 samples in both, of 160 here and 120 in the baseline'])
    expect(checks[0]).toMatchObject({ check: 'min', scored: 40 })
    expect(
      checks.find(
        ({ check, metric, group }: never) =>
          check === 'maxDrop' && metric === 'languageCorrectness' && (group as { language: string }).language === 'fr',
      ).scored,
    ).toBe(30)
  })

  describe('an outage while the baseline was judged', () => {
    /** Judged answers: of a hundred, those that the judge failed on, those that it found irrelevant, and the rest. */
    const judged = (name: string, failed: number, irrelevant: number) => {
      const [first = {}] = rows(file('good.jsonl')) as object[]
      const scores = Array.from({ length: 100 }, (_, i) =>
        i < failed
          ? { score: null, status: 'failed', reason: 'unreachable', metadata: { message: 'connection refused' } }
          : { score: i < failed + irrelevant ? 0 : 1, status: 'scored', metadata: {} },
      )
      return write(
        `${name}.jsonl`,
        jsonl(scores.map((relevance, i) => ({ ...first, id: `${i}`, scores: { relevance } }))),
      )
    }
    const config = (name: string, budgets: object) => write(`${name}.json`, { rules: [{ maxDrop: 0.02 }], ...budgets })
    const gated = async (...args: string[]) => {
      const { status, stdout } = await startCrosslingual(['gate', ...args, '--format', 'json'], { cwd: folder }).ended
      return { status, checks: JSON.parse(stdout).checks }
    }

    test('is no pass, with rows and with reports', async () => {
      const [baseline, current] = [judged('broken-baseline', 70, 15), judged('whole', 0, 43)]
      for (const name of [baseline, current]) {
        const merged = await crosslingual('merge', name, '--report', name.replace('.jsonl', '-report.json'))
        expect([merged.status, merged.stderr]).toEqual([0, ''])
      }
      for (const end of ['.jsonl', '-report.json']) {
        const { status, checks } = await gated(
          `whole${end}`,
          '--config',
          config('strict', {}),
          '--baseline',
          `broken-baseline${end}`,
        )
        expect(status).toBe(3)
        expect(checks).toEqual([
          expect.objectContaining({
            check: 'maxFailed',
            of: 'baseline',
            message: '70 of 100 failed in the baseline, 0 allowed (70 × unreachable)',
          }),
        ])
      }
    })

    // The baseline scored the 30 hardest, half of them well. The current model fails them all, and does well where the baseline has no scores.
    test('within the budget, the samples scored in both are compared', async () => {
      const baseline = judged('lax-baseline', 70, 15)
      const worse = (rows(judged('worse', 0, 0)) as object[]).map((row, i) => ({
        ...row,
        scores: { relevance: { score: i < 70 ? 1 : 0, status: 'scored', metadata: {} } },
      }))
      const args = [write('worse.jsonl', jsonl(worse)), '--config', config('lax', { maxFailed: '70%' })]
      const { status, checks } = await gated(...args, '--baseline', baseline)
      expect(status).toBe(1)
      expect(checks.at(-1)).toMatchObject({ check: 'maxDrop', scored: 30, measured: 0.5, outcome: 'quality' })
    })

    test('with too few that are scored in both there is no answer', async () => {
      const baseline = judged('few', 85, 0)
      judged('all', 0, 0)
      const args = ['all.jsonl', '--config', config('laxer', { maxFailed: '90%' }), '--baseline', baseline]
      const { status, checks } = await gated(...args)
      expect(status).toBe(3)
      expect(checks.at(-1)).toMatchObject({
        check: 'minScored',
        of: 'both',
        message: '15 of 100 scored in both, 20 needed to compare',
      })
    })
  })

  test.each([
    ['nothing is compared', () => ['--config', low]],
    ['the baseline is a report', () => ['--config', rules, '--baseline', file('good-report.json')]],
  ])('rows on standard input, where %s', async (_, args) => {
    const ended = await crosslingualWith(readFileSync(file('good.jsonl')), 'gate', '-', ...args())
    expect([ended.status, ended.stderr]).toEqual([0, ''])
  })

  test('a rule by task', async () => {
    const tasks = rows(file('good.jsonl')).map((row, i) => ({ ...row, task: i % 2 === 0 ? 'summary' : 'story' }))
    const config = write('task.json', {
      rules: [{ metric: 'languageCorrectness', where: { task: 'story' }, by: ['language'], min: 0.5 }],
    })
    const args = ['gate', write('tasks.jsonl', jsonl(tasks)), '--config', config, '--format', 'json']
    const { status, stdout } = await startCrosslingual(args, { cwd: folder }).ended
    expect(status).toBe(0)
    expect(JSON.parse(stdout).checks).toHaveLength(4)
    expect(JSON.parse(stdout).checks[0]).toMatchObject({ group: { task: 'story', language: 'en' }, scored: 20 })
  })

  test('an outage of the judge has an exit code of its own', async () => {
    const scored = write(
      'one-answer.jsonl',
      jsonl(
        rows(fixture)
          .filter(({ language }) => language === 'en')
          .slice(0, 2),
      ),
    )
    const judge = await chatServer(({ response }) => sendJson(response, { error: { message: 'overloaded' } }, 400))
    try {
      const args = ['--judge', 'relevance', '--judge-url', judge.url, '--judge-model', 'judge']
      const { status } = await crosslingual('score', scored, ...args, '--out', file('judged.jsonl'))
      expect(status).toBe(0)
    } finally {
      judge.close()
    }
    const config = write('judged.json', { rules: [{ metric: 'relevance', min: 0.9 }] })
    const ended = await startCrosslingual(['gate', 'judged.jsonl', '--config', config], { cwd: folder }).ended
    expect(ended.status).toBe(3)
    expect(ended.stdout).toMatch(/NO ANSWER +relevance +all samples +maxFailed 0 +2 of 2 failed, 0 allowed/)
  })

  test('JUnit XML, the step’s summary and annotations', async () => {
    const summary = write('summary.md', '# before\n')
    process.env.GITHUB_STEP_SUMMARY = summary
    process.env.GITHUB_ACTIONS = 'true'
    try {
      const args = ['gate', 'bad.jsonl', '--config', rules, '--baseline', 'good.jsonl', '--junit', 'junit.xml']
      const { status, stdout, stderr } = await startCrosslingual([...args, '--format', 'json'], { cwd: folder }).ended
      expect(status).toBe(1)
      expect(JSON.parse(stdout).outcome).toBe('quality')
      expect(stderr).toMatch(/^::error title=languageCorrectness%2C fr%3A min 0\.95::mean 0\.\d+ is below 0\.95$/m)
    } finally {
      delete process.env.GITHUB_STEP_SUMMARY
      delete process.env.GITHUB_ACTIONS
    }
    expect(readFileSync(summary, 'utf8')).toMatch(/^# before\n### crosslingual gate: failed\n/)
    expect(readFileSync(file('junit.xml'), 'utf8')).toMatch(/<testsuites tests="9" failures="\d+" errors="0">/)
  })
})

describe('wrong usage or input is 2, and says the mend', () => {
  const bad = (name: string, content: unknown) => write(`${name}.json`, content)
  test.each<[name: string, args: () => string[], error: string | RegExp]>([
    ['no config', () => ['good.jsonl'], "required option '--config <file>' not specified"],
    ['no such file', () => ['none.jsonl', '--config', low], 'none.jsonl: cannot be read'],
    ['an empty file', () => [write('empty.jsonl', ''), '--config', low], 'empty.jsonl: no scored samples'],
    ['not scored', () => ['good-answers.jsonl', '--config', low], 'good-answers.jsonl:1: not a row of `score --out`'],
    [
      'no baseline',
      () => ['good.jsonl', '--config', rules],
      'rules[1].maxDrop: compares with a baseline; give one with --baseline FILE',
    ],
    [
      'a baseline for nothing',
      () => ['good.jsonl', '--config', low, '--baseline', 'good.jsonl'],
      'no rule has maxDrop',
    ],
    ['not JSON', () => ['good.jsonl', '--config', bad('a', '{')], 'a.json: cannot be read as JSON'],
    [
      'a misspelt key',
      () => ['good.jsonl', '--config', bad('b', { rules: [{ metric: 'm', mni: 1 }] })],
      'b.json: rules[0]: no key "mni"; did you mean "min"?',
    ],
    [
      'a misspelt key outside',
      () => ['good.jsonl', '--config', bad('c', { rules: [], minscored: 1 })],
      'c.json: no key "minscored"; did you mean "minScored"?',
    ],
    [
      'another type',
      () => ['good.jsonl', '--config', bad('d', { rules: [{ min: '0.9' }] })],
      'd.json: rules[0].min: expected number, got "0.9"',
    ],
    [
      'a metric in a number',
      () => ['good.jsonl', '--config', bad('e', { rules: [{ metric: 5, min: 1 }] })],
      'e.json: rules[0].metric: expected a text or a list of texts, got 5',
    ],
    [
      'a metric that is none',
      () => ['good.jsonl', '--config', bad('f', { rules: [{ metric: 'fluency', min: 0 }] })],
      'f.json: rules[0]: no metric "fluency" (metrics: languageCorrectness, spellcheckRatio)',
    ],
    [
      'a field that is none',
      () => ['good.jsonl', '--config', bad('g', { rules: [{ by: ['modle'], min: 0 }] })],
      'g.json: rules[0]: no sample has a field "modle"',
    ],
    [
      'standard input to compare',
      () => ['-', '--config', rules, '--baseline', 'good.jsonl'],
      'rows that are compared are read twice, which standard input cannot be',
    ],
    [
      'a recorded bad line',
      () => [
        write('recorded.jsonl', jsonl([{ error: { where: 'answers.jsonl:7', message: 'not valid JSON: x' } }])),
        '--config',
        low,
      ],
      'recorded.jsonl: has no scores of a line that could not be read (answers.jsonl:7: not valid JSON: x); mend it, and score again',
    ],
    [
      'no ids',
      () => [
        write('no-ids.jsonl', jsonl(rows(file('good.jsonl')).map(({ id: _, ...rest }) => rest))),
        '--config',
        rules,
        '--baseline',
        'good.jsonl',
      ],
      'no-ids.jsonl:1: the sample has no id',
    ],
    [
      'an id twice',
      () => [
        write('twice.jsonl', jsonl([...rows(file('good.jsonl')), rows(file('good.jsonl'))[0]])),
        '--config',
        rules,
        '--baseline',
        'good.jsonl',
      ],
      /good\.jsonl: has \["games-3","en".* 1 times, and .*twice\.jsonl 2 times; give each sample an id/,
    ],
    [
      'other samples',
      () => [
        write('others.jsonl', jsonl(rows(file('good.jsonl')).map((each) => ({ ...each, id: `x${each.id}` })))),
        '--config',
        rules,
        '--baseline',
        'good.jsonl',
      ],
      'good.jsonl: has no sample of',
    ],
    [
      'other scorers',
      () => [
        write('other.jsonl', readFileSync(file('good.jsonl'), 'utf8').replaceAll('lid.176.ftz#', 'lid.176.bin#')),
        '--config',
        rules,
        '--baseline',
        'good.jsonl',
      ],
      /baseline: .*languageCorrectness: .*lid\.176\.bin#.* ≠ .*lid\.176\.ftz#.*score it again/,
    ],
  ])('%s', async (_, args, error) => {
    const { status, stdout, stderr } = await startCrosslingual(['gate', ...args()], { cwd: folder }).ended
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(error instanceof RegExp ? error : new RegExp(error.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  })
})
