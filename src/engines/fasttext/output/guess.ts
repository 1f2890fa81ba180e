/** A label's number and the natural logarithm of its probability. */
export interface Guess {
  label: number
  score: number
}

/** From the hidden vector to the `k` most probable labels, best first. */
export type Predict = (hidden: Float32Array, k: number) => Guess[]

/** The logarithm that every probability goes through, so that there is none of 0 (loss.cc, std_log). */
export function shiftedLog(probability: number): number {
  return Math.fround(Math.log(probability + 1e-5))
}

/** What there is to say when a product overflowed: damaged weights, and no order among labels. */
export const noNumber: Guess[] = [{ label: 0, score: Number.NaN }]
