import type { Rating } from './agreement.js'
import { type RatingUnit, type UnitAgreement, unitAgreement } from './rating-units.js'

/** How far several raters agree on one criterion in one language. */
export interface RatersCriterion extends UnitAgreement {
  criterion: string
  /** A language, or `all`. */
  language: string
  /** Samples that at least two rated. */
  rated: number
  /** The share of pairs of ratings of one sample that are equal, 0..1. */
  exact: number
}

/**
 * How far any number of raters agree, of whom some may have rated some samples only: for each criterion and language Krippendorff's α with an interval, Gwet's AC2 and exact
 * agreement. Samples are matched by id, and by language where all ratings name one. For the matrix and the disagreements of two raters, `agreement`.
 *
 * @param raters Two or more.
 * @param options.seed Of the bootstrap, an integer. Default 0.
 * @throws TypeError for fewer than two raters; RangeError for a rating other than 0, 1, 2 or null, and for an id that one rater has twice.
 *
 * @example
 * ```ts
 * const rater = (...fluency: number[]) => fluency.map((value, i) => ({ id: `${i}`, ratings: { fluency: value } }))
 * const [fluency] = ratersAgreement([rater(2, 0, 1), rater(2, 0, 1), rater(2, 0, 2)])
 * fluency?.alpha?.toFixed(2) // => '0.85'
 * ```
 */
export function ratersAgreement(
  raters: readonly Iterable<Rating>[],
  options: { seed?: number } = {},
): RatersCriterion[] {
  if (raters.length < 2) throw new TypeError(`give the ratings of at least two raters, got ${raters.length}`)
  const all = raters.map((ratings) => [...ratings])
  const byLanguage = all.flat().every(({ language }) => language)
  const criteria = new Map<string, Map<string, { unit: { id: string; counts: number[] }; language: string | null }>>()
  for (const [rater, ratings] of all.entries()) {
    const seen = new Set<string>()
    for (const { id, language = null, ratings: given } of ratings) {
      const key = JSON.stringify([id, byLanguage ? language : null])
      if (seen.has(key)) throw new RangeError(`sample "${id}": rater ${rater + 1} has it twice`)
      seen.add(key)
      for (const [criterion, value] of Object.entries(given)) {
        if (value === null) continue
        if (value !== 0 && value !== 1 && value !== 2) {
          throw new RangeError(
            `sample "${id}": ${criterion} must be 0, 1, 2 or null, got ${value} from rater ${rater + 1}`,
          )
        }
        const units = criteria.get(criterion) ?? new Map()
        criteria.set(criterion, units)
        const entry = units.get(key) ?? { unit: { id, counts: [0, 0, 0] }, language }
        units.set(key, entry)
        entry.unit.counts[value] += 1
      }
    }
  }
  return [...criteria].flatMap(([criterion, units]) => {
    const rated = [...units.values()].filter(({ unit }) => numberOf(unit) > 1)
    if (rated.length === 0) return []
    const languages = [...new Set(rated.map(({ language }) => language))].filter((language) => language !== null).sort()
    return [null, ...languages].map((language) => {
      const own = rated.filter((each) => language === null || each.language === language).map(({ unit }) => unit)
      return { criterion, language: language ?? 'all', ...ofUnits(own, options.seed ?? 0) }
    })
  })
}

function ofUnits(units: readonly RatingUnit[], seed: number) {
  const pairs = units.map((unit) => numberOf(unit) * (numberOf(unit) - 1))
  const equal = units.map(({ counts }) => counts.reduce((sum, count) => sum + count * (count - 1), 0))
  return { rated: units.length, exact: sum(equal) / sum(pairs), ...unitAgreement(units, seed) }
}

function numberOf({ counts }: RatingUnit): number {
  return sum(counts)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
