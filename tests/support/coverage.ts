import { languageMacroMeans } from '../../src/results/macro-mean.js'
import { runningTally } from '../../src/results/running-tally.js'
import { summarizeTally, type Tally } from '../../src/results/tally.js'
import { poissonDraws } from '../../src/statistics/poisson-weights.js'
import type { SimulatedMetric } from './simulated-scores.js'

/** How prompts and answers hang together: one answer a prompt; four in one group; four, one in each of four languages. */
export type Design = 'single' | 'group' | 'macro'

type Interval = readonly [low: number, high: number]

/** How often an interval holds the truth, and on which side it misses, in percent; its mean width. */
export interface Coverage {
  covered: number
  /** The lower end is above the truth. */
  above: number
  /** The upper end is below the truth. */
  below: number
  width: number
}

const LANGUAGES = ['en', 'fr', 'pt', 'ru']

export interface Simulated {
  tallies: Tally[]
  /** The interval that the package gives. */
  interval: Interval | null
}

/** One evaluation of `prompts` prompts, and the interval of its mean. */
export function simulatedMean(
  metric: SimulatedMetric,
  prompts: number,
  { design, name, next }: { design: Design; name: string; next: () => number },
): Simulated {
  const groups = Array.from({ length: design === 'macro' ? 4 : 1 }, () => runningTally(metric.scale))
  for (let prompt = 0; prompt < prompts; prompt++) {
    const draws = poissonDraws(`${name}-${prompt}`, 0)
    const scores = metric.answers(design === 'single' ? 1 : 4, 0.5, next)
    for (const [i, score] of scores.entries()) {
      groups[i % groups.length]?.addScore({ name: 'm', score, status: 'scored', metadata: {} }, draws)
    }
  }
  const tallies = groups.map((group) => group.tally())
  if (design !== 'macro') return { tallies, interval: summarizeTally(tallies[0] as Tally).interval }
  const [macro] = languageMacroMeans(
    tallies.map((tally, i) => ({ by: { language: LANGUAGES[i] as string }, metrics: { m: tally } })),
  )
  return { tallies, interval: macro?.metrics.m?.interval ?? null }
}

/** Counts how intervals do. */
export function coverage(truth: number): { add(interval: Interval | null): void; result(): Coverage } {
  let [count, above, below, width] = [0, 0, 0, 0]
  return {
    add(interval) {
      const [low, high] = interval ?? [Number.NaN, Number.NaN]
      count += 1
      above += Number(!(low <= truth + 1e-9))
      below += Number(!(high >= truth - 1e-9))
      width += high - low
    },
    result: () => ({
      covered: 100 - (100 * (above + below)) / count,
      above: (100 * above) / count,
      below: (100 * below) / count,
      width: width / count,
    }),
  }
}
