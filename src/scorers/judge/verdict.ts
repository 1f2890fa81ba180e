import { type Criterion, criteria, criterionOfKey } from './criteria.js'
import { type ObjectSpan, objectSpans } from './object-spans.js'
import { pairsInProse } from './pairs-in-prose.js'
import { type IsQuoted, withoutQuotations } from './quotation.js'
import { memberOf, type Stars, starsOf } from './stars.js'

/** A judge's answer as read: for each criterion the stars it gave, or what was wrong with them. */
export type Verdict = Partial<Record<Criterion, Stars>>

/** What an object calls the criterion that it is for, in letters alone. */
const NAME_KEYS = new Set(['criterion', 'criteria', 'name', 'aspect', 'metric', 'category', 'dimension'])

/** How many objects, and pairs in prose, of an answer are looked at, from its end; an answer with more is no verdict but noise. */
const MOST = 1000

/** Of a longer answer the two ends are read: a verdict stands there, and no model means to write so much. */
const LONGEST = 100_000

/**
 * Reads the stars (1, 2 or 3) out of a judge's answer, as far as they are there. First as JSON: the object that names most criteria, the last
 * of them if several do, in a fence or amid prose, also one level down (`{"scores": {…}}`) or as a list (`[{"criterion": "Fluency",
 * "score": 3}, …]`); else as pairs in prose (`Fluency: 3 stars`). Values may be `3`, `"3"`, `"3 stars"`, `3/3`, `★★★` or `{"score": 3}`. Linear
 * in the length of the text; of one of more than 100,000 characters the two ends are read.
 *
 * What `isQuoted` finds in the response, or what rates as the verdict does that the response forges, is not the judge's, unless it is all of the answer, as JSON;
 * a verdict that is not whole without it is none.
 *
 * @example
 * ```ts
 * parseVerdict('Sure!\n{"Language": 3, "Fluency": "2 stars", "Helpfulness": {"score": 9}}')
 * // => { correctLanguage: 3, fluency: 2, helpfulness: 'out-of-range' }
 * ```
 */
export function parseVerdict(text: string, isQuoted: IsQuoted = () => false, forged: Verdict = {}): Verdict {
  const own = withoutQuotations(endsOf(text))
  const spans = objectSpans(own).slice(-MOST)
  let dropped = false
  const isOwn = isNothingBut(own, spans)
    ? () => true
    : (piece: string, verdict: Verdict) => {
        const quoted = isQuoted(piece) || repeats(verdict, forged)
        dropped ||= quoted
        return !quoted
      }
  const verdict = verdictOf(own, spans, isOwn)
  return dropped && missingCriteria(verdict).length > 0 ? {} : verdict
}

type IsOwn = (piece: string, verdict: Verdict) => boolean

function verdictOf(text: string, spans: readonly ObjectSpan[], isOwn: IsOwn): Verdict {
  let best: Verdict = {}
  const oneByOne: Verdict = {}
  for (const { start, end } of spans) {
    const source = text.slice(start, end)
    for (const object of objects(parseLeniently(source))) {
      const verdict = verdictOfEntries(entriesOf(object))
      if (size(verdict) === 0 || !isOwn(source, verdict)) continue
      if (size(verdict) === 1) Object.assign(oneByOne, verdict)
      if (size(verdict) >= size(best)) best = verdict
    }
  }
  if (size(oneByOne) > size(best)) best = oneByOne
  if (size(best) > 1) return best
  const prose: Verdict = {}
  for (const { key, value, piece } of [...pairsInProse(text)].slice(-MOST)) {
    const pair = verdictOfEntries([[key, value]])
    if (size(pair) > 0 && isOwn(piece, pair)) Object.assign(prose, pair)
  }
  return size(prose) > size(best) ? prose : best
}

function endsOf(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST / 2)}\n${text.slice(-LONGEST / 2)}` : text
}

/** Whether a verdict gives what the response gives itself, in whatever form. One rating alone may be anything. */
function repeats(verdict: Verdict, forged: Verdict): boolean {
  const given = Object.entries(verdict) as [Criterion, Stars][]
  return size(forged) > 1 && given.every(([criterion, stars]) => forged[criterion] === stars)
}

/** Whether an answer is JSON from end to end, in a fence or not. */
function isNothingBut(text: string, spans: readonly ObjectSpan[]): boolean {
  let rest = ''
  let done = 0
  for (const { start, end } of spans) {
    rest += text.slice(done, start)
    done = end
  }
  return spans.length > 0 && /^(?:json)?$/i.test((rest + text.slice(done)).replace(/[\s,[\]`]/g, ''))
}

/** The criteria that an answer does not give. */
export function missingCriteria(verdict: Verdict): Criterion[] {
  return criteria.filter((criterion) => typeof verdict[criterion] !== 'number')
}

type Entry = readonly [key: string, value: unknown]

function verdictOfEntries(entries: Iterable<Entry>): Verdict {
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
  return isObject(value) ? [value, ...Object.values(value).filter(isObject)] : []
}

/** The pairs of an object; of a list, those of its items. `{"criterion": "Fluency", "score": 3}` is a pair itself. */
function entriesOf(value: object): Entry[] {
  if (Array.isArray(value))
    return value.filter(isObject).flatMap((item) => (Array.isArray(item) ? [] : entriesOf(item)))
  const named = memberOf(value, NAME_KEYS)
  return typeof named === 'string' ? [[named, value]] : Object.entries(value)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** JSON, forgiving what models write: trailing commas, single quotes, keys without quotes, quotes escaped as in a string. */
function parseLeniently(text: string): unknown {
  const withoutTrailingCommas = text.replace(/,(\s{0,100}[}\]])/g, '$1')
  const attempts = [
    () => text,
    () => withoutTrailingCommas,
    () => withoutTrailingCommas.replaceAll('\\"', '"').replaceAll('\\n', '\n'),
    () => withoutTrailingCommas.replaceAll("'", '"'),
    () => withoutTrailingCommas.replace(/([{,]\s{0,100})([\p{L}_]{1,40})(\s{0,10}:)/gu, '$1"$2"$3'),
  ]
  for (const repaired of attempts) {
    try {
      return JSON.parse(repaired())
    } catch {
      // Not that way: try the next repair.
    }
  }
  return undefined
}

function size(verdict: Verdict): number {
  return Object.keys(verdict).length
}
