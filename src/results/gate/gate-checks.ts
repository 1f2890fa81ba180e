import { WRONG_LANGUAGE } from '../../core/wrong-language.js'
import { reaches } from '../../statistics/reaches.js'
import { summarizeTally, type Tally } from '../tally.js'
import type { GateCell } from './gate-cells.js'
import type { GateBudgets, GateCheck, GateRule } from './gate-types.js'

/** With fewer samples, neither the bootstrap nor a person can tell a drop from noise. */
const COMPARABLE = 20

/** How many scored samples a rule needs in a group. */
export function leastScored(rule: GateRule, common: GateBudgets): number {
  return rule.minScored ?? common.minScored ?? (rule.maxDrop === undefined ? 1 : COMPARABLE)
}

/**
 * Whether a cell has enough valid scores: a check for each budget that was set, and for each that is exceeded. A cell that has not is
 * not held to any level. Where scores would be lacking for nothing but the answers' wrong language, that is the model's quality, and no outage.
 */
export function budgetChecks(cell: GateCell, rule: number, given: GateRule, common: GateBudgets): GateCheck[] {
  const checks = missingChecks(cell, rule, given, common)
  const limit = given.minScored ?? common.minScored
  const least = leastScored(given, common)
  const { scored, wrongLanguage, total } = cell.tally
  const explained = limit === undefined && checks.some(({ outcome }) => outcome !== 'passed')
  const broken = scored < least && !explained
  if (!broken && limit === undefined) return checks
  const madeByLanguage = total >= least && total - wrongLanguage < least
  const outcome = !broken ? 'passed' : madeByLanguage ? 'quality' : 'insufficient'
  const message = `${scored} of ${total} scored, ${least} needed${wrongLanguage > 0 ? ` (${wrongLanguage} answers are in the wrong language)` : ''}`
  return [...checks, { ...about(cell, rule), check: 'minScored', outcome, limit: least, measured: scored, message }]
}

/** The budgets of skipped and failed scores: of the report, and of a baseline, since an outage there hides a drop. */
export function missingChecks(
  cell: GateCell,
  rule: number,
  given: GateRule,
  common: GateBudgets,
  of?: 'baseline',
): GateCheck[] {
  const { skipped, failed, total } = cell.tally
  const counts = { maxSkipped: skipped, maxFailed: failed }
  return (['maxSkipped', 'maxFailed'] as const).flatMap((check): GateCheck[] => {
    const set = given[check] ?? common[check]
    const limit = set ?? (check === 'maxFailed' ? 0 : total)
    const measured = counts[check]
    const broken = typeof limit === 'number' ? measured > limit : measured * 100 > Number.parseFloat(limit) * total
    if (!broken && set === undefined) return []
    const name = `${check === 'maxFailed' ? 'failed' : 'skipped'}${of === undefined ? '' : ' in the baseline'}`
    const message = `${measured} of ${total} ${name}, ${limit} allowed${broken ? reasons(cell.tally) : ''}`
    const outcome = broken ? 'insufficient' : 'passed'
    return [{ ...about(cell, rule), check, ...(of && { of }), outcome, limit, measured, message }]
  })
}

/** Whether the mean, or the lower end of its interval, reaches what the rule asks for. */
export function levelChecks(cell: GateCell, rule: number, { min, minLowerBound }: GateRule): GateCheck[] {
  const { mean, interval } = summarizeTally(cell.tally)
  const checks: GateCheck[] = []
  const add = (check: 'min' | 'minLowerBound', limit: number, measured: number | undefined, name: string) => {
    if (measured === undefined) {
      const message = 'there is no interval: all that is scored has one id, or is one sample'
      checks.push({ ...about(cell, rule), check, outcome: 'insufficient', limit, measured: 0, message })
      return
    }
    const reached = reaches(measured, limit)
    const message = `${name} ${unlike(measured, limit)} ${reached ? 'reaches' : 'is below'} ${limit}`
    checks.push({ ...about(cell, rule), check, outcome: reached ? 'passed' : 'quality', limit, measured, message })
  }
  if (min !== undefined) add('min', min, mean as number, 'mean')
  if (minLowerBound !== undefined) add('minLowerBound', minLowerBound, interval?.[0], 'lower bound')
  return checks
}

/** What every check of a cell says of it. */
export function about({ metric, group, tally }: GateCell, rule: number) {
  return { rule, metric, group, scored: tally.scored }
}

/** Four decimals, or as many as it takes not to read like the limit it misses. */
export function unlike(value: number, limit: number): string {
  const digits = [4, 6, 9].find((count) => Number(value.toFixed(count)) !== limit)
  return value.toFixed(digits ?? 4)
}

/** Why scores are missing, the most frequent first. */
function reasons({ reasons: given }: Tally): string {
  const ordered = Object.entries(given)
    .filter(([reason]) => reason !== WRONG_LANGUAGE)
    .sort(([a, { count }], [b, other]) => other.count - count || (a < b ? -1 : 1))
  return ordered.length === 0
    ? ''
    : ` (${ordered
        .slice(0, 3)
        .map(([reason, { count }]) => `${count} × ${reason}`)
        .join(', ')})`
}
