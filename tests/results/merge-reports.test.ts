import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ScoredSample } from '../../src/core/scored-sample.js'
import {
  evaluate,
  failed,
  languageCorrectness,
  mergeReports,
  type Report,
  type Sample,
  type Signature,
  scored,
  scoreSamples,
  skipped,
  spellcheckRatio,
} from '../../src/index.js'
import { summary } from '../../src/results/summary.js'
import { runSignature } from '../../src/scorers/policy/sample-scorer.js'
import { demoSamples } from '../support/demo.js'
import { expectSame } from '../support/same-report.js'

const signature = { crosslingual: '1.0.0', wrongLanguage: 'exclude' }

function reportOf(samples: readonly ScoredSample[], by: readonly string[], start: Signature = signature): Report {
  const collected = summary({ by, wrongLanguage: 'exclude', seed: 0, signature: start })
  for (const each of samples) collected.add(each)
  // As a file has it.
  return JSON.parse(JSON.stringify(collected.report())) as Report
}

/** Shuffles by the keys, and deals to the shards. */
function dealt<T>(items: readonly { item: T; shard: number; key: number }[]): T[][] {
  const shuffled = [...items].sort((a, b) => a.key - b.key)
  const shards = new Set(items.map(({ shard }) => shard))
  return [...shards].map((wanted) => shuffled.filter(({ shard }) => shard === wanted).map(({ item }) => item))
}

const place = { shard: fc.nat(9), key: fc.double({ noNaN: true }) }

describe('shards merge to the whole, for any split and order', () => {
  const score = fc.oneof(
    fc.constantFrom(
      scored('quality', 0),
      scored('quality', 1),
      skipped('quality', 'no-words', 'nothing to judge'),
      skipped('quality', 'wrong-language', 'another language'),
      failed('quality', 'unreachable', 'the judge is down'),
      failed('quality', 'constructor', 'a reason that objects have'),
    ),
    fc.double({ min: 0, max: 1, noNaN: true }).map((value) => scored('quality', value)),
  )
  const any = fc.record({
    item: fc.record({ id: fc.uuid(), language: fc.constantFrom('fr', 'ru', 'en'), score }).map(
      ({ id, language, score }): ScoredSample => ({
        sample: { id, language, output: '' },
        scores: [score],
        signature,
      }),
    ),
    ...place,
  })

  test('of any scores', () => {
    fc.assert(
      fc.property(fc.array(any, { minLength: 1 }), (drawn) => {
        const whole = reportOf(
          drawn.map(({ item }) => item),
          ['language'],
        )
        expectSame(mergeReports(dealt(drawn).map((shard) => reportOf(shard, ['language']))), whole)
      }),
      { numRuns: 40 },
    )
  })

  const scorers = [languageCorrectness(), spellcheckRatio()]
  const real: ScoredSample[] = []
  beforeAll(async () => {
    for await (const each of scoreSamples(demoSamples, { scorers })) real.push(each)
  })

  test('of real responses, with dictionaries that not every shard met, and empty shards', async () => {
    const start = await runSignature({ scorers })
    const report = (samples: readonly ScoredSample[]) => reportOf(samples, ['model', 'language'], start)
    const whole = report(real)
    expect(whole.signature.dictionaries).toMatch(/^en@.*,fr@.*,pt@.*,ru@/)
    fc.assert(
      fc.property(fc.array(fc.record(place), { minLength: real.length, maxLength: real.length }), (places) => {
        const shards = dealt(real.map((item, i) => ({ item, ...(places[i] as { shard: number; key: number }) })))
        expectSame(mergeReports([...shards, []].map(report)), whole)
      }),
      { numRuns: 15 },
    )
  })
})

test('what was made differently is refused, naming the difference', async () => {
  const samples: Sample[] = [{ output: 'Oui, bien sûr.', language: 'fr', model: 'm' }]
  const one = await evaluate(samples)
  const other = await evaluate(samples, { wrongLanguage: 'zero', seed: 1 })
  expect(() => mergeReports([one, other])).toThrow(/wrongLanguage: exclude ≠ zero; seed: 0 ≠ 1/)
  const grouped = await evaluate(samples, { by: ['model'] })
  expect(() => mergeReports([one, grouped])).toThrow(/cannot be merged/)
  expect(() => mergeReports([one, { ...one, wrongLanguage: 'zero' }])).toThrow(
    /with policy exclude and with policy zero cannot be merged/,
  )
  expect(() => mergeReports([])).toThrow(TypeError)
})

test('what judges cost is added up; money only where all count it', async () => {
  const report = await evaluate([{ output: 'Oui, bien sûr.', language: 'fr' }])
  const usage = { calls: 2, cacheHits: 1, failures: 0, promptTokens: 30, completionTokens: 4, wallTime: 5, cost: 0.25 }
  const { cost: _, ...withoutCost } = usage
  expect(mergeReports([report]).usage).toBeUndefined()
  expect(mergeReports([{ ...report, usage }, report, { ...report, usage }]).usage).toEqual({
    calls: 4,
    cacheHits: 2,
    failures: 0,
    promptTokens: 60,
    completionTokens: 8,
    wallTime: 10,
    cost: 0.5,
  })
  expect(
    mergeReports([
      { ...report, usage },
      { ...report, usage: withoutCost },
    ]).usage,
  ).not.toHaveProperty('cost')
})
