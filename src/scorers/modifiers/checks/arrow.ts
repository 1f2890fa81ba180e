import { type MarkedLine, markedLines } from '../../../text/list-lines.js'
import { listText } from '../../../text/list-text.js'
import { tidy } from '../../../text/tidy.js'
import type { CheckOptions, CheckResult } from '../check.js'

/**
 * "Begin each point with the sign -->": there is a point, and every one begins with the sign. Points are the lines that begin with it or with
 * any other mark of a point, and between two points also a paragraph of its own. Text before the first and after the last point, and the lines that go on with a
 * point, are none.
 *
 * @example
 * ```ts
 * const { evidence } = pointsWithArrow('Deux idées :\n--> lire\n- nager', {})
 * // => { sign: '-->', points: 1, without: ['nager'] }
 * ```
 */
export function pointsWithArrow(response: string, { arrow = '-->', text }: CheckOptions): CheckResult {
  const lines = markedLines(text === 'whole' ? response : tidy(listText(response)))
  const isPoint = ({ content }: MarkedLine) => content.replace(/^(?:\*\*|__|\*|_)/, '').startsWith(arrow)
  const points = lines.filter(isPoint)
  const first = lines.findIndex(isPoint)
  const last = lines.findLastIndex(isPoint)
  const without = lines.filter((line, at) => {
    if (isPoint(line)) return false
    if (line.kind !== undefined) return !line.kind.startsWith('heading') || (at > first && at < last)
    return at > first && at < last && line.blankBefore && line.indent === 0
  })
  const evidence = {
    sign: arrow,
    points: points.length,
    without: without.slice(0, 20).map(({ text }) => text.slice(0, 80)),
  }
  return { fulfilled: points.length > 0 && without.length === 0, evidence }
}
