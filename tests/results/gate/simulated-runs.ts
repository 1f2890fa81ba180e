import { gate } from '../../../src/index.js'
import { count } from '../../support/counts.js'
import { reportOf, row, type Simulation, twoRuns } from './gate-reports.js'

const REPETITIONS = count(20, 100)

/** Two runs of the same samples, many times. */
export function* runs<Metric extends string>(
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

/** How many of 100 gates of one metric in one language fail. */
export function failures(simulation: Simulation, maxDrop: number): number {
  const rules = [{ by: ['language'], maxDrop }]
  let failed = 0
  for (const { report, baseline } of runs(() => simulation, ['fr'], ['m'])) {
    failed += Number(gate(report, { rules, baseline }).outcome === 'quality')
  }
  return (100 * failed) / REPETITIONS
}
