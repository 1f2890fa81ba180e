import { describe, expect, test } from 'vitest'
import { evaluate, type GateOptions, gate, languageCorrectness, type Report, type Score } from '../../../src/index.js'
import { down, english, reportOf, row, wordless } from './gate-reports.js'

/** So many rows of each score. */
function rows(language: string, metric: string, ...counts: [count: number, score: number | Score][]) {
  const scores = counts.flatMap(([count, score]) => new Array<number | Score>(count).fill(score))
  return scores.map((score, i) => row(`${language}-${i}`, language, { [metric]: score }))
}

const nearly = reportOf(rows('fr', 'm', [2, 0.949999]))
// Invented: French right in 19 of 20, Russian in 12 of 20.
const correctness = reportOf([
  ...rows('fr', 'languageCorrectness', [19, 1], [1, 0]),
  ...rows('ru', 'languageCorrectness', [12, 1], [8, 0]),
])
const outage = reportOf(rows('fr', 'relevance', [60, 1], [40, down]))
const allDown = reportOf(rows('fr', 'relevance', [100, down]))
const wordy = reportOf(rows('fr', 'spellcheckRatio', [90, 0.75], [10, wordless]))
const answersInEnglish = reportOf(rows('fr', 'spellcheckRatio', [2, 1], [98, english]))
const halfEnglish = reportOf(rows('fr', 'relevance', [50, english], [50, down]))
const mixed = reportOf([...rows('fr', 'relevance', [60, 1], [40, down]), ...rows('ru', 'relevance', [100, 0])])

const byTask = reportOf(
  rows('fr', 'm', [10, 1], [10, 0]).map((each, i) => ({
    ...each,
    sample: { ...each.sample, task: i % 2 === 0 ? 'story' : 'summary' },
  })),
  ['language', 'task'],
)

describe('a rule and a report', () => {
  test.each<[name: string, report: Report, options: GateOptions, outcome: string, message: string]>([
    [
      'the mean reaches it',
      correctness,
      { rules: [{ where: { language: 'fr' }, min: 0.95 }] },
      'passed',
      'mean 0.9500 reaches 0.95',
    ],
    [
      'the mean does not',
      correctness,
      { rules: [{ where: { language: 'fr' }, min: 0.951 }] },
      'quality',
      'mean 0.9500 is below 0.951',
    ],
    [
      'by so little that it would print alike',
      nearly,
      { rules: [{ min: 0.95 }] },
      'quality',
      'mean 0.949999 is below 0.95',
    ],
    // Wilson's lower end of 19 of 20: 0.7639.
    [
      'the lower bound',
      correctness,
      { rules: [{ where: { language: 'fr' }, minLowerBound: 0.76 }] },
      'passed',
      'lower bound 0.7639 reaches 0.76',
    ],
    [
      'no lower bound',
      correctness,
      { rules: [{ where: { language: 'fr' }, minLowerBound: 0.9 }] },
      'quality',
      'lower bound 0.7639 is below 0.9',
    ],
    ['groups added up: 31 of 40', correctness, { rules: [{ min: 0.775 }] }, 'passed', 'mean 0.7750 reaches 0.775'],
    [
      'a task in each language',
      byTask,
      { rules: [{ where: { task: 'story' }, by: ['language'], min: 0.9 }] },
      'quality',
      'mean 0.5000 is below 0.9',
    ],
    ['each group', correctness, { rules: [{ by: ['language'], min: 0.7 }] }, 'quality', 'mean 0.9500 reaches 0.7'],
    [
      'a language by another name',
      correctness,
      { rules: [{ where: { language: 'French' }, min: 0.9 }] },
      'passed',
      'mean 0.9500 reaches 0.9',
    ],
    [
      'a judge that was down for a while',
      outage,
      { rules: [{ min: 0.9 }] },
      'insufficient',
      '40 of 100 failed, 0 allowed (40 × unreachable)',
    ],
    [
      'a judge that was down',
      allDown,
      { rules: [{ min: 0.9 }] },
      'insufficient',
      '100 of 100 failed, 0 allowed (100 × unreachable)',
    ],
    [
      'a share that is no binary fraction',
      reportOf(rows('fr', 'relevance', [71, 1], [29, down])),
      { rules: [{ min: 0.9, maxFailed: '29%' }] },
      'passed',
      '29 of 100 failed, 29% allowed',
    ],
    [
      'within the budget',
      outage,
      { rules: [{ min: 0.9, maxFailed: '40%' }] },
      'passed',
      '40 of 100 failed, 40% allowed',
    ],
    [
      'a count above',
      outage,
      { rules: [{ min: 0.9, maxFailed: 39 }] },
      'insufficient',
      '40 of 100 failed, 39 allowed (40 × unreachable)',
    ],
    [
      'a budget for all rules',
      outage,
      { maxFailed: '40%', rules: [{ min: 0.9 }] },
      'passed',
      '40 of 100 failed, 40% allowed',
    ],
    [
      'one of the rule goes before',
      outage,
      { maxFailed: '40%', rules: [{ min: 0.9, maxFailed: 0 }] },
      'insufficient',
      '40 of 100 failed, 0 allowed (40 × unreachable)',
    ],
    [
      'too few scored',
      outage,
      { rules: [{ min: 0.9, maxFailed: '50%', minScored: 61 }] },
      'insufficient',
      '60 of 100 scored, 61 needed',
    ],
    [
      'skipped',
      wordy,
      { rules: [{ maxSkipped: '9%' }] },
      'insufficient',
      '10 of 100 skipped, 9% allowed (10 × no-words)',
    ],
    ['skipped within', wordy, { rules: [{ maxSkipped: 10 }] }, 'passed', '10 of 100 skipped, 10 allowed'],
    [
      'too few scored, all in the wrong language',
      answersInEnglish,
      { rules: [{ min: 0.5, minScored: 20 }] },
      'quality',
      '2 of 100 scored, 20 needed (98 answers are in the wrong language)',
    ],
    [
      'too few scored, half for an outage',
      halfEnglish,
      { rules: [{ min: 0.5, minScored: 20, maxFailed: '50%' }] },
      'insufficient',
      '50 of 100 failed, 50% allowed',
    ],
    [
      'an outage in one group, bad quality in another',
      mixed,
      { rules: [{ by: ['language'], min: 0.9 }] },
      'quality',
      '40 of 100 failed, 0 allowed (40 × unreachable)',
    ],
  ])('%s', (_, report, options, outcome, message) => {
    const result = gate(report, options)
    expect(result.outcome).toBe(outcome)
    expect(result.checks.map((check) => check.message)).toContain(message)
  })

  test('what has too few valid scores is held to no level', () => {
    const { checks } = gate(outage, { rules: [{ min: 0.9 }] })
    expect(checks.map(({ check, outcome }) => [check, outcome])).toEqual([['maxFailed', 'insufficient']])
  })
})

test('a shortage of scores is told once, however many rules meet it', () => {
  const { checks } = gate(outage, { rules: [{ min: 0.9 }, { by: ['language'], min: 0.8 }, { min: 0.7 }] })
  expect(checks.map(({ check, group }) => [check, group])).toEqual([
    ['maxFailed', {}],
    ['maxFailed', { language: 'fr' }],
  ])
})

describe('a drop', () => {
  const before = reportOf(rows('fr', 'm', [100, 1]))
  const other = reportOf(
    rows('fr', 'm', [100, 1]).map((each, i) => ({ ...each, sample: { ...each.sample, id: `other ${i}` } })),
  )
  const rules = [{ by: ['language'], maxDrop: 0.02 }]

  // Ten of a hundred lost, none won: standard error √(0.1 × 0.9 / 100) = 0.03, of a bootstrap within a tenth; z = (0.1 − 0.02) / 0.03.
  test('is judged by its paired standard error', () => {
    const { checks, outcome } = gate(reportOf(rows('fr', 'm', [90, 1], [10, 0])), { rules, baseline: before })
    const [{ drop, measured } = {}] = checks
    expect(outcome).toBe('quality')
    expect(measured).toBeCloseTo(0.1, 12)
    const half = 0.1 - (drop?.interval[0] ?? 0)
    expect(half / 1.96).toBeGreaterThan(0.027)
    expect(half / 1.96).toBeLessThan(0.033)
    expect(drop?.p).toBeLessThan(0.01)
  })

  test.each<[name: string, current: Report, baseline: Report | undefined, error: string]>([
    ['no baseline', before, undefined, 'a rule with maxDrop needs a baseline'],
    ['other samples', before, other, 'has other sample ids than the baseline'],
    ['fewer samples', reportOf(rows('fr', 'm', [99, 1])), before, 'has 99 samples, and 100 in the baseline'],
    [
      'another metric',
      before,
      reportOf(rows('fr', 'n', [100, 1])),
      'that the baseline has, and the report has not, first n in',
    ],
    [
      'a language that is gone',
      before,
      reportOf([...rows('fr', 'm', [100, 1]), ...rows('ru', 'm', [9, 1])]),
      'that the baseline has, and the report has not, first m in {"language":"ru"}',
    ],
    [
      'a new language',
      reportOf([...rows('fr', 'm', [100, 1]), ...rows('ru', 'm', [9, 1])]),
      before,
      'that the report has, and the baseline has not, first m in {"language":"ru"}',
    ],
    [
      'another version of the evaluation set',
      { ...before, signature: { ...before.signature, evalset: '2' } },
      { ...before, signature: { ...before.signature, evalset: '1' } },
      "baseline: its responses are to version 1 of the evaluation set, and the report's to 2",
    ],
    [
      'a baseline that names no version',
      { ...before, signature: { ...before.signature, evalset: '2' } },
      before,
      "to version (none) of the evaluation set, and the report's to 2",
    ],
    ['another seed', before, reportOf(rows('fr', 'm', [100, 1]), ['language'], 1), 'seed: 0 ≠ 1'],
  ])('%s is an error', (_, current, baseline, error) => {
    expect(() => gate(current, { rules, ...(baseline && { baseline }) })).toThrow(error)
  })

  test('where no metric is scored throughout, that the samples are the same is said not to be known', () => {
    const holes = reportOf(rows('fr', 'm', [99, 1], [1, wordless]))
    expect(gate(holes, { rules, baseline: holes }).notes).toEqual([
      expect.stringContaining('only the number of samples'),
    ])
    expect(gate(before, { rules, baseline: before }).notes).toEqual([])
  })

  test('of reports that are not scored alike, it is said that the scores are not paired', () => {
    const holes = reportOf(rows('fr', 'm', [30, 1], [70, wordless]))
    expect(gate(before, { rules, baseline: holes }).notes).toContainEqual(
      '{"language":"fr"}: m has 100 scores, and 30 in the baseline; of scored rows (`score --out`), those scored in both are compared',
    )
  })

  test('with fewer than 20 scored samples has no answer, unless minScored allows it', () => {
    const few = reportOf(rows('fr', 'm', [19, 1]))
    expect(gate(few, { rules, baseline: few }).outcome).toBe('insufficient')
    expect(gate(few, { rules, baseline: few, minScored: 5 }).outcome).toBe('passed')
  })

  test.each<[baseline: Report, budgets: Partial<GateOptions>, check: object]>([
    [
      reportOf(rows('fr', 'm', [99, 1], [1, down])),
      {},
      { check: 'maxFailed', message: '1 of 100 failed in the baseline, 0 allowed (1 × unreachable)' },
    ],
    [
      reportOf(rows('fr', 'm', [90, 1], [10, wordless])),
      { maxSkipped: '5%' },
      { check: 'maxSkipped', message: '10 of 100 skipped in the baseline, 5% allowed (10 × no-words)' },
    ],
    [
      reportOf(rows('fr', 'm', [10, 1], [90, down])),
      { maxFailed: '100%' },
      { check: 'minScored', message: '10 of 100 scored in the baseline, 20 needed to compare' },
    ],
  ])('where the baseline lacks scores, there is no answer (%#)', (baseline, budgets, check) => {
    const { outcome, checks } = gate(before, { rules, baseline, ...budgets })
    expect(outcome).toBe('insufficient')
    expect(checks.at(-1)).toMatchObject({ ...check, of: 'baseline', outcome: 'insufficient' })
  })
})

describe('a rule that checks nothing is an error', () => {
  test.each<[name: string, options: GateOptions, error: string]>([
    ['no rule', { rules: [] }, 'rules: give at least one'],
    ['nothing asked', { rules: [{ metric: 'languageCorrectness' }] }, 'rules[0]: asks for nothing'],
    [
      'no such metric',
      { rules: [{ metric: 'languageCorrectnes', min: 0 }] },
      'rules[0]: no metric "languageCorrectnes"; did you mean "languageCorrectness"?',
    ],
    ['no such group', { rules: [{ where: { language: 'de' }, min: 0 }] }, 'rules[0]: no group with language "de"'],
    [
      'no such field',
      { rules: [{ by: ['langage'], min: 0 }] },
      'rules[0]: the report is not grouped by "langage"; did you mean "language"?',
    ],
    [
      'one of several groups',
      { rules: [{ where: { language: ['fr', 'de'] }, min: 0 }] },
      'no group with language "de"',
    ],
    ['no metric', { rules: [{ metric: [], min: 0 }] }, 'rules[0].metric: is empty'],
    ['no value', { rules: [{ where: { language: [] }, min: 0 }] }, 'rules[0].where.language: is empty'],
    ['percent', { rules: [{ min: 95 }] }, 'rules[0].min: expected a number from 0 to 1, got 95; 95 % is 0.95'],
    ['not a number', { rules: [{ maxDrop: Number.NaN }] }, 'rules[0].maxDrop: expected a number from 0 to 1, got NaN'],
    [
      'a share as a number',
      { rules: [{ maxFailed: 0.02 }] },
      'rules[0].maxFailed: expected a number of samples, or a share like "2%", got 0.02; a share is written "2%"',
    ],
    ['a share above all', { maxSkipped: '200%', rules: [{ min: 0 }] }, 'maxSkipped: expected'],
    ['none needed', { rules: [{ minScored: 0 }] }, 'rules[0].minScored: expected'],
  ])('%s', (_, options, error) => {
    expect(() => gate(correctness, options)).toThrow(error)
  })

  test('no sample has the field', () => {
    const report = reportOf(rows('fr', 'm', [3, 1]), ['language', 'model'])
    expect(() => gate(report, { rules: [{ by: ['model'], min: 0 }] })).toThrow('no sample has a field "model"')
  })

  test('a combination that there is not', () => {
    const some = [...rows('fr', 'm', [1, 1]), ...rows('ru', 'm', [1, 1])]
    const report = reportOf(
      some.map((each, i) => ({ ...each, sample: { ...each.sample, model: `model ${i}` } })),
      ['language', 'model'],
    )
    const where = { language: ['fr', 'ru'], model: 'model 0' }
    expect(() => gate(report, { rules: [{ where, min: 0 }] })).toThrow(
      'of 2 combinations of language and model, 1 are in the report',
    )
  })

  test('no samples', async () => {
    const report = await evaluate([], { scorers: [languageCorrectness()] })
    expect(() => gate(report, { rules: [{ min: 0 }] })).toThrow('rules[0]: the report has no samples')
  })
})
