import { atLeast } from './binomial.js'
import { type DropTest, FOUR_OF_FIVE, least } from './drop-test.js'

/** Of so many pairs of 0/1 scores, those that got worse (1 to 0) and better (0 to 1). */
export interface Discordant {
  worse: number
  better: number
  of: number
}

/**
 * What few 0/1 scores that differ tell of a drop. Of those that differ, the number that got worse is binomial (McNemar 1947): even odds where the true drop is
 * 0, and where it is `limit`, odds that make it so. Larger drops than are seen to be changed at all would have changed more: how many is binomial too.
 */
export function discordantTest(seen: Discordant): DropTest {
  const upper = (limit: number) => moreThan(seen, limit)
  const lower = (limit: number) => moreThan({ ...seen, worse: seen.better, better: seen.worse }, -limit)
  return {
    pValue: upper,
    interval: (tail) => [
      -least((limit) => upper(-limit) <= tail, -1, 1),
      least((limit) => lower(limit) <= tail, -1, 1),
    ],
    detectable: (limit, tail) => least((drop) => isSeen(seen, drop, limit, tail), limit, 1),
  }
}

/** One-sided p-value of a true drop of no more than `limit`. */
function moreThan({ worse, better, of }: Discordant, limit: number): number {
  const changed = worse + better
  const share = Math.max(changed / of, Math.abs(limit))
  const odds = share === 0 ? 0.5 : (1 + limit / share) / 2
  const direction = atLeast(worse, changed, odds)
  // So large a rise would have shown in more answers than have changed.
  const rise = -limit
  return rise > changed / of ? Math.min(direction, 1 - atLeast(changed + 1, of, rise)) : direction
}

/** Whether a drop, on top of the changes to and fro that are seen, would fail in four runs of five. */
function isSeen({ worse, better, of }: Discordant, drop: number, limit: number, tail: number): boolean {
  const toAndFro = Math.min(worse, better)
  // One less, since the counts are whole.
  const net = of * drop - FOUR_OF_FIVE * Math.sqrt(2 * toAndFro + of * drop * (1 - drop)) - 1
  return net > 0 && moreThan({ worse: toAndFro + net, better: toAndFro, of }, limit) <= tail
}
