import { populationMean, predictionPowered, type RatedStratum } from '../statistics/prediction-powered.js'
import { tQuantile } from '../statistics/student-t.js'
import type { Rating } from './agreement.js'

/** An estimated mean of ratings, 0..2. */
export interface RatedMean {
  mean: number
  standardError: number
  /** 95 %, by Student's t for the number of human ratings. Null for fewer than two of different ids. */
  interval: [low: number, high: number] | null
}

/** The mean of one criterion in one language, as the judge has it and corrected by people. */
export interface CorrectedCriterion {
  criterion: string
  /** A language, or `all`: then each language counts by its number of samples. */
  language: string
  /** Samples that a person and the judge rated. */
  rated: number
  /** Samples that the judge rated. */
  judged: number
  /** The judge's mean over all that it rated. Nothing says how far it is off. */
  judge: number
  /** The mean of the human ratings alone. */
  human: RatedMean
  /** What people would give all prompts that might be asked: prediction-powered inference (PPI++). */
  corrected: RatedMean & {
    /** How far the judge is trusted, 0..1: the mean over languages, by size. 0 leaves the human ratings alone. */
    lambda: number
  }
  /** What people would give these very prompts: a mean that other prompts cannot change, and so surer. */
  samePrompts: RatedMean
  /** Why the intervals cannot be trusted; empty where nothing speaks against them. */
  warnings: string[]
}

/** With fewer human ratings, the normal distribution that the intervals rest on is far. */
const ENOUGH = 50
/** Where so many are equal, the few others decide, and may not be among those that people saw. */
const NEARLY_ALL = 0.9
const TAIL = 0.025
const HIGHEST = 2

/**
 * A judge's means corrected by a few human ratings: what people would have given on average, with intervals that hold whatever the judge's bias is. The judge rated all samples, and
 * people some of them, drawn by chance. For each criterion and language: the judge's mean, that of the human ratings, and two corrected ones, for prompts like these (PPI++,
 * Angelopoulos et al. 2023, arXiv 2311.01453) and for these prompts alone (the difference estimator). `all` is stratified by language. Samples of one id are one.
 *
 * @param judge Ratings of all samples.
 * @param human Ratings of some. Those that the judge did not rate are left out.
 * @throws RangeError for a rating other than 0, 1, 2 or null, and for an id that one of the two has twice.
 *
 * @example
 * ```ts
 * const rate = (fluency: number, i: number) => ({ id: `${i}`, ratings: { fluency } })
 * const judge = [2, 2, 2, 1, 2, 2, 1, 2].map(rate)
 * const human = [2, 1, 2, 0].map(rate)
 * const [fluency] = correctedMean(judge, human)
 * fluency?.judge // => 1.75
 * fluency?.samePrompts.mean // => 1.25
 * fluency?.warnings.length // => 1
 * ```
 */
export function correctedMean(judge: Iterable<Rating>, human: Iterable<Rating>): CorrectedCriterion[] {
  const [judged, people] = [[...judge], [...human]]
  const withLanguage = [...judged, ...people].every(({ language }) => language)
  const keyOf = ({ id, language = '' }: Rating) => JSON.stringify(withLanguage ? [id, language] : [id])
  const seen = byKey(people, keyOf, 'human')
  const strata = new Map<string, Map<string, RatedStratum>>()
  for (const rating of byKey(judged, keyOf, 'judge').values()) {
    const { id, language = '', ratings } = rating
    const other = seen.get(keyOf(rating))
    for (const [criterion, value] of Object.entries(ratings)) {
      if (value === null) continue
      const languages = strata.get(criterion) ?? new Map<string, RatedStratum>()
      strata.set(criterion, languages)
      const { both, judgeOnly } = languages.get(language) ?? { both: [], judgeOnly: [] }
      const given = other?.ratings[criterion] ?? null
      languages.set(
        language,
        given === null
          ? { both, judgeOnly: [...judgeOnly, { id, judge: value }] }
          : { both: [...both, { id, judge: value, human: given }], judgeOnly },
      )
    }
  }
  return [...strata].flatMap(([criterion, languages]) => {
    const known = [...languages].filter(([, { both }]) => both.length > 0).sort(([a], [b]) => (a < b ? -1 : 1))
    if (known.length === 0) return []
    const all = known.map(([, stratum]) => stratum)
    const missing = [...languages.keys()].filter((language) => known.every(([other]) => other !== language))
    const each = known
      .filter(([language]) => language !== '')
      .map(([language, stratum]) => of(criterion, language, [stratum]))
    return [of(criterion, 'all', all, missing), ...each]
  })
}

function of(
  criterion: string,
  language: string,
  strata: readonly RatedStratum[],
  missing: readonly string[] = [],
): CorrectedCriterion {
  const both = strata.flatMap((stratum) => stratum.both)
  const judged = strata.flatMap((stratum) => [...stratum.both, ...stratum.judgeOnly])
  const ids = new Set(both.map(({ id }) => id)).size
  const { lambdas, ...corrected } = predictionPowered(strata)
  const lambda = average(
    strata.flatMap((stratum, i) => Array(stratum.both.length + stratum.judgeOnly.length).fill(lambdas[i])),
  )
  const { lambdas: _, ...human } = predictionPowered(strata.map((stratum) => ({ both: stratum.both, judgeOnly: [] })))
  return {
    criterion,
    language,
    rated: both.length,
    judged: judged.length,
    judge: average(judged.map(({ judge }) => judge)),
    human: withInterval(human, ids, strata.length),
    corrected: { ...withInterval(corrected, ids, strata.length), lambda },
    samePrompts: withInterval(populationMean(strata), ids, strata.length),
    warnings: warnings(both, missing),
  }
}

function withInterval(
  { mean, standardError }: { mean: number; standardError: number },
  ids: number,
  strata: number,
): RatedMean {
  const degrees = Math.max(ids - strata, Math.floor(ids / 2))
  if (ids < 2) return { mean, standardError, interval: null }
  const half = tQuantile(TAIL, degrees) * standardError * Math.sqrt(ids / (ids - 1))
  return { mean, standardError, interval: [Math.max(0, mean - half), Math.min(HIGHEST, mean + half)] }
}

function warnings(both: RatedStratum['both'], missing: readonly string[]): string[] {
  const most = Math.max(...[0, 1, 2].map((value) => both.filter(({ human }) => human === value).length))
  return [
    ...(both.length < ENOUGH
      ? [`${both.length} human ratings are fewer than ${ENOUGH}: the interval may well not hold`]
      : []),
    ...(most >= NEARLY_ALL * both.length && both.length > 0
      ? [`${most} of ${both.length} human ratings are equal: the interval may well not hold`]
      : []),
    ...(missing.length > 0 ? [`no human ratings in ${missing.join(', ')}: left out`] : []),
  ]
}

function byKey(ratings: readonly Rating[], keyOf: (rating: Rating) => string, rater: string): Map<string, Rating> {
  const found = new Map<string, Rating>()
  for (const rating of ratings) {
    if (found.has(keyOf(rating))) throw new RangeError(`sample "${rating.id}": the ${rater} ratings have it twice`)
    for (const [criterion, value] of Object.entries(rating.ratings)) {
      if (value === null || value === 0 || value === 1 || value === 2) continue
      throw new RangeError(`sample "${rating.id}": ${criterion} must be 0, 1, 2 or null, got ${value} (${rater})`)
    }
    found.set(keyOf(rating), rating)
  }
  return found
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
