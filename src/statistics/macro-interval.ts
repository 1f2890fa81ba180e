/**
 * The interval of a mean of means, by the square-and-add rule with covariances (MOVER, Zou & Donner 2008): L = m − √ΣΣ rᵢⱼ(mᵢ − lᵢ)(mⱼ − lⱼ) / k, and the upper
 * end alike.
 *
 * @param correlations Between the means, as they vary together: 1 on the diagonal.
 */
export function macroInterval(
  means: readonly number[],
  intervals: readonly (readonly [low: number, high: number])[],
  correlations: readonly (readonly number[])[],
): [low: number, high: number] {
  const distance = (end: 0 | 1) => {
    const distances = means.map((mean, i) => (intervals[i]?.[end] as number) - mean)
    let square = 0
    for (const [i, row] of correlations.entries()) {
      for (const [j, correlation] of row.entries()) {
        square += correlation * (distances[i] as number) * (distances[j] as number)
      }
    }
    return Math.sqrt(Math.max(0, square)) / means.length
  }
  const mean = average(means)
  return [Math.max(0, mean - distance(0)), Math.min(1, mean + distance(1))]
}

export function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
