/** The interval of a mean of independent means, by the square-and-add rule (MOVER, Zou & Donner 2008): L = m − √Σ(mᵢ − lᵢ)² / k, and the upper end alike: within 0..1 when every group's interval is. */
export function macroInterval(
  means: readonly number[],
  intervals: readonly ([low: number, high: number] | null)[],
): [low: number, high: number] | null {
  const distance = (end: 0 | 1) =>
    Math.hypot(...means.map((mean, i) => (intervals[i]?.[end] ?? NaN) - mean)) / means.length
  if (intervals.includes(null)) return null
  return [average(means) - distance(0), Math.min(1, average(means) + distance(1))]
}

export function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
