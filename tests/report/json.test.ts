import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ScoredSample } from '../../src/core/scored-sample.js'
import {
  evaluate,
  languageCorrectness,
  mergeReports,
  type Report,
  spellcheckRatio,
  summarize,
} from '../../src/index.js'
import { formatJson, parseReport } from '../../src/report/index.js'
import { count } from '../support/counts.js'
import { demoSamples } from '../support/demo.js'

const word = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', 'constructor', 'toString', '', '1', '|:'),
)
const filled = word.filter((text) => text !== '')
const score = fc.oneof(
  fc.record({
    status: fc.constant('scored' as const),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    reason: filled,
  }),
  fc.record({ status: fc.constant('scored' as const), score: fc.constantFrom(0, -0, 1, 5e-324, 1 - 2 ** -53) }),
  fc.record({
    status: fc.constantFrom('skipped' as const, 'failed' as const),
    score: fc.constant(null),
    reason: filled,
  }),
)
/** Scored samples of one run, whatever is in them, and what they are grouped by. */
const runs = fc
  .record({
    by: fc.uniqueArray(fc.oneof(filled, fc.constantFrom('language', 'model', 'modifier')), { maxLength: 3 }),
    signature: fc.dictionary(word, word, { noNullPrototype: true }),
    metrics: fc.uniqueArray(filled, { minLength: 1, maxLength: 3 }),
  })
  .chain(({ by, signature, metrics }) =>
    fc
      .array(
        fc.record({
          values: fc.array(fc.oneof(word, fc.constantFrom(null, undefined, Number.NaN, -0, 1e21)), {
            minLength: by.length,
            maxLength: by.length,
          }),
          scores: fc.array(fc.tuple(score, word), { minLength: metrics.length, maxLength: metrics.length }),
        }),
        { minLength: 1, maxLength: 6 },
      )
      .map((drawn) => ({
        by,
        scored: drawn.map(
          ({ values, scores }): ScoredSample => ({
            sample: { ...Object.fromEntries(by.map((field, i) => [field, values[i]])), output: 'x' },
            scores: scores.map(
              ([each, message], i) =>
                ({ name: metrics[i], metadata: { message }, ...each }) as ScoredSample['scores'][number],
            ),
            signature: { ...signature, wrongLanguage: 'exclude' },
          }),
        ),
      })),
  )

describe('parseReport(formatJson(report)) is the report', () => {
  test('of any scores', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(runs, async ({ by, scored }) => {
        const report = await summarize(scored, { by })
        const read = parseReport(formatJson(report))
        // As Node compares, which tells -0 from 0, and looks at every own key.
        if (!isDeepStrictEqual(read, report)) expect(read).toStrictEqual(report)
        expect(isDeepStrictEqual(read, report)).toBe(true)
      }),
      { numRuns: count(60, 600) },
    )
  })

  let report: Report
  beforeAll(async () => {
    const scorers = [languageCorrectness(), spellcheckRatio()]
    report = await evaluate(demoSamples.slice(0, 200), { scorers, by: ['model', 'language'] })
  })

  test.each<[name: string, made: () => Report]>([
    ['of responses', () => report],
    ['merged', () => mergeReports([report, report])],
    ['without samples', () => ({ ...report, groups: [], macro: [], tallies: [] })],
    ['with what judging cost', () => ({ ...report, usage: { ...usage, cost: 0.25 } })],
    ['with what judging cost, without a price', () => ({ ...report, usage })],
  ])('%s', (_, made) => {
    expect(parseReport(formatJson(made()))).toStrictEqual(made())
    expect(formatJson(parseReport(formatJson(made())))).toBe(formatJson(made()))
  })

  test('a line for each group, the sums last', () => {
    const lines = formatJson(report).split('\n')
    expect(lines.filter((line) => line.includes('"weightedSums"'))).toHaveLength(report.groups.length)
    expect(Object.keys(JSON.parse(formatJson(report)))).toEqual([
      'signature',
      'wrongLanguage',
      'by',
      'groups',
      'macro',
      'tallies',
    ])
  })

  test('means that were changed by hand are not believed', () => {
    const forged = JSON.parse(formatJson(report))
    forged.groups[0].metrics.languageCorrectness.mean = 1
    forged.macro = 'none'
    expect(parseReport(JSON.stringify(forged))).toStrictEqual(report)
  })

  test.each<[place: string, change: (report: Json) => void, problem: string]>([
    ['signature', (each) => delete each.signature, 'signature: is missing'],
    ['signature', (each) => (each.signature = []), 'signature: expected an object'],
    ['signature.seed', (each) => (each.signature.seed = 0), 'signature.seed: expected text'],
    ['wrongLanguage', (each) => (each.wrongLanguage = 'drop'), 'wrongLanguage: expected one of exclude, zero, include'],
    ['by', (each) => (each.by = 'model'), 'by: expected a list'],
    ['by[1]', (each) => (each.by[1] = null), 'by[1]: expected text'],
    ['tallies', (each) => (each.tallies = {}), 'tallies: expected a list'],
    ['tallies[1]', (each) => (each.tallies[1] = null), 'tallies[1]: expected an object'],
    ['tallies[0].by', (each) => delete each.tallies[0].by.language, 'tallies[0].by.language: is missing'],
    ['tallies[0].by', (each) => (each.tallies[0].by.language = 3), 'tallies[0].by.language: expected text or null'],
    ['a metric', (each) => (each.tallies[0].metrics = { 'a b': 1 }), 'tallies[0].metrics["a b"]: expected an object'],
    ['a sum', (each) => (spelling(each).sum = -1), 'tallies[0].metrics.spellcheckRatio.sum: expected a number from 0'],
    ['a sum that was NaN', (each) => (spelling(each).sum = null), 'spellcheckRatio.sum: expected a number'],
    ['a scale', (each) => (spelling(each).scale = 1), 'spellcheckRatio.scale: expected binary, graded or null'],
    ['weights', (each) => spelling(each).weights.pop(), 'spellcheckRatio.weights: expected a list of 1000'],
    ['weights', (each) => (spelling(each).weights[3] = 'x'), 'spellcheckRatio.weights[3]: expected a number from 0'],
    ['a count', (each) => (spelling(each).total = 0.5), 'spellcheckRatio.total: expected a whole number from 0'],
    ['counts', (each) => (spelling(each).total += 1), 'spellcheckRatio: the counts do not add up to the total'],
    ['a reason', (each) => (spelling(each).reasons.odd = { count: 1 }), 'reasons.odd.message: is missing'],
    ['usage', (each) => (each.usage = { calls: 1 }), 'usage.cacheHits: is missing'],
    ['a cost', (each) => (each.usage = { ...usage, cost: null }), 'usage.cost: expected a number from 0'],
    ['sums', (each) => delete each.tallies, 'holds means without their sums; write it with `score --report FILE`'],
  ])('an error names the place: %s', (_, change, problem) => {
    const changed = JSON.parse(formatJson(report))
    change(changed)
    const parse = () => parseReport(JSON.stringify(changed))
    expect(parse).toThrow(problem)
    expect(parse).toThrow(expect.objectContaining({ name: 'InputError', where: 'report' }))
  })

  test.each(['', '{', 'null', '[]', '3', '"report"'])('%j is no report', (text) => {
    expect(() => parseReport(text)).toThrow(/^report: not /)
  })
})

const usage = { calls: 3, cacheHits: 1, failures: 0, promptTokens: 10, completionTokens: 2.5, wallTime: 0.125 }

// biome-ignore lint/suspicious/noExplicitAny: a report that is to be broken
type Json = any

function spelling(report: Json): Json {
  return report.tallies[0].metrics.spellcheckRatio
}
