/** What is no number of stars from 1 to 3 although it is one: of another scale. */
export type Stars = number | 'out-of-range'

const STAR_WORDS: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3 }

/** What an object calls the stars in it, in letters alone. */
const STARS_KEYS = new Set(['score', 'stars', 'star', 'rating', 'value', 'grade'])

/** Stars drawn, with what may follow a star sign (a variation selector) or stand between two, and the empty ones behind. */
export const DRAWN = /(?:[★⭐🌟]\uFE0F? ?)+[☆✩]*/u

/** `2 stars`, `2/3`, `2 out of 3`: surely a rating, wherever in a sentence it stands. Not `1 star means`, which is the prompt's. */
export const RATING =
  /(?<![\d.,/–-])(-?\d{1,6}(?:[.,]\d{1,6})?|\b(?:one|two|three))(?:[ -]?stars?\b(?! means)| ?(?:\/|out of) ?(\d{1,6}))(?: stars?\b)?(?: out of 3(?: stars?\b)?)?/iu

/** `1-3`, `1/2/3`, `1 to 3`, `1|2|3`: the scale, no rating. */
const SCALE = /\b1 ?(?:-|–|to|\.\.\.?|…) ?3\b|\b1 ?([/|,]) ?2 ?(?:\1|,? or) ?3\b|\b1, ?2,? or 3\b/giu

/** The stars that the value of a criterion means; undefined where it means none, or two numbers of them. */
export function starsOf(value: unknown): Stars | undefined {
  if (typeof value === 'number') return inRange(value)
  if (typeof value === 'string') return starsOfText(value)
  if (typeof value !== 'object' || value === null) return undefined
  const inner = memberOf(value, STARS_KEYS)
  return typeof inner === 'object' ? undefined : starsOf(inner)
}

/** The first member that has one of these keys and is not null. */
export function memberOf(object: object, keys: ReadonlySet<string>): unknown {
  return Object.entries(object).find(([key, value]) => value !== null && keys.has(key.toLowerCase()))?.[1]
}

function starsOfText(text: string): Stars | undefined {
  const short = text.slice(0, 400).replace(SCALE, '')
  const drawn = DRAWN.exec(short)?.[0]
  if (drawn !== undefined) return starsDrawn(drawn)
  const ratings = new Set([...short.matchAll(new RegExp(RATING, 'giu'))].map(starsOfRating))
  if (ratings.size > 0) return ratings.size === 1 ? [...ratings][0] : undefined
  const number = /-?\d+(?:[.,]\d+)?/.exec(short)
  if (number !== null) return inRange(Number(number[0].replace(',', '.')))
  const word = /\b(?:one|two|three)\b/i.exec(short)
  return word === null ? undefined : STAR_WORDS[word[0].toLowerCase()]
}

/** `★★☆` is two of three; `★★★☆☆` is three of five, and no three of three. */
function starsDrawn(drawn: string): Stars {
  const full = drawn.match(/[★⭐🌟]/gu)?.length ?? 0
  const empty = drawn.match(/[☆✩]/gu)?.length ?? 0
  return full + empty > 3 ? 'out-of-range' : inRange(full)
}

/** Stars out of five are no stars out of three. */
function starsOfRating([, stars = '', outOf = '3']: RegExpExecArray): Stars {
  if (Number(outOf) !== 3) return 'out-of-range'
  return inRange(STAR_WORDS[stars.toLowerCase()] ?? Number(stars.replace(',', '.')))
}

function inRange(stars: number): Stars {
  return stars === 1 || stars === 2 || stars === 3 ? stars : 'out-of-range'
}
