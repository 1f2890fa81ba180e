import { probit } from 'simple-statistics'
import { holm } from '../../statistics/holm.js'
import { dropPValue, type PairedDrop, pairedDrop } from '../../statistics/paired-drop.js'
import { about, unlike } from './gate-checks.js'
import type { CellPair } from './gate-comparison.js'
import type { GateCheck } from './gate-types.js'

/** The chance of a drop from nothing that counts as none: one side of a 95 % interval. */
const LEVEL = 0.025
/** Standard errors on either side of the mean that hold 95 % of the normal distribution. */
const NINETY_FIVE = 1.96

/** A comparison that waits for the others: how sure each must be depends on how many there are. */
export interface PendingDrop {
  pair: CellPair
  rule: number
  maxDrop: number
}

/** A check if the samples are too few to compare, else nothing. The report alone has enough of them. */
export function tooFewToCompare(
  { pair: { baseline, paired }, rule }: PendingDrop,
  least: number,
): GateCheck | undefined {
  const { scored, total } = baseline.tally
  if (scored >= least) return undefined
  const of = paired ? 'both' : 'baseline'
  return {
    ...about(baseline, rule),
    check: 'minScored',
    of,
    outcome: 'insufficient',
    limit: least,
    measured: scored,
    message: `${scored} of ${total} scored in ${paired ? 'both' : 'the baseline'}, ${least} needed to compare`,
  }
}

/**
 * Fails a drop when its whole 95 % interval lies above `maxDrop`: one-sided p ≤ 0.025, by Holm adjusted for all drops together, so that
 * an unchanged model fails about one gate in forty, however many groups it has (tests/results/gate/gate-simulation.test.ts).
 */
export function dropChecks(pending: readonly PendingDrop[]): GateCheck[] {
  const drops = pending.map(({ pair }) => pairedDrop(pair.current.tally, pair.baseline.tally))
  const adjusted = holm(drops.map((each, i) => dropPValue(each, pending[i]?.maxDrop as number)))
  return pending.map(({ pair, rule, maxDrop }, i) => {
    const { current, baseline, drop, standardError } = drops[i] as PairedDrop
    const p = adjusted[i] as number
    const failed = p <= LEVEL
    const half = NINETY_FIVE * standardError
    const interval: [number, number] = [Math.max(-1, drop - half), Math.min(1, drop + half)]
    const detectable = maxDrop + (probit(1 - LEVEL / pending.length) + probit(0.8)) * standardError
    const verdict = failed
      ? `more than ${maxDrop}`
      : drop > maxDrop
        ? `not shown to be more than ${maxDrop}`
        : `within ${maxDrop}`
    return {
      ...about(pair.current, rule),
      check: 'maxDrop',
      outcome: failed ? 'quality' : 'passed',
      limit: maxDrop,
      measured: drop,
      message:
        `from ${baseline.toFixed(4)} to ${current.toFixed(4)}, a drop of ${signed(drop, maxDrop)} ` +
        `[${interval.map((end) => signed(end, maxDrop)).join(', ')}], ${verdict} (p ${p.toFixed(4)} of ${pending.length})`,
      drop: { current, baseline, interval, p, detectable },
    }
  })
}

/** Without a minus before what is printed as nothing. */
function signed(value: number, limit: number): string {
  return unlike(value, limit).replace(/^-(?=[0.]+$)/, '')
}
