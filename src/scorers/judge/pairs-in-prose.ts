import { DRAWN, RATING } from './stars.js'

/** A criterion's name in an answer, its value, and the piece of the answer that they stand in. */
export interface ProsePair {
  key: string
  value: string
  piece: string
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

/** The value alone, without what is said about it. */
const BARE_VALUE = /^(?:-?\d+(?:[.,]\d+)?|(?:[★⭐🌟☆]\uFE0F? ?)+|\p{L}+)/u

/** The number of the next item of a list, which stands before the next heading. */
const LIST_NUMBER = /\n\s{0,8}\d{1,2}[.)]\s{0,4}[*_]{0,3}$/

/**
 * `Fluency: 3`, `**Logical coherence** - 2 stars`, `- Accuracy = ★★`, one a line or several behind one another; or a sentence behind the colon with a
 * rating in it. What stands between two criteria belongs to the first.
 */
export function* pairsInProse(text: string): Iterable<ProsePair> {
  const headings = [...text.matchAll(HEADING)]
  for (const [i, heading] of headings.entries()) {
    const key = heading[1] as string
    const start = heading.index + heading[0].length
    const end = Math.min(start + 400, headings[i + 1]?.index ?? text.length)
    const behind = text.slice(start, end).replace(LIST_NUMBER, '')
    const direct = DIRECT.exec(behind)
    if (direct !== null) {
      const value = behind.slice(direct[0].length).split('\n', 1)[0]?.slice(0, 20) ?? ''
      yield { key, value, piece: heading[0] + direct[0] + (BARE_VALUE.exec(value)?.[0] ?? value) }
      continue
    }
    const rating = RATING.exec(behind) ?? DRAWN.exec(behind)
    if (rating !== null)
      yield { key, value: behind, piece: heading[0] + behind.slice(0, rating.index + rating[0].length) }
  }
}
