import { clusters, influences, meanSquare, smallSample } from './clusters.js'
import { type Discordant, discordantTest } from './discordant.js'
import { type DropTest, FOUR_OF_FIVE, least } from './drop-test.js'
import { tQuantile, upperTail } from './student-t.js'
import type { ResampledSums } from './weighted-sums.js'

/** How much lower one mean is than another over the same samples. */
export interface PairedDrop extends DropTest {
  current: number
  baseline: number
  drop: number
}

/** Of 0/1 scores that differ so seldom, each difference is counted; from there on Student's t does as well. */
const FEW = 25

/**
 * The drop from one tally's mean to another's, and how sure it is. Nothing but the sums is needed: the bootstrap of a tally draws by a hash of the sample's id, so
 * replicate b of both has drawn the same samples, as often, and the spread of the replicates' differences is that of the paired difference, samples of one id
 * being one. What the samples have in common (some are hard for any model) cancels out. Tallies over other samples are drawn independently, and the error is then the
 * larger one of unpaired means.
 *
 * It is judged by Student's t with a degree of freedom less than there are ids. Of 0/1 scores of different ids that seldom differ, those that got worse and those
 * that got better are counted instead (McNemar's test, exact).
 *
 * @param isBinary Whether all scores are 0 or 1.
 */
export function pairedDrop(current: ResampledSums, baseline: ResampledSums, isBinary: boolean): PairedDrop {
  const means = { current: current.sum / current.scored, baseline: baseline.sum / baseline.scored }
  const drop = means.baseline - means.current
  const [now, before] = [clusters(current), clusters(baseline)]
  const degrees = Math.max(0.5, Math.min(now.effective, before.effective) - 1)
  const [ofNow, ofBefore] = [influences(current), influences(baseline)]
  const differences = ofBefore.map((value, b) => value / baseline.scored - (ofNow[b] as number) / current.scored)
  const variance = meanSquare(differences) * smallSample(degrees + 1)
  const step = isBinary ? 1 : usualDifference(baseline)
  // The changes to and fro that are seen, and those that the drop takes.
  const toAndFro = Math.max(0, variance - (Math.abs(drop) * step) / current.scored)
  const errorAt = (more: number) => Math.sqrt(toAndFro + (more * step) / current.scored)
  const discordant =
    isBinary && now.single && sameSamples(current, baseline) ? countDiscordant(current, baseline) : undefined
  if (discordant !== undefined && discordant.worse + discordant.better <= FEW) {
    return { ...means, drop, ...discordantTest(discordant) }
  }
  const error = Math.max(1e-9, Math.sqrt(variance))
  return {
    ...means,
    drop,
    pValue: (limit) => upperTail((drop - limit) / error, degrees),
    interval(tail) {
      const half = tQuantile(tail, degrees) * error
      return [Math.max(-1, drop - half), Math.min(1, drop + half)]
    },
    detectable(limit, tail) {
      const quantile = tQuantile(tail, degrees) + FOUR_OF_FIVE
      return least((more) => more - limit >= quantile * errorAt(more), limit, 1)
    },
  }
}

/** By how much a graded score changes where it does: twice the deviation of scores, and not less than a tenth. All scores being equal, it may be anything. */
function usualDifference({ squares, sum, scored }: ResampledSums): number {
  const mean = sum / scored
  const deviation = Math.sqrt(Math.max(0, squares / scored - mean * mean))
  return deviation < 1e-9 ? 1 : Math.min(1, Math.max(0.1, 2 * deviation))
}

/** Equal weights are of the same ids: they are drawn by them. */
function sameSamples(a: ResampledSums, b: ResampledSums): boolean {
  return a.scored === b.scored && a.weights.every((weight, i) => weight === b.weights[i])
}

/**
 * How many 0/1 scores got worse and how many better. Their difference is exact; their sum, the sum of the squares of the differences, is estimated from the
 * replicates to about 5 %: while they are few, that is to the whole number.
 */
function countDiscordant(current: ResampledSums, baseline: ResampledSums): Discordant {
  const net = Math.round(baseline.sum - current.sum)
  const spread = meanSquare(baseline.weightedSums.map((sum, b) => sum - (current.weightedSums[b] as number) - net))
  const pairs = Math.max(0, Math.round((spread - Math.abs(net)) / 2))
  return {
    worse: pairs + Math.max(0, net),
    better: pairs + Math.max(0, -net),
    of: current.scored,
  }
}
