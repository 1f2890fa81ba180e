/**
 * Gwet's AC2 with quadratic weights (Gwet 2014, chapter 5), for any number of raters: like κ, but with an expectation by chance that stays sensible where nearly all ratings are
 * equal, as those of a good model are. 1 is full agreement. Null where no unit has two ratings.
 *
 * @param units Of each unit, how often each rating was given, by rank: at least two ranks.
 *
 * @example
 * ```ts
 * gwetAc2([[2, 0, 0], [2, 0, 0], [1, 1, 0]])?.toFixed(4) // => '0.8846'
 * ```
 */
export function gwetAc2(units: readonly (readonly number[])[]): number | null {
  const ranks = units[0]?.length ?? 0
  const weight = (k: number, l: number) => 1 - ((k - l) / (ranks - 1)) ** 2
  let [agreed, compared, rated] = [0, 0, 0]
  const shares = new Array<number>(ranks).fill(0)
  for (const counts of units) {
    const given = counts.reduce((sum, count) => sum + count, 0)
    if (given === 0) continue
    rated += 1
    for (const [k, count] of counts.entries()) shares[k] = (shares[k] as number) + count / given
    if (given < 2) continue
    compared += 1
    for (const [k, count] of counts.entries()) {
      const alike = counts.reduce((sum, other, l) => sum + weight(k, l) * other, 0)
      agreed += (count * (alike - 1)) / (given * (given - 1))
    }
  }
  if (compared === 0) return null
  let weights = 0
  for (let k = 0; k < ranks; k++) for (let l = 0; l < ranks; l++) weights += weight(k, l)
  const spread = shares.reduce((sum, share) => sum + (share / rated) * (1 - share / rated), 0)
  const chance = (weights * spread) / (ranks * (ranks - 1))
  return (agreed / compared - chance) / (1 - chance)
}
