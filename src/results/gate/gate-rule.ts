import type { GateBudgets, GateRule } from './gate-types.js'

const levels = ['min', 'minLowerBound', 'maxDrop'] as const
const PERCENT = /^(100|\d{1,2}(\.\d+)?)%$/

/**
 * Checks what types cannot say of a rule.
 *
 * @throws RangeError for a limit that is none; TypeError for a rule that asks for nothing. Both begin with `at`.
 */
export function assertRule(rule: GateRule, at: string): void {
  const asked = [...levels, 'minScored', 'maxSkipped', 'maxFailed'] as const
  if (asked.every((key) => rule[key] === undefined)) {
    throw new TypeError(`${at}: asks for nothing; give one of ${asked.join(', ')}`)
  }
  for (const key of ['metric', 'by'] as const) {
    if (Array.isArray(rule[key]) && rule[key].length === 0) throw new TypeError(`${at}.${key}: is empty; leave it out`)
  }
  for (const [field, values] of Object.entries(rule.where ?? {})) {
    if (values.length === 0) throw new TypeError(`${at}.where.${field}: is empty; leave it out`)
  }
  for (const key of levels) {
    const level = rule[key]
    if (level === undefined || (level >= 0 && level <= 1)) continue
    const mend = level > 1 && level <= 100 ? `; ${level} % is ${level / 100}` : ''
    throw new RangeError(`${at}.${key}: expected a number from 0 to 1, got ${level}${mend}`)
  }
  assertBudgets(rule, `${at}.`)
}

/** @throws RangeError, beginning with `at`, for a budget that is none. */
export function assertBudgets({ minScored, maxSkipped, maxFailed }: GateBudgets, at: string): void {
  if (minScored !== undefined && !(Number.isInteger(minScored) && minScored >= 1)) {
    throw new RangeError(`${at}minScored: expected a number of samples, 1 or more, got ${minScored}`)
  }
  for (const [key, budget] of Object.entries({ maxSkipped, maxFailed })) {
    const allowed = typeof budget === 'number' ? Number.isInteger(budget) && budget >= 0 : PERCENT.test(budget ?? '0%')
    if (allowed) continue
    const mend = typeof budget === 'number' && budget > 0 && budget < 1 ? `; a share is written "${budget * 100}%"` : ''
    throw new RangeError(
      `${at}${key}: expected a number of samples, or a share like "2%", got ${JSON.stringify(budget)}${mend}`,
    )
  }
}
