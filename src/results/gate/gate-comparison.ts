import { uniteReportSignatures } from '../../core/signature.js'
import type { Report } from '../report.js'
import { type GateCell, gateCells } from './gate-cells.js'
import type { GateOptions, GateRule } from './gate-types.js'

/** A cell of the report and of its baseline, over the same samples. */
export interface CellPair {
  current: GateCell
  baseline: GateCell
  /** The baseline's cell over all of its samples. */
  wholeBaseline: GateCell
  /** Whether each sample is scored on both sides. */
  paired: boolean
}

export interface Comparison {
  /** For each cell of a rule, by its key, the two to compare. */
  pairs(rule: GateRule, cells: readonly GateCell[], at: string): ReadonlyMap<string, CellPair>
  /** What could not be checked so far. */
  notes(): string[]
}

/**
 * What drops are taken from.
 *
 * @throws TypeError without a baseline; RangeError when the baseline's numbers were made in another way. `pairs` throws a RangeError when the
 * baseline lacks one of the cells or has more, or is not over the same samples.
 */
export function comparison(report: Report, { baseline, shared }: GateOptions): Comparison {
  if (baseline === undefined) throw new TypeError('a rule with maxDrop needs a baseline')
  try {
    uniteReportSignatures(report.signature, baseline.signature)
  } catch (error) {
    throw new RangeError(`baseline: ${(error as Error).message}; score it again as the report was`)
  }
  assertSameSet(report.signature.evalset, baseline.signature.evalset)
  const notes = new Set<string>()
  return {
    pairs(rule, cells, at) {
      const whole = gateCells(baseline, rule, `${at}, in the baseline`)
      assertSameCells(cells, whole, at)
      const current = byKey(
        shared === undefined ? cells : gateCells(shared.report, rule, `${at}, of the shared samples`),
      )
      const before = byKey(
        shared === undefined ? whole : gateCells(shared.baseline, rule, `${at}, of the shared samples`),
      )
      const wholeByKey = byKey(whole)
      return new Map(
        cells.map(({ key, group, metric }) => {
          const pair = {
            current: current.get(key),
            baseline: before.get(key),
            wholeBaseline: wholeByKey.get(key),
            paired: shared !== undefined,
          }
          if (!isWhole(pair)) {
            throw new RangeError(
              `${at}: no sample of ${JSON.stringify(group)} with ${metric} is shared with the baseline`,
            )
          }
          const unchecked = shared === undefined && !haveSameSamples(pair, at)
          if (unchecked)
            notes.add(
              `${JSON.stringify(group)}: no metric is scored throughout, so that only the number of samples was compared`,
            )
          const [now, then] = [pair.current.tally.scored, pair.baseline.tally.scored]
          if (now !== then)
            notes.add(
              `${JSON.stringify(group)}: ${metric} has ${now} scores, and ${then} in the baseline; of scored rows (\`score --out\`), those scored in both are compared`,
            )
          return [key, pair]
        }),
      )
    },
    notes: () => [...notes],
  }
}

/** Versions of the evaluation set have other instructions under the same ids. */
function assertSameSet(now: string | undefined, before: string | undefined): void {
  if (now === before) return
  throw new RangeError(
    `baseline: its responses are to version ${before ?? '(none)'} of the evaluation set, and the report's to ${now ?? '(none)'}; ` +
      'let the model of the baseline answer the same version',
  )
}

function byKey(cells: readonly GateCell[]): Map<string, GateCell> {
  return new Map(cells.map((cell) => [cell.key, cell]))
}

function isWhole(pair: { [Side in keyof CellPair]: CellPair[Side] | undefined }): pair is CellPair {
  return Object.values(pair).every((cell) => cell !== undefined)
}

/** A language or a metric that vanished since the baseline must not pass, and a new one has nothing to be compared with. */
function assertSameCells(cells: readonly GateCell[], before: readonly GateCell[], at: string): void {
  for (const [some, others, which] of [
    [before, cells, 'the baseline has, and the report has not'],
    [cells, before, 'the report has, and the baseline has not'],
  ] as const) {
    const keys = byKey(others)
    const alone = some.filter(({ key }) => !keys.has(key))
    const [first] = alone
    if (first === undefined) continue
    throw new RangeError(
      `${at}: ${alone.length} that ${which}, first ${first.metric} in ${JSON.stringify(first.group)}; ` +
        'score the same, or narrow the rule with metric and where',
    )
  }
}

/**
 * Whether a pair is known to be over the same samples: where every sample has a score on both sides, equal bootstrap weights say so,
 * since they are drawn by the ids.
 *
 * @throws RangeError where it is known not to be.
 */
function haveSameSamples({ current, baseline }: CellPair, at: string): boolean {
  const where = `${at}: ${JSON.stringify(current.group)}`
  const mend = 'give the scored rows of both (`score --out`), and the shared samples are compared'
  if (current.tally.total !== baseline.tally.total) {
    throw new RangeError(
      `${where} has ${current.tally.total} samples, and ${baseline.tally.total} in the baseline; ${mend}`,
    )
  }
  const complete = Object.keys(current.metrics).find((metric) =>
    [current, baseline].every(
      ({ metrics }) => metrics[metric] !== undefined && metrics[metric].scored === metrics[metric].total,
    ),
  )
  if (complete === undefined) return false
  const [now, then] = [current.metrics[complete]?.weights, baseline.metrics[complete]?.weights]
  if (now?.some((weight, b) => weight !== then?.[b])) {
    throw new RangeError(`${where} has other sample ids than the baseline, or none; ${mend}`)
  }
  return true
}
