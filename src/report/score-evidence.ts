import type { JsonObject, Score } from '../core/score.js'
import { isScore, objectsIn } from './is-score.js'
import { printable } from './printable.js'

/** Of a list, such as misspelt words, so many are shown. */
const SHOWN = 20

/** What is not evidence: it says what scored, or is in the message. */
const NOT_EVIDENCE = new Set(['message', 'mend', 'engine', 'dictionary', 'modifier', 'decidedBy'])

/** Metadata that is told in a sentence of its own, by its first key, with the keys that it covers. */
const SENTENCES: readonly { covers: readonly string[]; tell: (metadata: JsonObject) => string[] }[] = [
  { covers: ['expected'], tell: ({ expected }) => [`expected: ${text(expected)}`] },
  { covers: ['detected', 'probability', 'runnersUp'], tell: detection },
  { covers: ['spans', 'letters', 'foreign', 'languages'], tell: mixing },
  { covers: ['misspelled', 'words', 'correct'], tell: spelling },
  { covers: ['wrongLines'], tell: ({ wrongLines }) => shown(objectsIn(wrongLines).map(wrongLine), 'lines') },
  { covers: ['items', 'count', 'asked'], tell: items },
  { covers: ['leftOut'], tell: leftOut },
  { covers: ['parts'], tell: ({ parts }) => Object.entries(parts ?? {}).flatMap(part) },
]

/**
 * A score in one line: its number, or why it has none.
 *
 * @example
 * ```ts
 * const score = await spellcheckRatio({ language: 'fr' })({ output: '42' })
 * scoreLine(score) // => 'spellcheckRatio skipped (no-words): the response has no words'
 * ```
 */
export function scoreLine({ name, score, status, reason, metadata }: Score): string {
  const why = reason === undefined ? '' : ` (${text(reason)})`
  const message = metadata.message === undefined ? '' : `: ${printable(String(metadata.message), 300)}`
  return `${printable(name)} ${score === null ? status : scoreNumber(score)}${why}${message}`
}

/** To two decimals, and never rounded up to a 1 that it is not. */
export function scoreNumber(score: number): string {
  return (score < 1 ? Math.min(score, 0.99) : score).toFixed(2)
}

/**
 * What a score rests on, a line each, for a person: detected language with probability, misspelt words, wrong lines, list items with those
 * that are missing; any other metadata as `key: value`. Safe for a terminal. A score without metadata has no lines.
 *
 * @example
 * ```ts
 * const score = await spellcheckRatio({ language: 'fr' })({ output: 'Le chat dort sur le kanapé.' })
 * scoreEvidence(score) // => ['5 of 6 words correct', 'misspelt: kanapé', 'language: fr']
 * ```
 */
export function scoreEvidence({ metadata }: Score): string[] {
  const told = SENTENCES.filter(({ covers: [first = ''] }) => metadata[first] !== undefined)
  const covered = new Set(told.flatMap(({ covers }) => covers))
  const rest = Object.entries(metadata).filter(
    ([key, value]) => value !== undefined && !covered.has(key) && !NOT_EVIDENCE.has(key),
  )
  return [
    ...told.flatMap(({ tell }) => tell(metadata)),
    ...rest.map(([key, value]) => `${printable(key)}: ${text(value)}`),
  ]
}

function detection({ detected, probability, runnersUp }: JsonObject): string[] {
  if (detected === null) return ['detected: nothing']
  const sure = typeof probability === 'number' ? `, probability ${probability.toFixed(2)}` : ''
  const others = objectsIn(runnersUp).map(({ language, probability }) => `${text(language)} ${share(probability)}`)
  return [`detected: ${text(detected)}${sure}${others.length > 0 ? `; then ${others.join(', ')}` : ''}`]
}

function spelling({ misspelled, words, correct }: JsonObject): string[] {
  const wrong = array(misspelled).map(text)
  return [
    ...(typeof words === 'number' ? [`${text(correct)} of ${words} words correct`] : []),
    ...(wrong.length > 0 ? [`misspelt: ${shown(wrong, 'words').join(', ')}`] : []),
  ]
}

const LEFT_OUT: Readonly<Record<string, string>> = {
  token: 'chat-template tokens',
  address: 'addresses',
  cutWord: 'cut word',
}

/** `left out: reasoning 312 characters, code 1,204` */
function mixing({ spans, letters, foreign }: JsonObject): string[] {
  const found = objectsIn(spans).map(
    ({ text: said, language, kind }) => `${text(said)} (${text(language)}, ${text(kind)})`,
  )
  return [`${text(foreign)} of ${text(letters)} letters in another language`, ...shown(found, 'spans')]
}

function leftOut({ leftOut: counts }: JsonObject): string[] {
  const kinds = Object.entries(counts ?? {}).map(
    ([kind, count], at) =>
      `${LEFT_OUT[kind] ?? printable(kind)} ${typeof count === 'number' ? count.toLocaleString('en') : text(count)}${at === 0 ? ' characters' : ''}`,
  )
  return kinds.length === 0 ? [] : [`left out: ${kinds.join(', ')}`]
}

function wrongLine({ line, text: content, detected, probability }: JsonObject): string {
  return `line ${text(line)} is ${text(detected)} (${share(probability)}): ${text(content)}`
}

function items({ items: found, count, asked }: JsonObject): string[] {
  const missing = Number(asked) - Number(count)
  const difference = missing > 0 ? `, ${missing} missing` : missing < 0 ? `, ${-missing} too many` : ''
  return [
    `${text(count)} of ${text(asked)} items${difference}`,
    ...shown(
      array(found).map((item, i) => `  ${i + 1}. ${text(item)}`),
      'items',
    ),
    ...Array.from({ length: Math.min(Math.max(missing, 0), SHOWN) }, (_, i) => `  ${Number(count) + i + 1}. (missing)`),
  ]
}

function part([key, value]: [string, unknown]): string[] {
  if (!isScore(value)) return [`part ${printable(key)}: ${text(value)}`]
  return [`part ${scoreLine(value)}`, ...scoreEvidence(value).map((line) => `  ${line}`)]
}

function shown(lines: readonly string[], what: string): string[] {
  if (lines.length <= SHOWN) return [...lines]
  return [...lines.slice(0, SHOWN), `and ${lines.length - SHOWN} more ${what}`]
}

function share(value: unknown): string {
  return typeof value === 'number' ? value.toFixed(2) : '–'
}

function array(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function text(value: unknown): string {
  return printable(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'unknown'), 200)
}
