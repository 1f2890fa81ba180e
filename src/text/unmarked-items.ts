import type { MarkedLine } from './list-lines.js'

/** `1) … 2) … 3) …` within a line: the longest sequence from 1. */
export function inlineItems(lines: readonly MarkedLine[]): string[] {
  let best: string[] = []
  for (const { kind, ordinal, text } of lines) {
    const line = kind === 'number' && ordinal === 1 ? `1) ${text}` : text
    const items: string[] = []
    let start = -1
    for (const { 0: marker, 1: ordinal, index } of line.matchAll(
      /(?<![\p{L}\p{N}.,])[([]?(\d{1,2})[.):](?= \S)[\])]? ?/gu,
    )) {
      if (Number(ordinal) !== items.length + 1) continue
      if (start >= 0) items[items.length - 1] = line.slice(start, index).trim()
      start = index + marker.length
      items.push(line.slice(start).trim())
    }
    if (items.length > best.length) best = items
  }
  return best
}

/** Words in a line above which it is a paragraph, not an item. */
const LONG_LINE = 30

const ENDS_SENTENCE = /[.!?…。！？]["'»”)]*$/u
const SENTENCE_END = /[.!?…]["'»”)]*(?= \S|$)/gu

/**
 * One item on each line, lines that follow one another or are all set apart: the lines after an introduction, without a closing sentence. Stanzas, paragraphs and turns
 * of a dialogue are no items.
 */
export function lineItems(lines: readonly MarkedLine[]): string[] {
  const introduction = lines.findLastIndex(({ text }) => /[:：]$/u.test(text))
  let items = introduction >= 0 && introduction < lines.length - 2 ? lines.slice(introduction + 1) : [...lines]
  const sentences = items.filter(({ text }) => ENDS_SENTENCE.test(text)).length
  if (items.length > 2 && sentences <= items.length / 2) {
    if (ENDS_SENTENCE.test((items[0] as MarkedLine).text) && sentences <= 2) items = items.slice(1)
    if (ENDS_SENTENCE.test((items.at(-1) as MarkedLine).text)) items = items.slice(0, -1)
  }
  const apart = items.slice(1).filter(({ blankBefore }) => blankBefore).length
  if (apart > 0 && apart < items.length - 1) return []
  if (apart > 0 && items.length < 3 && introduction < 0) return []
  const texts = items.map(({ text }) => text)
  return isProse(texts, apart > 0) || isDialogue(texts) ? [] : texts
}

function isProse(texts: readonly string[], setApart: boolean): boolean {
  const lengths = texts.map((text) => text.split(' ').length).sort((a, b) => a - b)
  if ((lengths[Math.floor(lengths.length / 2)] ?? 0) > LONG_LINE) return true
  const sentences = texts.map((text) => text.match(SENTENCE_END)?.length ?? 0)
  return (
    setApart &&
    (sentences.some((count) => count > 2) || sentences.filter((count) => count > 1).length >= texts.length / 2)
  )
}

/** Whether a speaker comes back. */
function isDialogue(texts: readonly string[]): boolean {
  const speakers = texts.map((text) => /^[^:.!?]{1,30}? ?:/u.exec(text)?.[0]).filter((speaker) => speaker !== undefined)
  return speakers.length > texts.length / 2 && new Set(speakers).size < speakers.length
}

const CONJUNCTION = /\s(?:and|or|et|ou|e|y|o|und|oder|и|или)\s+/u

/** What stands between the two of a pair. */
const PAIRED = new RegExp(`${CONJUNCTION.source}|\\s[-–—]\\s|\\s?/\\s?`, 'u')

/** One word, in quotation marks or not; not a clause of a script without spaces. */
const BARE_WORD =
  /^(?:["«“„] ?)?(?!.*[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}])[\p{L}\p{M}'’‐‑-]{1,24}(?: ?["»”])?$/u

/** Short things between commas on the one line, or after its colon; pairs ("kind and cruel, brave and cowardly") stay pairs. */
export function commaItems(lines: readonly MarkedLine[]): string[] {
  const line = lines.at(-1)?.text ?? ''
  if (lines.length > 2 || (lines.length === 2 && !/[:：]$/u.test(lines[0]?.text ?? ''))) return []
  const introduced = lines.length === 2 || /[:：] /u.test(line)
  const list = line.replace(/^.*[:：] /u, '').replace(/[.!]$/u, '')
  if (/[.!?…]\s/u.test(list)) return []
  const parts = list.split(list.includes(';') ? /;/u : /[,、،]/u).map((part) => part.trim())
  const last = (parts.pop() ?? '').replace(new RegExp(`^${CONJUNCTION.source.slice(2)}`, 'u'), '')
  const arePairs = parts.length > 0 && [...parts, last].every((part) => part.split(PAIRED).length === 2)
  const [head = '', ...tail] = arePairs ? [last] : last.split(CONJUNCTION)
  const items = [...parts, head, ...(tail.length === 0 ? [] : [tail.join(' ')])].filter((part) => part !== '')
  const short = items.every((item) => item.split(' ').length <= 5)
  const areWords = items.every((item) => BARE_WORD.test(item))
  const enough = introduced
    ? items.length > 1
    : items.length > 2 || (items.length === 2 && (tail.length > 0 || areWords || arePairs))
  return short && enough ? items : []
}
