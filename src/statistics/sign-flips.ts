/** More signs are not gone through: from there on Student's t does as well. */
const MOST_FLIPS = 12

/**
 * Two-sided p-value of differences that, if nothing were different, might as well have the other sign each (Fisher 1935): the share of all ways to set their signs
 * in which the sum is as far from 0 as it is. Of differences that are all 1 or −1 this is McNemar's exact test. Differences of 0 say nothing. Null where more than
 * 12 are not 0.
 *
 * @example
 * ```ts
 * signFlipPValue([1, 1, 1, 0, 0]) // => 0.25
 * ```
 */
export function signFlipPValue(differences: readonly number[]): number | null {
  const sizes = differences.filter((value) => value !== 0).map(Math.abs)
  if (sizes.length > MOST_FLIPS) return null
  const seen = Math.abs(differences.reduce((sum, value) => sum + value, 0))
  const slack = 1e-9 * sizes.reduce((sum, value) => sum + value, 0)
  let sums = [0]
  for (const size of sizes) sums = sums.flatMap((sum) => [sum + size, sum - size])
  return sums.filter((sum) => Math.abs(sum) >= seen - slack).length / sums.length
}
