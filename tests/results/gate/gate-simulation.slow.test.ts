import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type GateRule, gate } from '../../../src/index.js'
import type { Simulation } from './gate-reports.js'
import { failures, runs } from './simulated-runs.js'
// A hundred runs.
import './gate-simulation.test.js'

// Like gate-simulation.test.ts, in several languages and metrics.
describe('two runs of 200 samples', () => {
  // What docs/guide/gates.md says that the rules catch: `languageCorrectness` is right or wrong, `spellcheckRatio` a share of words.
  const { rules } = JSON.parse(readFileSync(new URL('../../../examples/ci/gate.json', import.meta.url), 'utf8')) as {
    rules: GateRule[]
  }
  const drops = rules.filter(({ maxDrop }) => maxDrop === 0)
  const scores = { languageCorrectness: 'binary', spellcheckRatio: 'ratio' } as const
  const one = ['fr']
  const four = ['en', 'fr', 'pt', 'ru']
  test.each<
    [
      metric: keyof typeof scores | 'none',
      languages: string[],
      redrawn: number,
      maxDrop: number,
      least: number,
      most: number,
    ]
  >([
    ['languageCorrectness', one, 0, 0, 80, 100],
    ['languageCorrectness', one, 0, 0.02, 15, 35],
    ['languageCorrectness', one, 0.25, 0, 45, 75],
    ['languageCorrectness', four, 0, 0, 70, 90],
    ['spellcheckRatio', one, 0, 0.02, 99, 100],
    ['spellcheckRatio', four, 0.25, 0, 99, 100],
    ['none', four, 0.25, 0, 0, 5],
  ])(
    'the rules of examples/ci: %s drops by 5 points in one language of %j, %f of the answers drawn anew, under maxDrop %f: from %i to %i of 100 gates fail',
    { timeout: 120_000 },
    (dropping, languages, redrawn, maxDrop, least, most) => {
      const simulate = (language: string, metric: keyof typeof scores): Simulation => ({
        scores: scores[metric],
        redrawn,
        regression: metric === dropping && language === 'fr' ? 0.05 : 0,
      })
      let count = 0
      const asked = drops.map((rule) => ({ ...rule, maxDrop }))
      for (const { report, baseline } of runs(simulate, languages, ['languageCorrectness', 'spellcheckRatio'])) {
        count += Number(gate(report, { rules: asked, baseline }).outcome === 'quality')
      }
      expect(count).toBeGreaterThanOrEqual(least)
      expect(count).toBeLessThanOrEqual(most)
    },
  )

  // What chance allows: of a proportion, each answer that was drawn anew hides some of the drop, and two runs that share none hide most of it.
  test.each<[simulation: Omit<Simulation, 'regression'>, maxDrop: number, least: number, most: number]>([
    [{ scores: 'binary', redrawn: 0 }, 0.02, 25, 55],
    [{ scores: 'binary', redrawn: 0.05 }, 0, 80, 95],
    [{ scores: 'binary', redrawn: 1 }, 0, 20, 45],
  ])('%j: a regression of 5 points under maxDrop %f is caught %i to %i times', (simulation, maxDrop, least, most) => {
    const caught = failures({ ...simulation, regression: 0.05 }, maxDrop)
    expect(caught).toBeGreaterThanOrEqual(least)
    expect(caught).toBeLessThanOrEqual(most)
  })

  test('an unchanged model passes in five languages and two metrics, and would not if each drop were judged alone', () => {
    const [languages, metrics] = [
      ['de', 'en', 'fr', 'pt', 'ru'],
      ['m', 'n'],
    ]
    const alone = languages.flatMap((language) =>
      metrics.map((metric) => ({ metric, where: { language }, maxDrop: 0 })),
    )
    const failed = { together: 0, alone: 0 }
    for (const { report, baseline } of runs(
      () => ({ scores: 'ratio', redrawn: 1, regression: 0 }),
      languages,
      metrics,
    )) {
      const bad = (rules: typeof alone | [{ by: string[]; maxDrop: number }]) =>
        gate(report, { rules, baseline }).outcome === 'quality'
      failed.together += Number(bad([{ by: ['language'], maxDrop: 0 }]))
      failed.alone += Number(alone.some((rule) => bad([rule])))
    }
    expect(failed.together).toBeLessThanOrEqual(5)
    expect(failed.alone).toBeGreaterThan(10)
  }, 180_000)
})
