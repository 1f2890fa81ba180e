/** Below any difference that a score can make, above the rounding of a sum, which the order of the samples changes. */
const ROUNDING = 1e-9

/** Whether a mean reaches a minimum, however its sum was rounded. */
export function reaches(mean: number, min: number): boolean {
  return mean >= min - ROUNDING
}
