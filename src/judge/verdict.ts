import { type Criterion, criteria, criterionOfKey } from './criteria.js'
import { objectSpans } from './object-spans.js'

/** A judge's answer as read: for each criterion the stars it gave, or what was wrong with them. */
export type Verdict = Partial<Record<Criterion, number | 'out-of-range'>>

const STAR_WORDS: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3 }

/**
 * Reads the stars (1, 2 or 3) out of a judge's answer, as far as they are there. First as JSON: the object that names most criteria, the last
 * of them if several do, in a fence or amid prose, also one level down (`{"scores": {…}}`); else as pairs in prose (`Fluency: 3 stars`).
 * Values may be `3`, `"3"`, `"3 stars"`, `3/3`, `★★★` or `{"score": 3}`. Linear in the length of the text.
 *
 * @example
 * ```ts
 * parseVerdict('Sure!\n{"Language": 3, "Fluency": "2 stars", "Helpfulness": {"score": 9}}')
 * // => { correctLanguage: 3, fluency: 2, helpfulness: 'out-of-range' }
 * ```
 */
export function parseVerdict(text: string): Verdict {
  let best: Verdict = {}
  for (const { start, end } of objectSpans(text)) {
    for (const object of objects(parseLeniently(text.slice(start, end)))) {
      const verdict = verdictOfEntries(Object.entries(object))
      if (size(verdict) >= size(best)) best = verdict
    }
  }
  return size(best) > 0 ? best : verdictOfEntries(pairsInProse(text))
}

/** The criteria that an answer does not give. */
export function missingCriteria(verdict: Verdict): Criterion[] {
  return criteria.filter((criterion) => typeof verdict[criterion] !== 'number')
}

function verdictOfEntries(entries: Iterable<readonly [string, unknown]>): Verdict {
  const verdict: Verdict = {}
  for (const [key, value] of entries) {
    const criterion = criterionOfKey(key)
    const stars = criterion === undefined ? undefined : starsOf(value)
    if (criterion !== undefined && stars !== undefined) verdict[criterion] = stars
  }
  return verdict
}

/** An object, and the objects and lists that its members are. */
function objects(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return []
  const members = Object.values(value).filter((member) => typeof member === 'object' && member !== null)
  return [value, ...members]
}

function starsOf(value: unknown): number | 'out-of-range' | undefined {
  if (typeof value === 'number') return inRange(value)
  if (typeof value === 'string') return starsOfText(value)
  if (typeof value !== 'object' || value === null) return undefined
  const { score, stars, rating, value: nested } = value as Record<string, unknown>
  const inner = score ?? stars ?? rating ?? nested
  return typeof inner === 'object' ? undefined : starsOf(inner)
}

function starsOfText(text: string): number | 'out-of-range' | undefined {
  const short = text.slice(0, 200)
  const drawn = /[★⭐]+/u.exec(short)
  if (drawn !== null) return inRange([...drawn[0]].length)
  const number = /-?\d+(?:[.,]\d+)?/.exec(short)
  if (number !== null) return inRange(Number(number[0].replace(',', '.')))
  const word = /\b(?:one|two|three)\b/i.exec(short)
  return word === null ? undefined : STAR_WORDS[word[0].toLowerCase()]
}

function inRange(stars: number): number | 'out-of-range' {
  return stars === 1 || stars === 2 || stars === 3 ? stars : 'out-of-range'
}

/** `Fluency: 3`, `**Logical coherence** - 2 stars`, `- Accuracy = ★★`, one a line or several behind one another. */
function* pairsInProse(text: string): Iterable<readonly [string, string]> {
  const pair =
    /\b(language|fluency|helpfulness|(?:factual )?accuracy|logical coherence|harmlessness)\b["'*_`) ]{0,6}(?:score|rating)?["'*_`) ]{0,6}(?:[:=–—|-]|\bis\b|\bgets\b)[\s"'*_`(|]{0,6}(-?\d+(?:[.,]\d+)?|[★⭐]{1,10}|one|two|three)(?![\d])/giu
  for (const [, key = '', value = ''] of text.matchAll(pair)) yield [key, value]
}

/** JSON, forgiving what models write: trailing commas, single quotes, keys without quotes. */
function parseLeniently(text: string): unknown {
  const attempts = [
    (source: string) => source,
    (source: string) => source.replace(/,(\s{0,100}[}\]])/g, '$1'),
    (source: string) => source.replace(/,(\s{0,100}[}\]])/g, '$1').replaceAll("'", '"'),
    (source: string) =>
      source.replace(/,(\s{0,100}[}\]])/g, '$1').replace(/([{,]\s{0,100})([\p{L}_]{1,40})(\s{0,10}:)/gu, '$1"$2"$3'),
  ]
  for (const repair of attempts) {
    try {
      return JSON.parse(repair(text))
    } catch {
      // Not that way: try the next repair.
    }
  }
  return undefined
}

function size(verdict: Verdict): number {
  return Object.keys(verdict).length
}
