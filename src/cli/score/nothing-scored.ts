import { printable } from '../../report/printable.js'
import type { Report } from '../../results/report.js'

/** Whether there are samples, and none of them has a score of any metric. */
export function isUnscored({ groups }: Report): boolean {
  const summaries = groups.flatMap(({ metrics }) => Object.values(metrics))
  return summaries.length > 0 && summaries.every(({ scored }) => scored === 0)
}

/** Why nothing was scored, and which option mends it. */
export function nothingScored({ groups }: Report): string {
  const reasons = groups.flatMap(({ metrics }) =>
    Object.values(metrics).flatMap((summary) => Object.entries(summary.reasons)),
  )
  if (reasons.some(([reason]) => reason === 'no-language')) {
    return (
      'nothing could be scored: the expected language is not known; give --language CODE, --map language=COLUMN, ' +
      'or the prompts with --map input=COLUMN'
    )
  }
  const messages = [...new Set(reasons.map(([reason, { message }]) => message || reason))].slice(0, 3)
  return `nothing could be scored: ${messages.map((message) => printable(message, 300)).join('; ')}`
}
