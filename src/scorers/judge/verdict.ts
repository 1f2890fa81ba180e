import { type Criterion, criteria, criterionOfKey } from './criteria.js'
import { objectSpans } from './object-spans.js'

/** A judge's answer as read: for each criterion the stars it gave, or what was wrong with them. */
export type Verdict = Partial<Record<Criterion, number | 'out-of-range'>>

const STAR_WORDS: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3 }

/** What an object calls the stars in it, and what it calls the criterion that they are for, in letters alone. */
const STARS_KEYS = new Set(['score', 'stars', 'star', 'rating', 'value', 'grade'])
const NAME_KEYS = new Set(['criterion', 'criteria', 'name', 'aspect', 'metric', 'category', 'dimension'])

/** How many objects of an answer are looked at, from its end; an answer with more is no verdict but noise. */
const MOST_OBJECTS = 1000

/**
 * Reads the stars (1, 2 or 3) out of a judge's answer, as far as they are there. First as JSON: the object that names most criteria, the last
 * of them if several do, in a fence or amid prose, also one level down (`{"scores": {…}}`) or as a list (`[{"criterion": "Fluency",
 * "score": 3}, …]`); else as pairs in prose (`Fluency: 3 stars`). Values may be `3`, `"3"`, `"3 stars"`, `3/3`, `★★★` or `{"score": 3}`. Linear
 * in the length of the text.
 *
 * @example
 * ```ts
 * parseVerdict('Sure!\n{"Language": 3, "Fluency": "2 stars", "Helpfulness": {"score": 9}}')
 * // => { correctLanguage: 3, fluency: 2, helpfulness: 'out-of-range' }
 * ```
 */
export function parseVerdict(text: string): Verdict {
  let best: Verdict = {}
  const oneByOne: Verdict = {}
  for (const { start, end } of objectSpans(text).slice(-MOST_OBJECTS)) {
    for (const object of objects(parseLeniently(text.slice(start, end)))) {
      const verdict = verdictOfEntries(entriesOf(object))
      if (size(verdict) === 1) Object.assign(oneByOne, verdict)
      if (size(verdict) >= size(best)) best = verdict
    }
  }
  if (size(oneByOne) > size(best)) best = oneByOne
  if (size(best) > 1) return best
  const prose = verdictOfEntries(pairsInProse(text))
  return size(prose) > size(best) ? prose : best
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

function starsOf(value: unknown): number | 'out-of-range' | undefined {
  if (typeof value === 'number') return inRange(value)
  if (typeof value === 'string') return starsOfText(value)
  if (!isObject(value)) return undefined
  const inner = memberOf(value, STARS_KEYS)
  return isObject(inner) ? undefined : starsOf(inner)
}

function memberOf(object: object, keys: ReadonlySet<string>): unknown {
  return Object.entries(object).find(([key, value]) => value !== null && keys.has(key.toLowerCase()))?.[1]
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Stars drawn, with what may follow a star sign (a variation selector) or stand between two. */
const DRAWN = /(?:[★⭐🌟]\uFE0F? ?)+/u

/** `2 stars`, `2/3`, `2 out of 3`: surely a rating, wherever in a sentence it stands. Not `1 star means`, which is the prompt's. */
const RATING =
  /(?<![\d.,/–-])(-?\d{1,6}(?:[.,]\d{1,6})?|\b(?:one|two|three))(?:[ -]?stars?\b(?! means)| ?(?:\/|out of) ?(\d{1,6}))/iu

/** `1-3`, `1/2/3`, `1 to 3`, `1|2|3`: the scale, no rating. */
const SCALE = /\b1 ?(?:-|–|to|\.\.\.?|…) ?3\b|\b1 ?([/|,]) ?2 ?(?:\1|,? or) ?3\b|\b1, ?2,? or 3\b/giu

function starsOfText(text: string): number | 'out-of-range' | undefined {
  const short = text.slice(0, 400).replace(SCALE, '')
  const drawn = DRAWN.exec(short)
  if (drawn !== null) return inRange(drawn[0].match(/[★⭐🌟]/gu)?.length ?? 0)
  const rating = RATING.exec(short)
  if (rating !== null) return starsOfRating(rating)
  const number = /-?\d+(?:[.,]\d+)?/.exec(short)
  if (number !== null) return inRange(Number(number[0].replace(',', '.')))
  const word = /\b(?:one|two|three)\b/i.exec(short)
  return word === null ? undefined : STAR_WORDS[word[0].toLowerCase()]
}

/** Stars out of five are no stars out of three. */
function starsOfRating([, stars = '', outOf = '3']: RegExpExecArray): number | 'out-of-range' {
  if (Number(outOf) !== 3) return 'out-of-range'
  return inRange(STAR_WORDS[stars.toLowerCase()] ?? Number(stars.replace(',', '.')))
}

function inRange(stars: number): number | 'out-of-range' {
  return stars === 1 || stars === 2 || stars === 3 ? stars : 'out-of-range'
}

const DECORATION = '["”’\'*_`\\]) \\t]{0,40}'
const VALUE = '(?:-?\\d|[★⭐🌟]|(?:one|two|three)\\b)'

/** A criterion with a colon or the like behind it, or with a value. */
const HEADING = new RegExp(
  '(?<![\\p{L}])((?:correct[ _-]?)?language(?:[ _-]?correctness)?|fluency|(?:overall[ _-]?)?helpfulness|(?:factual[ _-]?)?accuracy|' +
    `(?:logical[ _-]?)?coherence|harmlessness)(?:[ _-]?(?:score|rating|stars))?${DECORATION}(?:\\([^()\\n]{0,40}\\)${DECORATION})?` +
    `(?:[:=–—|→]|-(?=[ \\t])|(?:is|gets|receives)[ \\t]{1,4}(?=["'*_\`(]{0,4}${VALUE})|(?=[ \\t(]{0,4}${VALUE}))`,
  'giu',
)

/** The value directly behind that, also in `{"score": 3`; never `1 star means`. */
const DIRECT = new RegExp(
  `^(?:[ \\t]{0,40}\\||(?:[\\s"“”‘’'*_\`(\\[]|:){0,12}\\{?\\s{0,8}["']?(?:(?:score|stars?|rating|value)["'*_]{0,3}[ \\t]{0,4}[:=])?)` +
    `[\\s"“”‘’'*_\`(]{0,40}(?=${VALUE})(?!\\d star(?:t|ts|s)? means)`,
  'iu',
)

/** The number of the next item of a list, which stands before the next heading. */
const LIST_NUMBER = /\n\s{0,8}\d{1,2}[.)]\s{0,4}[*_]{0,3}$/

/**
 * `Fluency: 3`, `**Logical coherence** - 2 stars`, `- Accuracy = ★★`, one a line or several behind one another; or a sentence behind the colon with a
 * rating in it. What stands between two criteria belongs to the first.
 */
function* pairsInProse(text: string): Iterable<Entry> {
  const headings = [...text.matchAll(HEADING)]
  for (const [i, heading] of headings.entries()) {
    const start = heading.index + heading[0].length
    const end = Math.min(start + 400, headings[i + 1]?.index ?? text.length)
    const behind = text.slice(start, end).replace(LIST_NUMBER, '')
    const direct = DIRECT.exec(behind)
    if (direct !== null) yield [heading[1] as string, behind.slice(direct[0].length).split('\n', 1)[0]?.slice(0, 20)]
    else if (RATING.test(behind) || DRAWN.test(behind)) yield [heading[1] as string, behind]
  }
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
