import { incompleteBeta } from './incomplete-beta.js'

/**
 * P(X ≥ successes) for X successes of `trials`, each with probability `chance`.
 *
 * @example
 * ```ts
 * atLeast(4, 4, 0.5).toFixed(4) // => '0.0625'
 * ```
 */
export function atLeast(successes: number, trials: number, chance: number): number {
  if (successes <= 0) return 1
  if (successes > trials) return 0
  return incompleteBeta(chance, successes, trials - successes + 1)
}
