import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type GateRule, gate } from '../../../src/index.js'
import { reportOf, row, type Simulation, twoRuns } from './gate-reports.js'

const REPETITIONS = 100

/** Two runs of the same samples, a hundred times. */
function* runs<Metric extends string>(
  simulate: (language: string, metric: Metric) => Simulation,
  languages: readonly string[],
  metrics: readonly Metric[],
) {
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const rows = languages.flatMap((language) => {
      const pairs = metrics.map((metric) =>
        twoRuns(`${repetition} ${language} ${metric}`, 200, simulate(language, metric)),
      )
      return Array.from({ length: 200 }, (_, i) => (side: 0 | 1) => {
        const scores = metrics.map((metric, m) => [metric, pairs[m]?.[i]?.[side] as number])
        return row(`${repetition}-${i}`, language, Object.fromEntries(scores))
      })
    })
    yield { baseline: reportOf(rows.map((make) => make(0))), report: reportOf(rows.map((make) => make(1))) }
  }
}

/** How many of 100 gates fail. */
function failures(simulation: Simulation, maxDrop: number): number {
  const rules = [{ by: ['language'], maxDrop }]
  let count = 0
  for (const { report, baseline } of runs(() => simulation, ['fr'], ['m'])) {
    count += Number(gate(report, { rules, baseline }).outcome === 'quality')
  }
  return count
}

// What is simulated: see twoRuns. 200 samples; a regression takes 5 points off the expected mean. `redrawn` is the share of answers that a second run
// draws anew: 0 is greedy decoding, 1 is two runs that have nothing but the samples' difficulties in common.
describe('two runs of 200 samples', () => {
  test.each<[simulation: Omit<Simulation, 'regression'>, maxDrop: number]>([
    [{ scores: 'binary', redrawn: 0 }, 0],
    [{ scores: 'ratio', redrawn: 0.25 }, 0.02],
    [{ scores: 'ratio', redrawn: 1 }, 0.02],
  ])('%j: a regression of 5 points is caught under maxDrop %f', (simulation, maxDrop) => {
    expect(failures({ ...simulation, regression: 0.05 }, maxDrop)).toBeGreaterThanOrEqual(95)
  })

  // What chance allows: of a proportion, each answer that was drawn anew hides some of the drop, and two runs that share none hide most of it.
  test.each<[simulation: Omit<Simulation, 'regression'>, maxDrop: number, least: number, most: number]>([
    [{ scores: 'binary', redrawn: 0 }, 0.02, 40, 60],
    [{ scores: 'binary', redrawn: 0.05 }, 0, 80, 95],
    [{ scores: 'binary', redrawn: 1 }, 0, 20, 45],
  ])('%j: a regression of 5 points under maxDrop %f is caught %i to %i times', (simulation, maxDrop, least, most) => {
    const caught = failures({ ...simulation, regression: 0.05 }, maxDrop)
    expect(caught).toBeGreaterThanOrEqual(least)
    expect(caught).toBeLessThanOrEqual(most)
  })

  // Nothing but the drop allowed stands between an unchanged model and a failed build: the hardest case is none.
  test.each<Omit<Simulation, 'regression'>>([
    { scores: 'binary', redrawn: 0.1 },
    { scores: 'binary', redrawn: 1 },
    { scores: 'ratio', redrawn: 0.25 },
    { scores: 'ratio', redrawn: 1 },
  ])('%j: an unchanged model passes under maxDrop 0', (simulation) => {
    expect(failures({ ...simulation, regression: 0 }, 0)).toBeLessThanOrEqual(5)
  })

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
    ['languageCorrectness', one, 0, 0, 95, 100],
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
