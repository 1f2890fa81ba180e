import type { JsonObject, Score } from '../../core/score.js'
import { wordSpans } from '../../text/words.js'
import { isScore, objectsIn } from '../is-score.js'
import { escapeHtml } from './escape-html.js'
import { colours, styles } from './html-parts.js'

/**
 * A response as HTML, with what its scores say marked in it: misspelt words (`spellcheckRatio`), English words (`wordPassRate`), lines in another
 * language (`linePassRate`), and all of it where the whole is in the wrong language (`languageCorrectness`). Of a long one the first `limit` characters.
 */
export function markedResponse(output: string, scores: readonly Score[], limit = 4000): string {
  if (output.trim() === '') return `<div style="${styles.response}"><i>empty response</i></div>`
  const all = scores.flatMap(withParts)
  const words = new Set(
    all.flatMap(({ metadata }) => [...strings(metadata.misspelled), ...strings(metadata.englishWords)]),
  )
  const wrongLines = new Map(
    all.flatMap(({ metadata }) => objectsIn(metadata.wrongLines).map((wrong) => [Number(wrong.line), wrong] as const)),
  )
  const shown = output.length > limit ? output.slice(0, limit).replace(/\p{Cs}$/u, '') : output
  const rest = output.length - shown.length
  const background = all.some(isWrongLanguage) ? `;background:${colours.middling}` : ''
  // The line numbers of linePassRate are those of the trimmed response.
  const before = (/^\s*/u.exec(shown)?.[0] ?? '').split('\n').length - 1
  const lines = markWords(shown, words)
    .split('\n')
    .map((line, index) => markLine(line, wrongLines.get(index - before + 1)))
  const more = rest > 0 ? `<span style="${styles.faint}">… and ${rest} more characters</span>` : ''
  return `<div style="${styles.response}${background}">${lines.join('\n')}${more}</div>`
}

/** Escaped, with the words marked. A word holds no line break, so that lines can still be told apart. */
function markWords(text: string, words: ReadonlySet<string>): string {
  let html = ''
  let done = 0
  for (const { word, start, end } of words.size === 0 ? [] : wordSpans(text)) {
    if (!words.has(word)) continue
    html += `${escapeHtml(text.slice(done, start))}<mark style="${styles.misspelt}">${escapeHtml(text.slice(start, end))}</mark>`
    done = end
  }
  return html + escapeHtml(text.slice(done))
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
