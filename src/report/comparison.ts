import type { ComparisonResult } from '../results/compare/compare-types.js'
import { type ComparedNames, comparisonRows } from './comparison-rows.js'
import { escapeMarkdown, markdownTable } from './markdown-table.js'
import { textTable } from './text-table.js'

/**
 * A comparison as a text table for a terminal: both means with what they are over, the difference in points of percent with its interval and verdict, how many pairs a wins, and
 * what the difference could be if every missing score were known.
 *
 * @param names What the two are called. Default: `a` and `b`.
 *
 * @example
 * ```ts
 * const samples = [{ id: '1', output: 'Bonjour à tous.', language: 'fr' }]
 * const scored = () => scoreSamples(samples, { scorers: [languageCorrectness()] })
 * formatComparison(await compare(scored(), scored())).startsWith('metric') // => true
 * ```
 */
export function formatComparison(result: ComparisonResult, names: ComparedNames = {}): string {
  const { notes, ...table } = comparisonRows(result, names)
  return [...textTable(table), '', ...notes, ''].join('\n')
}

/**
 * The same as a Markdown table (GitHub's), cells escaped.
 *
 * @example
 * ```ts
 * const samples = [{ id: '1', output: 'Bonjour à tous.', language: 'fr' }]
 * const scored = () => scoreSamples(samples, { scorers: [languageCorrectness()] })
 * formatComparisonMarkdown(await compare(scored(), scored())).startsWith('| metric |') // => true
 * ```
 */
export function formatComparisonMarkdown(result: ComparisonResult, names: ComparedNames = {}): string {
  const { notes, ...table } = comparisonRows(result, names)
  return [...markdownTable(table), '', ...notes.map((note) => `- ${escapeMarkdown(note)}`), ''].join('\n')
}
