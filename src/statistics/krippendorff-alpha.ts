/**
 * Krippendorff's α for ordinal ratings (Krippendorff 2004, 11.3): 1 − observed / expected disagreement of ratings of one unit, for any number of raters, where
 * some ratings may be missing. 1 is full agreement, 0 what chance gives. Null where all ratings are equal: there is then no disagreement to be expected.
 *
 * @param units Of each unit, how often each rating was given, by rank. One with fewer than two ratings says nothing.
 * @param weight How often each unit counts. Default: once.
 *
 * @example
 * ```ts
 * krippendorffAlpha([[2, 0, 0], [0, 1, 1], [0, 0, 2]])?.toFixed(4) // => '0.7778'
 * ```
 */
export function krippendorffAlpha(
  units: readonly (readonly number[])[],
  weight: (unit: number) => number = () => 1,
): number | null {
  const { coincidences, totals, all } = coincidencesOf(units, weight)
  const distances = ordinalDistances(totals)
  let observed = 0
  let expected = 0
  for (const [c, row] of distances.entries()) {
    for (const [k, distance] of row.entries()) {
      observed += (coincidences[c]?.[k] as number) * distance
      expected += ((totals[c] as number) * (totals[k] as number) * distance) / (all - 1)
    }
  }
  return expected > 0 ? 1 - observed / expected : null
}

/** How often ratings c and k were given to one unit, each unit's pairs counting as many as it has ratings. */
function coincidencesOf(units: readonly (readonly number[])[], weight: (unit: number) => number) {
  const ranks = units[0]?.length ?? 0
  const coincidences = Array.from({ length: ranks }, () => new Array<number>(ranks).fill(0))
  for (const [unit, counts] of units.entries()) {
    const rated = counts.reduce((sum, count) => sum + count, 0)
    const times = weight(unit)
    if (rated < 2 || times === 0) continue
    for (const [c, row] of coincidences.entries()) {
      for (let k = 0; k < ranks; k++) {
        const others = (counts[k] as number) - (c === k ? 1 : 0)
        row[k] = (row[k] as number) + (times * (counts[c] as number) * others) / (rated - 1)
      }
    }
  }
  const totals = coincidences.map((row) => row.reduce((sum, value) => sum + value, 0))
  return { coincidences, totals, all: totals.reduce((sum, value) => sum + value, 0) }
}

/** Squared: how many ratings lie between two ranks, with half of those of the two. */
function ordinalDistances(totals: readonly number[]): number[][] {
  return totals.map((_, c) =>
    totals.map((_, k) => {
      const between = totals.slice(Math.min(c, k), Math.max(c, k) + 1).reduce((sum, count) => sum + count, 0)
      return (between - ((totals[c] as number) + (totals[k] as number)) / 2) ** 2
    }),
  )
}
