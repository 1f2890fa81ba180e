import { type Clusters, smallSample } from './clusters.js'
import { tQuantile } from './student-t.js'
import { wilsonInterval } from './wilson.js'

/** What the scores of a metric may be: 0 and 1, or anything from 0 to 1. */
export type Scale = 'binary' | 'graded'

/** Successes and failures that are as if seen before, each prompt answering always alike: half a one, as in Jeffreys' prior. */
const SEEN = 0.5

/**
 * Prompts that are as if seen beside the others, each with all its answers alike, and as far apart as scores can be. The tail of a metric such as a spelling ratio is one
 * response in forty, and twenty responses may well have none of it. 3 is the least whole number with which each cell of `bench/coverage.ts` for graded metrics is covered 92
 * times of 100 or more, and missed on neither side by more than 5: with 2, the lower end is too high 5.9 times of 100 (spelling of 40 responses of LLaMA 2). With 4,
 * intervals of 20 responses are 4 to 12 % wider for nothing.
 */
const UNSEEN = 3

const TAIL = 0.025

/**
 * The 95 % interval of a mean of scores in clusters: Wilson's (1927) with the number of independent 0/1 answers that would vary as much, m(1 − m)/V (Korn &
 * Graubard 1998; Franco et al. 2019), and with Student's t for the clusters that V is told from. Of 0/1 scores that are all of different ids it is Wilson's
 * interval itself. Null for fewer than two clusters, of which nothing tells how clusters differ.
 *
 * A graded metric's interval goes evenly from one score to the next: it does not jump where the last score that is not 1 becomes one.
 *
 * @param scored How many scores, at least 1.
 * @param mean 0..1.
 */
export function meanInterval(
  scored: number,
  mean: number,
  of: Clusters,
  scale: Scale,
): [low: number, high: number] | null {
  if (of.count < 2) return null
  if (scale === 'binary' && of.single) return wilsonInterval(mean * scored, scored)
  const total = effectiveScores(scored, mean, of, scale)
  return wilsonInterval(mean * total, total, tQuantile(TAIL, of.effective - 1))
}

function effectiveScores(scored: number, mean: number, of: Clusters, scale: Scale): number {
  const binomial = mean * (1 - mean)
  const spread = of.spread * smallSample(of.effective)
  if (scale === 'binary') {
    /** The scores of a cluster that are all alike count as one: so many times more than is seen. */
    const alike = of.sizes / scored
    return (scored * (scored * binomial + SEEN)) / (spread + SEEN * alike)
  }
  const seen = binomial < 1e-12 ? 0 : spread / binomial
  return (scored * scored) / (seen + (UNSEEN * of.sizes) / of.count)
}
