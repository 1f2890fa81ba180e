import { correctedMean, type Rating } from '../../src/index.js'
import { type Coverage, coverage } from './coverage.js'
import { uniformNumbers } from './simulated-scores.js'

/** What people give, 0 to 2, and how a judge differs from them: one more, or one less, where the scale has it. */
export interface SimulatedJudge {
  name: string
  /** The chance of each rating. */
  people: readonly [number, number, number]
  more: number
  less: number
}

/** Helpfulness as people rate it (arXiv 2402.14778, Figure 4: 1.0 to 1.4), and a judge that agrees with them on about 84 of 100, and is mostly too kind. */
export const kindJudge: SimulatedJudge = {
  name: 'helpfulness',
  people: [0.18, 0.44, 0.38],
  more: 0.18,
  less: 0.055,
}

/** Fluency, which people nearly always find perfect, and a judge that is too strict. */
export const nearlyConstant: SimulatedJudge = { name: 'fluency', people: [0.01, 0.03, 0.96], more: 0, less: 0.1 }

/** How often each interval holds the mean that people would give to all prompts, and how often a run has a warning, in percent. */
export interface CorrectedCoverage {
  /** 95 % of the judge's mean, as if it were right. */
  judge: Coverage
  human: Coverage
  corrected: Coverage
  /** Of the mean over the run's own prompts. */
  samePrompts: Coverage
  warned: number
}

/** `rated` samples by person and judge, and `judgeOnly` more by the judge, `runs` times. */
export function correctedCoverage(
  { people, more, less }: SimulatedJudge,
  { rated, judgeOnly, runs }: { rated: number; judgeOnly: number; runs: number },
): CorrectedCoverage {
  const next = uniformNumbers(rated + judgeOnly)
  const truth = people[1] + 2 * people[2]
  const [judge, human, corrected] = [coverage(truth), coverage(truth), coverage(truth)]
  const samePrompts = coverage(0)
  let warned = 0
  for (let run = 0; run < runs; run++) {
    const given = Array.from({ length: rated + judgeOnly }, () => rating(people, next()))
    const judged = given.map((value) => Math.min(2, Math.max(0, value + differs(next(), more, less))))
    const [found] = correctedMean(ratings(judged), ratings(given.slice(0, rated)))
    if (found === undefined) throw new Error('nothing was rated')
    judge.add(normalInterval(judged))
    human.add(found.human.interval)
    corrected.add(found.corrected.interval)
    // Its truth is another in each run: the interval is moved instead.
    const own = average(given)
    samePrompts.add(found.samePrompts.interval?.map((end) => end - own) as [number, number])
    warned += Number(found.warnings.length > 0)
  }
  return {
    judge: judge.result(),
    human: human.result(),
    corrected: corrected.result(),
    samePrompts: samePrompts.result(),
    warned: (100 * warned) / runs,
  }
}

function rating([none, some]: SimulatedJudge['people'], number: number): number {
  return number < none ? 0 : number < none + some ? 1 : 2
}

function differs(number: number, more: number, less: number): number {
  return number < more ? 1 : number < more + less ? -1 : 0
}

function ratings(values: readonly number[]): Rating[] {
  return values.map((fluency, i) => ({ id: `${i}`, ratings: { fluency } }))
}

function normalInterval(values: readonly number[]): [number, number] {
  const mean = average(values)
  const variance = average(values.map((value) => (value - mean) ** 2))
  const half = 1.96 * Math.sqrt(variance / values.length)
  return [mean - half, mean + half]
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
