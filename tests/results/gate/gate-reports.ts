import type { ScoredSample } from '../../../src/core/scored-sample.js'
import { failed, type Report, type Score, scored, skipped } from '../../../src/index.js'
import { summary } from '../../../src/results/summary.js'
import { randomBits } from '../../../src/statistics/random-bits.js'

/** So many numbers are enough for one sample of two runs. */
const NUMBERS = 12

/** Uniform numbers in 0..1 that a name determines. */
function uniform(name: string, count: number): () => number {
  const bits = randomBits(name, 7, count)
  let used = 0
  return () => {
    const next = bits[used++]
    if (next === undefined) throw new RangeError(`${name} has no more numbers`)
    return (next + 0.5) / 2 ** 32
  }
}

/** A normal deviate (Box and Muller 1958). */
function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next())
}

const signature = { crosslingual: '1.0.0', wrongLanguage: 'exclude' }

export const down = failed('relevance', 'unreachable', 'connection refused')
export const wordless = skipped('spellcheckRatio', 'no-words', 'the response has no words')
export const english = skipped('spellcheckRatio', 'wrong-language', 'the response is not in the expected language')

/** A scored row of language `language` with the scores given: numbers, or whole scores. */
export function row(id: string, language: string, scores: Record<string, number | Score>): ScoredSample {
  return {
    sample: { id, language, output: '' },
    scores: Object.entries(scores).map(([name, score]) =>
      typeof score === 'number' ? scored(name, score) : { ...score, name },
    ),
    signature,
  }
}

export function reportOf(rows: readonly ScoredSample[], by: readonly string[] = ['language'], seed = 0): Report {
  const collected = summary({ by, wrongLanguage: 'exclude', seed, signature: rows[0]?.signature ?? signature })
  for (const each of rows) collected.add(each)
  return collected.report()
}

/** How an evaluation is run twice. */
export interface Simulation {
  /** How a second run's scores of a sample go with the first's. */
  scores: 'binary' | 'ratio'
  /** The share of samples whose answer is drawn anew in the second run; the others' answers are the same, as under greedy decoding. */
  redrawn: number
  /** The drop of the expected mean. */
  regression: number
}

/**
 * The scores of two runs of one evaluation of `count` samples. A sample has a difficulty, its expected score: 0.9 on average. Of a proportion, a
 * draw is 1 with that probability; of a ratio, it is that with a normal deviate of 0.05, within 0..1. In the second run the share `redrawn` of the
 * answers is drawn anew, and then the regression strikes: a proportion's 1 becomes 0 with the probability that takes `regression` off the expected
 * mean, and every ratio loses as much, give or take a normal deviate of 0.05.
 */
export function twoRuns(name: string, count: number, { scores, redrawn, regression }: Simulation): [number, number][] {
  const next = uniform(name, NUMBERS * count)
  return Array.from({ length: count }, () => {
    const difficulty = scores === 'binary' ? Math.sqrt(next()) * 0.3 + 0.7 : 0.8 + 0.2 * next()
    const draw = () => (scores === 'binary' ? Number(next() < difficulty) : clamp(difficulty + 0.05 * normal(next)))
    const before = draw()
    const again = next() < redrawn ? draw() : before
    const struck = next()
    if (regression === 0) return [before, again]
    const after =
      scores === 'binary' ? (struck < regression / 0.9 ? 0 : again) : clamp(again - regression + 0.05 * normal(next))
    return [before, after]
  })
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}
