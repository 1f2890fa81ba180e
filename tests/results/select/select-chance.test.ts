import { describe, expect, test } from 'vitest'
import { reportRecords, type ScoredSample, scored, select } from '../../../src/index.js'
import { summary } from '../../../src/results/summary.js'
import { rightOrWrong, uniformNumbers } from '../../support/simulated-scores.js'

const signature = { crosslingual: '1.0.0', wrongLanguage: 'exclude', scales: 'right=binary' }
const LANGUAGES = ['fr', 'ru']

/** Records of a report over 60 prompts in two languages, a model with each learning rate as often right as it says. */
function records(rates: Readonly<Record<string, number>>, run = 0) {
  const collected = summary({
    by: ['model', 'learningRate', 'language'],
    wrongLanguage: 'exclude',
    seed: 0,
    signature,
  })
  for (const [r, [learningRate, mean]] of Object.entries(rates).entries()) {
    const next = uniformNumbers(100 * run + r)
    for (let i = 0; i < 60; i++) {
      for (const language of LANGUAGES) {
        const [score = 0] = rightOrWrong(mean).answers(1, 0, next)
        const sample: ScoredSample['sample'] = { id: `${i}`, model: 'm', learningRate, language, output: '' }
        collected.add({ sample, scores: [scored('right', score)], signature })
      }
    }
  }
  return reportRecords(collected.report())
}

const options = { configuration: ['model'], choose: 'learningRate' }
const of = (rates: Readonly<Record<string, number>>, min?: number, run?: number) =>
  select(records(rates, run), { ...options, ...(min !== undefined && { minimums: [{ metric: 'right', min }] }) })
    .configurations[0]

describe('select says when it cannot tell', () => {
  test('a clear lead is chosen, with the difference and its interval', () => {
    const found = of({ '1e-5': 0.9, '1e-6': 0.5 })
    expect(found).toMatchObject({ outcome: 'chosen', choice: '1e-5', close: [], runnerUp: { value: '1e-6' } })
    const [low = 0, high = 0] = found?.runnerUp?.interval ?? []
    expect(low).toBeGreaterThan(0.1)
    expect(low).toBeLessThan(found?.runnerUp?.difference as number)
    expect(high).toBeGreaterThan(found?.runnerUp?.difference as number)
  })

  test('of equal rates one is best, and seldom shown to be', () => {
    const outcomes = Array.from({ length: 40 }, (_, run) =>
      of({ '1e-5': 0.8, '1e-6': 0.8, '1e-4': 0.8 }, undefined, run),
    )
    const found = outcomes.filter((each) => each?.outcome === 'chosen' && each.tied.length === 0)
    expect(found.length).toBeLessThanOrEqual(5)
    const first = outcomes.find((each) => each?.outcome === 'not-distinguishable')
    expect(first?.choice).not.toBeNull()
    expect(first?.close).toContain(first?.runnerUp?.value)
  })

  test('a true .92 is dropped by a bar of .90 seldom, and where its mean is below the report says so', () => {
    const outcomes = Array.from({ length: 40 }, (_, run) => of({ '1e-5': 0.92 }, 0.9, run)?.candidates[0])
    expect(outcomes.filter((each) => (each?.below.length ?? 0) > 0).length).toBeLessThanOrEqual(2)
    const unsure = outcomes.filter((each) => (each?.unsure.length ?? 0) > 0)
    expect(unsure.length).toBeGreaterThan(5)
  })

  test('what is shown to be under the bar is dropped', () => {
    expect(of({ '1e-5': 0.6 }, 0.9)).toMatchObject({ outcome: 'dropped', choice: null, runnerUp: null })
  })

  test('without sums there is no interval, and the best mean is chosen', () => {
    const plain = records({ '1e-5': 0.8, '1e-6': 0.7 }).map(({ tally: _t, interval: _i, ...record }) => record)
    expect(select(plain, options).configurations[0]).toMatchObject({ outcome: 'chosen', runnerUp: { interval: null } })
  })
})
