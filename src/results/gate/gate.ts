import type { Report } from '../report.js'
import { gateCells } from './gate-cells.js'
import { budgetChecks, leastScored, levelChecks, missingChecks } from './gate-checks.js'
import { comparison } from './gate-comparison.js'
import { dropChecks, type PendingDrop, tooFewToCompare } from './gate-drops.js'
import { assertBudgets, assertRule } from './gate-rule.js'
import type { GateCheck, GateOptions, GateOutcome, GateResult } from './gate-types.js'

/**
 * Whether a report is good enough: a decision for CI, by rules. A rule is about a metric, or each, in a group, or in each value of
 * some fields; groups of a report that is grouped by more fields are added up. It asks for a least mean (`min`), a least lower end of
 * the mean's 95 % interval (`minLowerBound`), or a drop of at most `maxDrop` from a baseline over the same samples.
 *
 * A drop fails when its whole interval (paired by sample, those of one id being one; Student's t, or McNemar's exact test where few 0/1 scores differ) is above
 * `maxDrop`, all drops of the gate being judged together (Holm), so that an unchanged model seldom fails however many groups there are; `detectable` says which drop a check would catch
 * four times out of five. A group with too few valid scores, in the report or in the baseline, is not judged: its outcome is `insufficient`,
 * neither passed nor failed.
 *
 * @param report Of `evaluate` or `mergeReports`, or one that `score --report` wrote.
 * @throws RangeError when a rule's metric, field or group is not in the report or the baseline, when the two were not made in the same
 * way or not over the same samples, and for a limit that is none; TypeError without rules, for a rule that asks for nothing, and for
 * `maxDrop` without a baseline. No rule passes because there is nothing to check.
 *
 * @example
 * ```ts
 * const samples = [
 *   { id: '1', output: 'Il pleut à Paris.', language: 'fr' },
 *   { id: '2', output: 'It is raining in Paris.', language: 'fr' },
 * ]
 * const report = await evaluate(samples, { by: ['language'] })
 * const rules = [{ metric: 'languageCorrectness', where: { language: 'fr' }, min: 0.95 }]
 * const { outcome, checks } = gate(report, { rules })
 * outcome // => 'quality'
 * checks[0]?.message // => 'mean 0.5000 is below 0.95'
 * ```
 */
export function gate(report: Report, options: GateOptions): GateResult {
  const { rules } = options
  if (!Array.isArray(rules) || rules.length === 0) throw new TypeError('rules: give at least one')
  assertBudgets(options, '')
  for (const [index, rule] of rules.entries()) assertRule(rule, `rules[${index}]`)
  const compared = rules.some(({ maxDrop }) => maxDrop !== undefined) ? comparison(report, options) : undefined
  const checks: GateCheck[] = []
  const pending: PendingDrop[] = []
  const told = new Set<string>()
  const add = (found: readonly GateCheck[]) => {
    for (const check of found) {
      const key = JSON.stringify([check.check, check.of, check.limit, check.group, check.metric])
      if (!told.has(key)) checks.push(check) // several rules may be about one cell
      told.add(key)
    }
    return found.every(({ outcome }) => outcome === 'passed')
  }
  for (const [index, rule] of rules.entries()) {
    const at = `rules[${index}]`
    const cells = gateCells(report, rule, at)
    const pairs = rule.maxDrop === undefined ? undefined : compared?.pairs(rule, cells, at)
    for (const cell of cells) {
      if (!add(budgetChecks(cell, index, rule, options))) continue
      add(levelChecks(cell, index, rule))
      const pair = pairs?.get(cell.key)
      if (pair === undefined || rule.maxDrop === undefined) continue
      if (!add(missingChecks(pair.wholeBaseline, index, rule, options, 'baseline'))) continue
      const drop = { pair, rule: index, maxDrop: rule.maxDrop }
      const tooFew = tooFewToCompare(drop, leastScored(rule, options))
      if (tooFew !== undefined) add([tooFew])
      else if (!pending.some((other) => sameDrop(other, drop))) pending.push(drop)
    }
  }
  checks.push(...dropChecks(pending))
  checks.sort((a, b) => a.rule - b.rule)
  return { outcome: worst(checks), checks, notes: compared?.notes() ?? [] }
}

/** Asked by two rules; Holm's adjustment is not for one comparison twice. */
function sameDrop(a: PendingDrop, b: PendingDrop): boolean {
  const key = ({ pair, maxDrop }: PendingDrop) => JSON.stringify([pair.current.metric, pair.current.group, maxDrop])
  return key(a) === key(b)
}

function worst(checks: readonly GateCheck[]): GateOutcome {
  const outcomes = checks.map(({ outcome }) => outcome)
  return (['quality', 'insufficient'] as const).find((bad) => outcomes.includes(bad)) ?? 'passed'
}
