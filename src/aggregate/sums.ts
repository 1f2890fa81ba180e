/** Sums that are right to a rounding, for billions of values in any order and split. */
export interface Sums {
  /** Adds the value times a small whole number to each sum. */
  add(value: number, times: Uint8Array): void
  /** Adds a value of its own to each. */
  addEach(values: readonly number[]): void
  values(): number[]
}

/** Sums of multiples of 1 / 2²⁰ are exact up to 2³³ = 8.6e9. */
const GRAINS = 2 ** 20

/**
 * Sums of values from 0 to 1. A value is split into a multiple of 2⁻²⁰ and the rest: sums of the first are exact, and those of the rest, less than a
 * millionth of the whole, lose what no 1e-12 can see.
 */
export function sums(count: number): Sums {
  const coarse = new Float64Array(count)
  const fine = new Float64Array(count)
  return {
    add(value, times) {
      const [whole, rest] = split(value)
      for (let i = 0; i < count; i++) {
        const factor = times[i] as number
        coarse[i] = (coarse[i] as number) + factor * whole
        fine[i] = (fine[i] as number) + factor * rest
      }
    },
    addEach(values) {
      for (let i = 0; i < count; i++) {
        const [whole, rest] = split(values[i] as number)
        coarse[i] = (coarse[i] as number) + whole
        fine[i] = (fine[i] as number) + rest
      }
    },
    values: () => Array.from(coarse, (whole, i) => whole + (fine[i] as number)),
  }
}

function split(value: number): [whole: number, rest: number] {
  const whole = Math.round(value * GRAINS) / GRAINS
  return [whole, value - whole]
}
