import type { SampleArgs } from '../../core/sample.js'
import type { Score } from '../../core/score.js'
import { printable } from '../../report/printable.js'
import { scoreEvidence, scoreLine } from '../../report/score-evidence.js'
import type { RunningTest } from './awaited.js'

/**
 * What vitest and Jest call a matcher with, as far as ours look at it.
 *
 * @inline
 */
export interface MatcherContext extends RunningTest {
  /** Whether `.not` was called. */
  isNot?: boolean
  /** `resolves`, `rejects` or empty in `expect(…).…`; undefined where the matcher is used inside another one. */
  promise?: string
}

/**
 * What a matcher gives back to vitest and Jest.
 *
 * @inline
 */
export interface MatcherResult {
  pass: boolean
  message: () => string
}

/** How a matcher was called, and what it expects in words. */
export interface MatcherCall {
  matcher: string
  args: SampleArgs
  /** A sentence's end: `French (fr)`. */
  expected: string
  min: number
}

/**
 * What a score means for a test: it passes from `min` on.
 *
 * @throws Error for a score that was skipped or failed. It is neither a pass nor a miss, so that `.not` must not turn it into a pass.
 */
export function verdict(score: Score, { matcher, args, expected, min }: MatcherCall, isNot = false): MatcherResult {
  const facts = () => [...scoreEvidence(score).map((line) => `  ${line}`), `Response: ${preview(args.output)}`]
  if (score.score === null) {
    const lines = [
      `${matcher}: there is no score to compare.`,
      '',
      `Expected: ${expected}`,
      `Received: ${scoreLine(score)}`,
    ]
    throw new Error([...lines, ...facts()].join('\n'))
  }
  const message = () =>
    [
      `expect(response)${isNot ? '.not' : ''}.${matcher}`,
      '',
      `Expected: ${isNot ? 'not ' : ''}${expected}`,
      `Received: ${scoreLine(score)}`,
      ...facts(),
    ].join('\n')
  return { pass: score.score >= min, message }
}

/** A response in one line, without what could write on the terminal. */
function preview(output: string): string {
  return output.trim() === '' ? '(empty)' : printable(output.trim().slice(0, 1000).replace(/\s+/gu, ' '), 300)
}
