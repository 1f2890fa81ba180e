import type { JsonObject, Score } from '../../core/score.js'
import { proseOf, wholeText } from '../../text/prose.js'
import { wordSpans } from '../../text/words.js'
import { isScore, objectsIn } from '../is-score.js'
import { escapeHtml } from './escape-html.js'
import { colours, styles } from './html-parts.js'

/**
 * A response as HTML, with what its scores say marked in it: misspelt words (`spellcheckRatio`), English words (`wordPassRate`), lines in another
 * language (`linePassRate`), all of it where the whole is in the wrong language (`languageCorrectness`), and pale what was left out as no prose. Of a long one the first
 * `limit` characters.
 */
export function markedResponse(output: string, scores: readonly Score[], limit = 4000): string {
  if (output.trim() === '') return `<div style="${styles.response}"><i>empty response</i></div>`
  // What is said of a sample's reasoning is not said of its response.
  const all = scores.flatMap(withParts).filter(({ metadata }) => metadata.of !== 'reasoning')
  const wrongLines = new Map(
    all.flatMap(({ metadata }) => objectsIn(metadata.wrongLines).map((wrong) => [Number(wrong.line), wrong] as const)),
  )
  const shown = output.length > limit ? output.slice(0, limit).replace(/\p{Cs}$/u, '') : output
  const rest = output.length - shown.length
  const background = all.some(isWrongLanguage) ? `;background:${colours.middling}` : ''
  // The line numbers of linePassRate are those of the trimmed response.
  const before = (/^\s*/u.exec(shown)?.[0] ?? '').split('\n').length - 1
  const lines = markParts(output, shown.length, all)
    .split('\n')
    .map((line, index) => markLine(line, wrongLines.get(index - before + 1)))
  const more = rest > 0 ? `<span style="${styles.faint}">… and ${rest} more characters</span>` : ''
  return `<div style="${styles.response}${background}">${lines.join('\n')}${more}</div>`
}

/** The first characters, escaped, with the words marked and what was left out pale. No mark goes over a line break, so that lines can still be told apart. */
function markParts(output: string, length: number, scores: readonly Score[]): string {
  const marks = [...wordMarks(output, scores), ...paleMarks(output, scores)].sort((a, b) => a.start - b.start)
  let html = ''
  let done = 0
  for (const { start, end, style } of marks) {
    if (start < done || end > length) continue
    html += `${escapeHtml(output.slice(done, start))}<${style === styles.misspelt ? 'mark' : 'span'} style="${style}">`
    html += `${escapeHtml(output.slice(start, end))}</${style === styles.misspelt ? 'mark' : 'span'}>`
    done = end
  }
  return html + escapeHtml(output.slice(done, length))
}

interface Mark {
  start: number
  end: number
  style: string
}

function wordMarks(output: string, scores: readonly Score[]): Mark[] {
  const isWhole = scores.some(({ metadata }) => metadata.text === 'whole')
  const words = new Set(
    scores.flatMap(({ metadata }) => [...strings(metadata.misspelled), ...strings(metadata.englishWords)]),
  )
  if (words.size === 0) return []
  // What stands in a word beside letters was a joiner for its dictionary.
  const joiners = [...new Set([...words].join('').replace(/[\p{L}\p{M}]/gu, ''))].join('')
  const prose = isWhole ? wholeText(output) : proseOf(output)
  return wordSpans(prose, joiners).flatMap(({ word, start, end }) =>
    words.has(word) ? [{ start, end, style: styles.misspelt }] : [],
  )
}

/** Each line of what was left out; nothing where a score left nothing out. */
function paleMarks(output: string, scores: readonly Score[]): Mark[] {
  if (!scores.some(({ metadata }) => metadata.leftOut !== undefined)) return []
  return proseOf(output)
    .parts.filter(({ kind, text }) => kind !== 'prose' && text.trim() === '')
    .flatMap(({ start, end }) =>
      [...output.slice(start, end).matchAll(/[^\n]+/g)].map(({ 0: line, index }) => ({
        start: start + index,
        end: start + index + line.length,
        style: styles.leftOut,
      })),
    )
}

function markLine(html: string, wrong: JsonObject | undefined): string {
  if (wrong === undefined) return html
  const probability = typeof wrong.probability === 'number' ? ` ${wrong.probability.toFixed(2)}` : ''
  const language = `${escapeHtml(String(wrong.detected))}${probability}`
  return `<span style="background:${colours.middling}">${html}</span> <span style="${styles.badge};background:${colours.none};font-size:.8em">${language}</span>`
}

function isWrongLanguage({ metadata: { expected, detected }, score }: Score): boolean {
  return score === 0 && typeof expected === 'string' && typeof detected === 'string' && expected !== detected
}

/** A score with those that it is made of. */
function withParts(score: Score): Score[] {
  return [
    score,
    ...Object.values(score.metadata.parts ?? {})
      .filter(isScore)
      .flatMap(withParts),
  ]
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
