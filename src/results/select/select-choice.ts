import { isNumber } from './select-cells.js'
import type { RunnerUp, SelectionCandidate, SelectionOutcome, SelectOptions } from './select-types.js'

/** Scores nearer than this are a tie: less than the rounding of a sum can make of a difference, no less than any that means something. */
const TIE = 1e-9

/** The complete candidate over the bar with the best score. */
export function chooseCandidate(
  candidates: readonly SelectionCandidate[],
  prefer: SelectOptions['prefer'],
  compared: (best: string, others: readonly string[]) => RunnerUp[],
): { outcome: SelectionOutcome; choice: string | null; tied: string[]; runnerUp: RunnerUp | null; close: string[] } {
  const none = { choice: null, runnerUp: null, close: [] }
  const eligible = candidates.filter(({ below, missing }) => below.length === 0 && missing.length === 0)
  if (eligible.length === 0) {
    const dropped = candidates.every(({ below }) => below.length > 0)
    return { outcome: dropped ? 'dropped' : 'undecided', tied: [], ...none }
  }
  const best = Math.max(...eligible.map(({ score }) => score as number))
  const first = eligible.filter(({ score }) => best - (score as number) <= TIE).map(({ value }) => value)
  const tied = first.length > 1 ? first : []
  const choice = tied.length === 0 ? (first[0] as string) : preferred(tied, prefer)
  if (choice === null) return { outcome: 'tied', tied, ...none }
  const others = eligible
    .filter(({ value }) => value !== choice)
    .sort((a, b) => (b.score as number) - (a.score as number))
    .map(({ value }) => value)
  const beside = compared(choice, others)
  const close = beside.filter(({ interval }) => interval !== null && interval[0] <= 0).map(({ value }) => value)
  const outcome = close.length > 0 && tied.length === 0 ? 'not-distinguishable' : 'chosen'
  return { outcome, choice, tied, runnerUp: beside[0] ?? null, close }
}

/** The tied value of the preferred size; null without a preference, and where two spellings of one number are preferred. */
function preferred(tied: readonly string[], prefer: SelectOptions['prefer']): string | null {
  if (prefer === undefined) return null
  const other = tied.find((value) => !isNumber(value))
  if (other !== undefined) {
    throw new RangeError(`prefer ${prefer}: of the tied values ${tied.join(', ')}, "${other}" is not a number`)
  }
  const extreme = (prefer === 'smallest' ? Math.min : Math.max)(...tied.map(Number))
  const found = tied.filter((value) => Number(value) === extreme)
  return found.length === 1 ? (found[0] as string) : null
}
