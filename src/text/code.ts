/** A stretch of a text, from `start` up to but not including `end`. */
export interface Span {
  start: number
  end: number
}

/** Code in a text; of a fenced block also the word after its opening fence, and what stands between the fences. */
export interface CodeSpan extends Span {
  fence?: { info: string; inside: Span }
}

/** A run of back-ticks, or of three tildes or more, with where its line begins and ends. */
interface Run extends Span {
  lineStart: number
  lineEnd: number
}

/** What may stand before a fence on its line: white space, marks of lists and of quotations. */
const BEFORE_FENCE = /^[ \t]*(?:(?:[-*+>]|\d{1,3}[.)])[ \t]+)*$/
/** With more before it, a run is no fence. */
const LONGEST_BEFORE = 40

/**
 * The code of a text, in order: fenced blocks (CommonMark 4.5), also in lists and quotations, and inline code on one line (6.1). A fence that is not
 * closed runs to the end. Linear in the length of the text.
 *
 * @example
 * ```ts
 * codeSpans('Voir `x` et `y`.').map(({ start, end }) => [start, end]) // => [[5, 8], [12, 15]]
 * ```
 */
export function codeSpans(text: string): CodeSpan[] {
  if (!text.includes('`') && !text.includes('~~~')) return []
  const runs = runsOf(text)
  const partners = partnersOf(runs, text)
  const spans: CodeSpan[] = []
  for (let at = 0; at < runs.length; at++) {
    const run = runs[at] as Run
    if (opensFence(text, run)) {
      let close = at + 1
      while (close < runs.length && !closesFence(text, run, runs[close] as Run)) close++
      spans.push(fencedBlock(text, run, runs[close]))
      at = close
    } else if ((partners[at] as number) > 0) {
      at = partners[at] as number
      spans.push({ start: run.start, end: (runs[at] as Run).end })
    }
  }
  return spans
}

function runsOf(text: string): Run[] {
  const runs: Run[] = []
  let lineStart = 0
  let lineEnd = -1
  for (const { 0: run, index } of text.matchAll(/`+|~{3,}/g)) {
    while (index > lineEnd) {
      lineStart = lineEnd + 1
      const end = text.indexOf('\n', lineStart)
      lineEnd = end < 0 ? text.length : end
    }
    runs.push({ start: index, end: index + run.length, lineStart, lineEnd })
  }
  return runs
}

/** For each run of back-ticks the next one of its length on its line; 0 where there is none. */
function partnersOf(runs: readonly Run[], text: string): number[] {
  const partners = new Array<number>(runs.length).fill(0)
  const next = new Map<number, number>()
  let line = -1
  for (let at = runs.length - 1; at >= 0; at--) {
    const { start, end, lineStart } = runs[at] as Run
    if (lineStart !== line) next.clear()
    line = lineStart
    if (text[start] === '~') continue
    partners[at] = next.get(end - start) ?? 0
    next.set(end - start, at)
  }
  return partners
}

function opensFence(text: string, { start, end, lineStart, lineEnd }: Run): boolean {
  if (end - start < 3 || start - lineStart > LONGEST_BEFORE) return false
  if (!BEFORE_FENCE.test(text.slice(lineStart, start))) return false
  return text[start] === '~' || text.indexOf('`', end) < 0 || text.indexOf('`', end) >= lineEnd
}

function closesFence(text: string, opening: Run, { start, end, lineStart, lineEnd }: Run): boolean {
  if (text[start] !== text[opening.start] || end - start < opening.end - opening.start) return false
  if (start - lineStart > LONGEST_BEFORE || !/^[ \t>]*$/.test(text.slice(lineStart, start))) return false
  return text.slice(end, lineEnd).trim() === ''
}

function fencedBlock(text: string, opening: Run, closing: Run | undefined): CodeSpan {
  const start = Math.min(opening.lineEnd + 1, text.length)
  const end = closing === undefined ? text.length : Math.max(start, closing.lineStart - 1)
  const info = /^[ \t]*([^\s{]{0,40})/.exec(text.slice(opening.end, opening.lineEnd))?.[1] ?? ''
  const fence = { info: info.toLowerCase(), inside: { start, end } }
  return { start: opening.start, end: closing?.end ?? text.length, fence }
}
