/** How sure a drop is. */
export interface DropTest {
  /** One-sided p-value of the true drop being no more than `limit`. */
  pValue(limit: number): number
  /** The drops that are not refuted when each side may err with probability `tail`. Its lower end is above a limit where `pValue(limit)` is below `tail`. */
  interval(tail: number): [low: number, high: number]
  /** The drop that would be told from `limit` four times of five; 1 where none would. */
  detectable(limit: number, tail: number): number
}

/** Standard errors by which four estimates of five are not too low. */
export const FOUR_OF_FIVE = 0.8416212335729143

/** The least number between two for which something holds that holds from there on; the larger one where it never does. */
export function least(holds: (value: number) => boolean, from: number, to: number): number {
  let [low, high] = [from, to]
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2
    if (holds(middle)) high = middle
    else low = middle
  }
  return high
}
