import { closest, distance } from 'fastest-levenshtein'

/** The candidate that a misspelt name most likely meant, or undefined when none is near. */
function nearest(name: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined
  const best = closest(name, candidates)
  return distance(name, best) <= Math.max(2, Math.floor(best.length / 3)) ? best : undefined
}

/** `; did you mean "x"?`, or nothing. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const best = nearest(name, candidates)
  return best === undefined ? '' : `; did you mean "${best}"?`
}
