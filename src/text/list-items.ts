import { type MarkedLine, markedLines } from './list-lines.js'
import { insideFence, listText } from './list-text.js'
import { tidy } from './tidy.js'
import { commaItems, inlineItems, lineItems } from './unmarked-items.js'

/**
 * The items that a response lists, at the top level, however they are listed: numbers, letters, bullets, arrows, headings, bold leads, rows of
 * a table, `<li>`, one on each line, numbers within a paragraph, or a line of short things between commas. An introduction, a closing sentence and a title are none. A text
 * that lists nothing gives an empty list.
 *
 * @param response As `tidy` leaves it.
 * @param text `whole` counts lines in code, and tags as the lines that they are.
 *
 * @example
 * ```ts
 * listItems('Voici deux idées :\n\n1. Lire\n   - un roman\n2. Nager\n\nBonne journée !') // => ['Lire', 'Nager']
 * ```
 */
export function listItems(response: string, text: 'prose' | 'whole' = 'prose'): string[] {
  const lines = markedLines(text === 'whole' ? insideFence(response) : tidy(listText(response)))
  const points = withoutFalseOrdinals(lines)
  const top = topKind(points)
  const found =
    top === undefined ? [] : points.filter(({ kind, indent }) => kind === top.kind && indent < top.indent + 2)
  if (found.length > 1) return found.map(({ text }) => text)
  const inline = inlineItems(lines)
  if (inline.length > 1) return inline
  const isTitle = top !== undefined && isSectionKind(top.kind)
  if (found.length === 1 && !isTitle) return found.map(({ text }) => text)
  const untitled = lines.filter(({ kind }) => !isTitle || kind !== top.kind)
  const perLine = lineItems(untitled)
  return perLine.length > 1 ? perLine : commaItems(untitled)
}

/**
 * Numbers and letters count only in sequence: from 0 or 1 on, each the next of an open run; ones all through count too (Markdown renumbers them). So a line that
 * begins with a year, or with an initial, begins no point. Rows of a table count below its rule.
 */
function withoutFalseOrdinals(lines: readonly MarkedLine[]): MarkedLine[] {
  const last = new Map<string, number>()
  let inTable = false
  return lines.map((line, at) => {
    const { kind, ordinal, indent } = line
    if (kind === 'table') {
      const isRule = /^[\s:|-]+$/.test(line.text)
      const isHead = !inTable && /^\|?[\s:|-]+\|?$/.test(lines[at + 1]?.text ?? '')
      if (isHead || isRule) {
        inTable = true
        return withoutKind(line)
      }
      return inTable ? line : withoutKind(line)
    }
    inTable = false
    if (kind === undefined || ordinal === undefined) return line
    const readings =
      line.roman === undefined
        ? [{ kind, ordinal }]
        : [
            { kind, ordinal },
            { kind: 'roman', ordinal: line.roman },
          ]
    for (const reading of readings) {
      const run = `${reading.kind} ${indent}`
      const before = last.get(run) ?? last.get(reading.kind) ?? -2
      const first = reading.ordinal === 1 || (reading.ordinal === 0 && reading.kind === 'number')
      if (!first && reading.ordinal !== before + 1) continue
      last.set(run, reading.ordinal).set(reading.kind, reading.ordinal)
      return { ...line, ...reading }
    }
    return withoutKind(line)
  })
}

function withoutKind({ kind: _, ordinal: __, ...line }: MarkedLine): MarkedLine {
  return { ...line, text: line.content }
}

/**
 * The kind of the points at the top: the first that there is, unless it only is a title, or gives sections to a list that goes on through them.
 */
function topKind(points: readonly MarkedLine[]): { kind: string; indent: number } | undefined {
  let candidates = points.filter((point): point is MarkedLine & { kind: string } => point.kind !== undefined)
  while (candidates.length > 0) {
    const { kind } = candidates[0] as { kind: string }
    const ofKind = candidates.filter((point) => point.kind === kind)
    const indent = ofKind.reduce((least, point) => Math.min(least, point.indent), Number.POSITIVE_INFINITY)
    const others = candidates.filter((point) => point.kind !== kind)
    if (!isSectionKind(kind) || !yieldsToOthers(points, kind, ofKind.length, others)) return { kind, indent }
    candidates = others
  }
  return undefined
}

function isSectionKind(kind: string): boolean {
  return kind.startsWith('heading') || kind === 'bold' || kind === 'emoji'
}

/** Whether titles of this kind stand above a list instead of being one. */
function yieldsToOthers(
  points: readonly MarkedLine[],
  kind: string,
  count: number,
  others: readonly MarkedLine[],
): boolean {
  if (others.length < 2) return false
  if (count === 1) return true
  const numbers = others.filter((point) => point.kind === 'number').map(({ ordinal }) => ordinal as number)
  const goOn = numbers.length > 1 && numbers.every((ordinal, at) => at === 0 || ordinal === (numbers[at - 1] ?? 0) + 1)
  if (goOn && spanSections(points, kind, 'number')) return true
  return sectionsWithPoints(points, kind) === 1
}

/** Whether points of `inner` stand under more than one title of `kind`. */
function spanSections(points: readonly MarkedLine[], kind: string, inner: string): boolean {
  const sections = new Set<number>()
  let section = 0
  for (const point of points) {
    if (point.kind === kind) section += 1
    else if (point.kind === inner) sections.add(section)
  }
  return sections.size > 1
}

function sectionsWithPoints(points: readonly MarkedLine[], kind: string): number {
  const sections = new Set<number>()
  let section = 0
  for (const point of points) {
    if (point.kind === kind) section += 1
    else if (point.kind !== undefined) sections.add(section)
  }
  return sections.size
}
