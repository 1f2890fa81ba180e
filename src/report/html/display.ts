import type { SampleArgs } from '../../core/sample.js'
import type { Score } from '../../core/score.js'
import type { ScoredSample } from '../../core/scored-sample.js'
import type { Report } from '../../results/report.js'
import { isScore } from '../is-score.js'
import { scoreEvidence, scoreLine } from '../score-evidence.js'
import { formatTable } from '../table.js'
import { reportHtml } from './report-html.js'
import { SHOWN, scoredSamplesHtml, scoreHtml, scoresHtml } from './score-html.js'

/** What can be displayed: what scorers, `scoreSamples` and `evaluate` give, and lists of it. */
export type Displayable = Score | readonly Score[] | ScoredSample | readonly ScoredSample[] | Report

/** A thing to look at, by media type. */
export interface MimeBundle {
  'text/html': string
  'text/plain': string
}

/** What a notebook's kernel looks for on the value of a cell. */
export const DISPLAY: unique symbol = Symbol.for('Jupyter.display')

/** What `display` gives. */
export interface Displayed extends MimeBundle {
  [DISPLAY](): MimeBundle
}

/**
 * A score, a list of scores, samples with their scores, or a report, to be looked at: badges, tables with bars, and the response with misspelt
 * words and lines in another language marked, where it is given. A Deno notebook displays it by itself; another host can take its
 * `text/html` (self-contained, for light and dark pages) or `text/plain`. Everything in it is escaped: responses are anybody's text.
 *
 * @param response What was scored, to see the marks in it: the text, or the sample.
 * @throws TypeError for any other value.
 *
 * @example
 * ```ts
 * const output = 'Le chat dort sur le kanapé.'
 * const shown = display(await spellcheckRatio({ language: 'fr' })({ output }), output)
 * shown['text/plain'] // => 'spellcheckRatio 0.83\n  5 of 6 words correct\n  misspelt: kanapé\n  language: fr'
 * ```
 */
export function display(value: Displayable, response?: string | SampleArgs): Displayed {
  const sample = typeof response === 'string' ? { output: response } : response
  const bundle = mimeBundle(value, sample)
  if (bundle === undefined) {
    throw new TypeError('display: expected a score, a sample with scores, a list of either, or a report')
  }
  return { ...bundle, [DISPLAY]: () => bundle }
}

/** How a value looks; undefined for one that is nothing of ours. */
export function mimeBundle(value: unknown, sample?: SampleArgs): MimeBundle | undefined {
  if (isReport(value)) return bundle(reportHtml(value), formatTable(value))
  if (isScore(value)) return bundle(scoreHtml(value, sample), scoreText(value))
  if (isScoredSample(value)) return bundle(scoredSamplesHtml([value]), scoredText(value))
  if (!Array.isArray(value) || value.length === 0) return undefined
  if (value.every(isScore)) return bundle(scoresHtml(value, sample), listText(value, scoreText))
  if (value.every(isScoredSample)) return bundle(scoredSamplesHtml(value), listText(value, scoredText))
  return undefined
}

function bundle(html: string, plain: string): MimeBundle {
  return { 'text/html': html, 'text/plain': plain }
}

function scoreText(score: Score): string {
  return [scoreLine(score), ...scoreEvidence(score).map((line) => `  ${line}`)].join('\n')
}

function scoredText({ scores }: ScoredSample): string {
  return scores.map(scoreText).join('\n')
}

function listText<T>(list: readonly T[], text: (item: T) => string): string {
  const more = list.length > SHOWN ? [`… and ${list.length - SHOWN} more`] : []
  return [...list.slice(0, SHOWN).map(text), ...more].join('\n')
}

function isScoredSample(value: unknown): value is ScoredSample {
  const { sample, scores } = (value ?? {}) as Partial<ScoredSample>
  return typeof sample?.output === 'string' && Array.isArray(scores) && scores.every(isScore)
}

function isReport(value: unknown): value is Report {
  const { signature, wrongLanguage, by, groups, macro } = (value ?? {}) as Partial<Report>
  return (
    isObject(signature) &&
    typeof wrongLanguage === 'string' &&
    Array.isArray(by) &&
    [groups, macro].every((list) => Array.isArray(list) && list.every(isGroup))
  )
}

function isGroup(value: unknown): boolean {
  return (
    isObject(value) && isObject(value.by) && isObject(value.metrics) && Object.values(value.metrics).every(isObject)
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
