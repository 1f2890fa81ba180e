import { gate } from '../src/index.js'
import { reportOf, row, type Simulation, twoRuns } from '../tests/results/gate/gate-reports.js'

// `npx tsx bench/gate-errors.ts [repetitions]`: how often a gate with `maxDrop: 0` in each cell fails though nothing has changed, and how often it finds a drop as large
// as it says that it would find four times of five. Samples of all cells have the same ids.

const repetitions = Number(process.argv[2] ?? 1000)
const only = process.argv[3]

interface Setting {
  samples: number
  languages: number
  metrics: number
  scores: Simulation['scores']
  redrawn: number
}

/** One evaluation run twice; in the second, the first cell loses `regression`. */
function twice(repetition: number, { samples, languages, metrics, scores, redrawn }: Setting, regression: number) {
  const names = Array.from({ length: metrics }, (_, m) => `m${m}`)
  const rows = Array.from({ length: languages }, (_, l) => {
    const pairs = names.map((metric, m) =>
      twoRuns(`${repetition} ${l} ${metric} ${scores}`, samples, {
        scores,
        redrawn,
        regression: l === 0 && m === 0 ? regression : 0,
      }),
    )
    return Array.from({ length: samples }, (_, i) => (side: 0 | 1) => {
      const values = names.map((metric, m) => [metric, pairs[m]?.[i]?.[side] as number])
      const made = row(`${repetition}-${i}`, 'en', Object.fromEntries(values))
      return { ...made, sample: { ...made.sample, cell: `l${l}` } }
    })
  }).flat()
  const report = (side: 0 | 1) =>
    reportOf(
      rows.map((make) => make(side)),
      ['cell'],
    )
  return { baseline: report(0), report: report(1) }
}

// Not by language: the macro means of a report, which no gate asks for, would take half of the time.
const rules = [{ by: ['cell'], maxDrop: 0 }]

function shares(setting: Setting, regression: number, count: number) {
  let [failed, detectable] = [0, 0]
  for (let repetition = 0; repetition < count; repetition++) {
    const { report, baseline } = twice(repetition, setting, regression)
    const result = gate(report, { rules, baseline })
    failed += Number(regression === 0 ? result.outcome === 'quality' : result.checks[0]?.outcome === 'quality')
    detectable += result.checks[0]?.drop?.detectable ?? Number.NaN
  }
  return { failed: failed / count, detectable: detectable / count }
}

console.log(`${repetitions} repetitions.`)
console.log('| scores | samples | checks | redrawn | false alarms % | seen from | caught at that drop % |')
console.log('|---|---:|---:|---:|---:|---:|---:|')
for (const scores of ['binary', 'ratio'] as const) {
  if (only !== undefined && only !== scores) continue
  for (const [samples, languages, metrics] of [
    [20, 1, 1],
    [20, 6, 4],
    [200, 1, 1],
    [200, 4, 2],
  ] as const) {
    for (const redrawn of [0.1, 0.25, 1]) {
      const setting = { samples, languages, metrics, scores, redrawn }
      const { failed, detectable } = shares(setting, 0, repetitions)
      const caught = detectable < 0.85 ? shares(setting, detectable, Math.ceil(repetitions / 4)).failed : Number.NaN
      const cells = [(100 * failed).toFixed(1), detectable.toFixed(3), (100 * caught).toFixed(0)]
      console.log(`| ${[scores, samples, languages * metrics, redrawn, ...cells].join(' | ')} |`)
    }
  }
}
