import { incompleteBeta } from './incomplete-beta.js'

/** With so many degrees of freedom it is the normal distribution to six decimals, and there the digits of the beta function begin to go. */
const NORMAL = 1e6

/** No t is larger: with a fraction of a degree of freedom nothing is known, and any interval is all there can be. */
const LARGEST = 1e6

/**
 * P(T > t) of Student's t distribution (Student 1908); for infinitely many degrees of freedom, the normal distribution's.
 *
 * @param degrees Above 0; they need not be whole.
 *
 * @example
 * ```ts
 * upperTail(2.228, 10).toFixed(4) // => '0.0250'
 * ```
 */
export function upperTail(t: number, degrees: number): number {
  const finite = Math.min(degrees, NORMAL)
  const square = t * t
  // Of the two ways to write it, the one that does not lose its digits where t is small.
  const both =
    square < finite
      ? 1 - incompleteBeta(square / (finite + square), 0.5, finite / 2)
      : incompleteBeta(finite / (finite + square), finite / 2, 0.5)
  return t >= 0 ? both / 2 : 1 - both / 2
}

/**
 * The t that is exceeded with probability `tail`: `upperTail(t, degrees) = tail`. At most a million.
 *
 * @param tail Above 0, at most 0.5.
 *
 * @example
 * ```ts
 * tQuantile(0.025, 10).toFixed(3) // => '2.228'
 * ```
 */
export function tQuantile(tail: number, degrees: number): number {
  let [low, high] = [0, 2]
  while (upperTail(high, degrees) > tail) {
    if (high >= LARGEST) return LARGEST
    ;[low, high] = [high, high * 2]
  }
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (upperTail(middle, degrees) > tail) low = middle
    else high = middle
  }
  return (low + high) / 2
}
