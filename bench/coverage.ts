import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Sample, scoreSamples, spellcheckRatio } from '../src/index.js'
import { type Tally, tallyMean } from '../src/results/tally.js'
import { percentileInterval } from '../src/statistics/percentile-interval.js'
import { wilsonInterval } from '../src/statistics/wilson.js'
import { type Coverage, coverage, type Design, simulatedMean } from '../tests/support/coverage.js'
import {
  drawnFrom,
  evenRatios,
  judged,
  rightOrWrong,
  type SimulatedMetric,
  uniformNumbers,
} from '../tests/support/simulated-scores.js'

// `npx tsx bench/coverage.ts [replications]`: how often 95 % intervals hold the truth, by design, metric and number of prompts.
// `before` are the intervals that take every sample for independent: Wilson's for 0/1 scores, the bootstrap's percentiles for others, and of a macro mean
// the square-and-add rule without correlations.

const DESIGNS: Record<Design, string> = {
  single: 'one answer a prompt',
  group: 'four answers a prompt in one group',
  macro: 'macro mean over four languages, shared prompts',
}

/** The spelling ratios of real responses: what a mean of few is told from. */
async function spelling(): Promise<SimulatedMetric[]> {
  const shared = ['gpt-3.5-turbo', 'llama-2-instruct'].map((model) => [
    `spelling, ${model}`,
    fileURLToPath(new URL(`../../shared/data/language-confusion/${model}.jsonl`, import.meta.url)),
  ])
  const own = ['smollm2-135m-instruct', 'gemma-3-270m'].map((model) => [
    `spelling, ${model}`,
    fileURLToPath(new URL(`../fixtures/generated/${model}.jsonl`, import.meta.url)),
  ])
  const files = [...shared.filter(([, path = '']) => existsSync(path)), ...own]
  return Promise.all(
    files.map(async ([name = '', path = '']) => {
      const rows = readFileSync(path, 'utf8').trim().split('\n')
      const samples = rows
        .map((row) => JSON.parse(row) as Sample)
        .filter(({ language }) => language !== 'en' && ['fr', 'pt', 'ru'].includes(String(language)))
      const scores: number[] = []
      for await (const scored of scoreSamples(samples.slice(0, 1500), { scorers: [spellcheckRatio()] })) {
        const score = scored.scores.find((each) => each.name === 'spellcheckRatio')?.score
        if (typeof score === 'number') scores.push(score)
      }
      return drawnFrom(name, scores)
    }),
  )
}

function intervalBefore(tallies: readonly Tally[]): [number, number] | null {
  const intervals = tallies.map((tally) => {
    if (tally.scale === 'binary') return wilsonInterval(tally.sum, tally.scored)
    return (
      percentileInterval(tally.weightedSums.map((sum, b) => sum / (tally.weights[b] as number))) ?? [
        Number.NaN,
        Number.NaN,
      ]
    )
  })
  if (tallies.length === 1) return intervals[0] as [number, number]
  const means = tallies.map(tallyMean)
  const mean = means.reduce((sum, each) => sum + each, 0) / means.length
  const half = (end: 0 | 1) =>
    Math.hypot(...means.map((each, i) => (intervals[i]?.[end] as number) - each)) / means.length
  return [mean - half(0), Math.min(1, mean + half(1))]
}

function run(
  metric: SimulatedMetric,
  prompts: number,
  design: Design,
  replications: number,
): Record<'before' | 'after', Coverage> {
  const next = uniformNumbers(prompts)
  const [before, after] = [coverage(metric.mean), coverage(metric.mean)]
  for (let replication = 0; replication < replications; replication++) {
    const { tallies, interval } = simulatedMean(metric, prompts, { design, name: `${replication}`, next })
    before.add(intervalBefore(tallies))
    after.add(interval)
  }
  return { before: before.result(), after: after.result() }
}

function cells({ covered, above, below, width }: Coverage): string[] {
  return [covered.toFixed(1), above.toFixed(1), below.toFixed(1), width.toFixed(3)]
}

const replications = Number(process.argv[2] ?? 2000)
const only = process.argv[3]
const metrics = [...[0.6, 0.8, 0.9, 0.95].map(rightOrWrong), judged, evenRatios, ...(await spelling())]
console.log(
  `${replications} replications; covered, lower end above the truth, upper end below it, in percent; mean width.`,
)
for (const [design, title] of Object.entries(DESIGNS) as [Design, string][]) {
  if (only !== undefined && only !== design) continue
  console.log(`\n### ${title}\n`)
  console.log('| metric | prompts | before | above | below | width | after | above | below | width |')
  console.log('|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|')
  for (const metric of metrics) {
    for (const prompts of [20, 40, 113]) {
      const { before, after } = run(metric, prompts, design, replications)
      console.log(`| ${[metric.name, prompts, ...cells(before), ...cells(after)].join(' | ')} |`)
    }
  }
}
