import { influences } from './clusters.js'
import type { ResampledSums } from './weighted-sums.js'

/**
 * How the means of several tallies vary together, for want of better as their resamples do: a matrix with 1 on its diagonal. Tallies over the same ids have drawn the
 * same of them. Where all scores of a tally are equal, nothing shows how its mean would vary; then it is taken to vary with another as much as the two share
 * ids, which is the most that it could.
 *
 * @param all Each of at least one score.
 */
export function correlations(all: readonly ResampledSums[]): number[][] {
  const varying = all.map(influences)
  const drawn = all.map(({ scored, weights }) => weights.map((weight) => weight - scored))
  const isConstant = varying.map((values) => values.every((value) => Math.abs(value) < 1e-9))
  return all.map((_, i) =>
    all.map((_, j) => {
      if (i === j) return 1
      const [a, b] = isConstant[i] || isConstant[j] ? [drawn[i], drawn[j]] : [varying[i], varying[j]]
      return cosine(a as number[], b as number[])
    }),
  )
}

function cosine(a: readonly number[], b: readonly number[]): number {
  let [product, squareA, squareB] = [0, 0, 0]
  for (const [i, value] of a.entries()) {
    const other = b[i] as number
    product += value * other
    squareA += value * value
    squareB += other * other
  }
  return product === 0 ? 0 : product / Math.sqrt(squareA * squareB)
}
