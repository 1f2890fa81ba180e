/**
 * P-values adjusted for being several (Holm 1979): each may be held against the level that all together are to keep, whatever
 * depends on what. Of many groups of an unchanged model, one always looks worse.
 *
 * @example
 * ```ts
 * holm([0.01, 0.04, 0.03]) // => [0.03, 0.06, 0.06]
 * ```
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => (pValues[a] as number) - (pValues[b] as number))
  const adjusted = new Array<number>(pValues.length)
  let largest = 0
  for (const [rank, i] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * (pValues[i] as number)))
    adjusted[i] = largest
  }
  return adjusted
}

/**
 * How sure each of several decisions must be for all together to keep a level, by Holm's procedure: a p-value is at most its own level exactly where its adjusted
 * one is at most the whole. Those that are not rejected share what is left. An interval that is as sure says the same as the verdict.
 *
 * @example
 * ```ts
 * holmLevels([0.001, 0.2, 0.3], 0.03) // => [0.01, 0.015, 0.015]
 * ```
 */
export function holmLevels(pValues: readonly number[], level: number): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => (pValues[a] as number) - (pValues[b] as number))
  const levels = new Array<number>(pValues.length)
  let left = pValues.length
  let rejecting = true
  for (const i of order) {
    levels[i] = level / left
    rejecting &&= (pValues[i] as number) <= level / left
    if (rejecting) left -= 1
  }
  return levels
}
