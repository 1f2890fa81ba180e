import type { SampleArgs } from '../../core/sample.js'
import type { Score } from '../../core/score.js'
import type { ScoredSample } from '../../core/scored-sample.js'
import { printable } from '../printable.js'
import { scoreEvidence, scoreNumber } from '../score-evidence.js'
import { escapeHtml } from './escape-html.js'
import { bar, colours, row, styles } from './html-parts.js'
import { markedResponse } from './marked-response.js'

/** Of a list, so many are shown. */
export const SHOWN = 50

/** One score: a badge, what it rests on, and the response with its marks where there is one. */
export function scoreHtml(score: Score, sample?: SampleArgs): string {
  const response = sample === undefined ? '' : markedResponse(sample.output, [score])
  return `<div style="${styles.box}">${pill(said(score), colourOf(score), score.name)}${evidence(score)}${response}</div>`
}

/** Scores as rows with bars, under the response with its marks where they are all of one. The rows wrap where the page is narrow. */
export function scoresHtml(scores: readonly Score[], sample?: SampleArgs): string {
  const rows = scores.slice(0, SHOWN).map((score) => {
    const value =
      score.score === null ? pill(said(score), colourOf(score)) : `${bar(score.score)} <b>${said(score)}</b>`
    return row(escapeHtml(printable(score.name)), value, evidence(score), true)
  })
  const response = sample === undefined ? '' : markedResponse(sample.output, scores)
  return `<div style="${styles.box}">${response}${rows.join('')}${more(scores)}</div>`
}

/** Samples with their scores: badges over each response with its marks. */
export function scoredSamplesHtml(samples: readonly ScoredSample[]): string {
  const blocks = samples.slice(0, SHOWN).map(({ sample, scores }) => {
    const fields = [sample.id, sample.model, sample.language, sample.modifier].filter((field) => field !== undefined)
    const title = escapeHtml(printable(fields.map(String).join(' · '), 120))
    const head = title === '' ? '' : `<div style="${styles.faint}">${title}</div>`
    return `<div style="margin:0 0 1em">${head}${scores.map(badge).join('')}${markedResponse(sample.output, scores, 600)}</div>`
  })
  return `<div style="${styles.box}">${blocks.join('')}${more(samples)}</div>`
}

function more(list: readonly unknown[]): string {
  return list.length > SHOWN ? `<div style="${styles.faint}">… and ${list.length - SHOWN} more</div>` : ''
}

/** A score with its name, and why it is missing. */
function badge(score: Score): string {
  const why = score.reason === undefined || score.score !== null ? '' : `: ${score.reason}`
  return pill(said(score) + why, colourOf(score), score.name)
}

function said({ score, status }: Score): string {
  return score === null ? status : scoreNumber(score)
}

function pill(value: string, background: string, name = ''): string {
  return `<span style="${styles.badge};background:${background}">${escapeHtml(printable(name))} <b>${escapeHtml(printable(value))}</b></span>`
}

function colourOf({ score, status }: Score): string {
  if (score === null) return status === 'failed' ? colours.bad : colours.none
  return score >= 0.9 ? colours.good : score >= 0.5 ? colours.middling : colours.bad
}

function evidence(score: Score): string {
  const { reason, metadata } = score
  const why = [reason, metadata.message]
    .filter((part) => part !== undefined)
    .map((part) => printable(String(part), 300))
  const lines = [...(why.length > 0 ? [why.join(': ')] : []), ...scoreEvidence(score)]
  return `<div style="${styles.faint};white-space:pre-wrap">${lines.map(escapeHtml).join('\n')}</div>`
}
