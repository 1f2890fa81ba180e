import { holm, holmLevels } from '../../statistics/holm.js'
import { type PairedDrop, pairedDrop } from '../../statistics/paired-drop.js'
import { tallyScale } from '../tally.js'
import { about, unlike } from './gate-checks.js'
import type { CellPair } from './gate-comparison.js'
import type { GateCheck } from './gate-types.js'

/** The chance of a drop from nothing that counts as none: one side of a 95 % interval. */
const LEVEL = 0.025

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
 * Fails a drop when its whole interval lies above `maxDrop`: one-sided p ≤ 0.025, by Holm adjusted for all drops together, so that
 * an unchanged model fails about one gate in forty, however many groups it has (tests/results/gate/gate-simulation.test.ts). The interval is as sure as that takes.
 */
export function dropChecks(pending: readonly PendingDrop[]): GateCheck[] {
  const drops = pending.map(({ pair: { current, baseline } }) => {
    const isBinary = [current, baseline].every(({ tally }) => tallyScale(tally) === 'binary')
    return pairedDrop(current.tally, baseline.tally, isBinary)
  })
  const pValues = drops.map((each, i) => each.pValue(pending[i]?.maxDrop as number))
  const adjusted = holm(pValues)
  const levels = holmLevels(pValues, LEVEL)
  return pending.map(({ pair, rule, maxDrop }, i) => {
    const { current, baseline, drop, ...test } = drops[i] as PairedDrop
    const p = adjusted[i] as number
    const failed = p <= LEVEL
    const interval = test.interval(levels[i] as number)
    const detectable = test.detectable(maxDrop, LEVEL / pending.length)
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
