/** The 97.5 % quantile of the standard normal distribution. */
const Z = 1.959963984540054

/**
 * The 95 % Wilson score interval of a proportion (Wilson 1927): within 0..1, and honest for small counts and for proportions of 0
 * and 1, where the textbook interval has no width.
 *
 * @param successes 0..total; it need not be whole.
 * @param total Above 0; it need not be whole.
 * @param quantile Of the distribution that the interval is by. Default: the normal distribution's, for 95 %.
 *
 * @example
 * ```ts
 * const [low] = wilsonInterval(10, 10)
 * low.toFixed(4) // => '0.7225'
 * ```
 */
export function wilsonInterval(successes: number, total: number, quantile = Z): [low: number, high: number] {
  const p = successes / total
  const z2 = quantile * quantile
  const centre = p + z2 / (2 * total)
  const spread = quantile * Math.sqrt((p * (1 - p)) / total + z2 / (4 * total * total))
  const scale = 1 + z2 / total
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)]
}
