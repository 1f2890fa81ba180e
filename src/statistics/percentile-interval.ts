import { quantileSorted } from 'simple-statistics'

/** The middle 95 % of bootstrap values. Resamples that drew nothing (NaN) say nothing and are left out; null when no other is there. */
export function percentileInterval(values: readonly number[]): [low: number, high: number] | null {
  const ordered = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
  return ordered.length === 0 ? null : [quantileSorted(ordered, 0.025), quantileSorted(ordered, 0.975)]
}
