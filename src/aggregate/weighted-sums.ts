/** Sums that are right to a rounding, for billions of values in any order and split. */
export interface WeightedSums {
  /** Adds a value to each sum as many times as `times` says for it. */
  add(value: number, times: Uint8Array): void
  /** Adds other such sums. */
  addSums(weights: readonly number[], sums: readonly number[]): void
  /** How many values are in each sum. */
  weights(): number[]
  sums(): number[]
}

/** Sums of multiples of 1 / 2²⁰ are exact up to 2³³ = 8.6e9. */
const GRAINS = 2 ** 20

/**
 * Sums of values from 0 to 1. A value is split into a multiple of 2⁻²⁰ and the rest: sums of the first are exact, and those of the rest, less than a
 * millionth of the whole, lose what no 1e-12 can see.
 */
export function weightedSums(count: number): WeightedSums {
  const weights = new Float64Array(count)
  const coarse = new Float64Array(count)
  const fine = new Float64Array(count)
  return {
    add(value, times) {
      const whole = wholeGrains(value)
      addTimes(times, weights, coarse, whole, fine, value - whole)
    },
    addSums(otherWeights, sums) {
      for (let i = 0; i < count; i++) {
        const sum = sums[i] as number
        const whole = wholeGrains(sum)
        weights[i] = (weights[i] as number) + (otherWeights[i] as number)
        coarse[i] = (coarse[i] as number) + whole
        fine[i] = (fine[i] as number) + (sum - whole)
      }
    },
    weights: () => [...weights],
    sums: () => Array.from(coarse, (whole, i) => whole + (fine[i] as number)),
  }
}

function wholeGrains(value: number): number {
  return Math.round(value * GRAINS) / GRAINS
}

/** One loop, and outside of any closure: it runs a thousand times for each score, in the one thread that adds up what all workers give. */
function addTimes(
  times: Uint8Array,
  weights: Float64Array,
  coarse: Float64Array,
  whole: number,
  fine: Float64Array,
  rest: number,
): void {
  for (let i = 0; i < weights.length; i++) {
    const factor = times[i] as number
    weights[i] = (weights[i] as number) + factor
    coarse[i] = (coarse[i] as number) + factor * whole
    fine[i] = (fine[i] as number) + factor * rest
  }
}
