/**
 * @param option What the error names.
 * @param or What else would be allowed.
 * @throws RangeError for what is no whole number from 1: 0, NaN, a negative number, a fraction, no number at all.
 */
export function assertWholeNumber(option: string, value: number, or = ''): void {
  if (Number.isSafeInteger(value) && value >= 1) return
  throw new RangeError(`${option} must be a whole number from 1${or}, got ${shown(value)}`)
}

function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}
