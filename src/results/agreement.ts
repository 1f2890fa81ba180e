import { agreementInterval } from '../statistics/agreement-interval.js'
import { quadraticKappa } from '../statistics/quadratic-kappa.js'
import { meanDistance, type UnitAgreement, unitAgreement } from './rating-units.js'

/** One rater's ratings of one sample, on the paper's scale. */
export interface Rating {
  /** The sample's id: what the two raters' ratings are matched by. */
  id: string
  language?: string
  /** 0, 1 or 2 for each criterion; null where there is no rating. */
  ratings: Readonly<Record<string, number | null>>
}

/** How far two raters agree on one criterion in one language. */
export interface CriterionAgreement extends UnitAgreement {
  criterion: string
  /** A language, or `all`. */
  language: string
  /** Samples that both rated. */
  rated: number
  /** `matrix[x][y]`: the percentage of samples that the first rater gave x and the second y (Figure 5 of arXiv 2402.14778). */
  matrix: number[][]
  /** The share of samples with equal ratings, 0..1. */
  exact: number
  /**
   * Cohen's κ with quadratic weights (Cohen 1968): 1 is full agreement, 0 what chance gives, below 0 less than that. Null when both raters gave
   * one and the same rating throughout: chance agreement is then full too.
   */
  kappa: number | null
  /** 95 % interval of κ, by a bootstrap over samples, those of one id together. Null where κ is, and for samples of a single id. */
  interval: [low: number, high: number] | null
}

export interface Agreement {
  /** For each criterion: all languages together, then each. */
  criteria: CriterionAgreement[]
  /** The samples on which the raters differ, most first. */
  disagreements: { id: string; criterion: string; language: string | null; a: number; b: number }[]
  /** Samples that only one rater has. */
  unmatched: { a: number; b: number }
}

interface Pair {
  id: string
  language: string | null
  a: number
  b: number
}

/**
 * How far two raters agree, judge and human or two judges, sample by sample: for each criterion and language the percentage matrix of
 * Figure 5, exact agreement, quadratic-weighted κ and Krippendorff's α with intervals, and Gwet's AC2. For more than two raters, {@link ratersAgreement}. Samples are matched by id, and by language where all name one; a criterion that one of the two did not
 * rate on a sample is left out there. No common samples give no criteria.
 *
 * @param options.seed Of the bootstrap, an integer. Default 0.
 * @throws RangeError for a rating other than 0, 1, 2 or null, and for an id that one rater has twice, naming the sample.
 *
 * @example
 * ```ts
 * const judge = [{ id: 'a', ratings: { fluency: 2 } }, { id: 'b', ratings: { fluency: 0 } }]
 * const human = [{ id: 'a', ratings: { fluency: 2 } }, { id: 'b', ratings: { fluency: 1 } }]
 * const [fluency] = agreement(judge, human).criteria
 * fluency?.exact // => 0.5
 * ```
 */
export function agreement(a: Iterable<Rating>, b: Iterable<Rating>, options: { seed?: number } = {}): Agreement {
  const { seed = 0 } = options
  const [ratingsA, ratingsB] = [[...a], [...b]]
  const keyOf = [...ratingsA, ...ratingsB].every(({ language }) => language) ? idAndLanguage : idOnly
  const first = byKey(ratingsA, keyOf, 'first')
  const second = byKey(ratingsB, keyOf, 'second')
  const matched = [...first.values()].filter((rating) => second.has(keyOf(rating)))
  const pairs = new Map<string, Pair[]>()
  for (const rating of matched) {
    const { id, language, ratings } = rating
    const other = second.get(keyOf(rating)) as Rating
    for (const [criterion, value] of Object.entries(ratings)) {
      const otherValue = other.ratings[criterion] ?? null
      if (value === null || otherValue === null) continue
      const rated = pairs.get(criterion) ?? []
      rated.push({ id, language: language ?? other.language ?? null, a: value, b: otherValue })
      pairs.set(criterion, rated)
    }
  }
  return {
    criteria: [...pairs].flatMap(([criterion, all]) => byLanguage(criterion, all, seed)),
    disagreements: [...pairs]
      .flatMap(([criterion, all]) => all.map((pair) => ({ criterion, ...pair })))
      .filter(differ)
      .sort(worstFirst),
    unmatched: { a: first.size - matched.length, b: second.size - matched.length },
  }
}

const idOnly = ({ id }: Rating) => id

/** The evaluation set has each id in every language. */
const idAndLanguage = ({ id, language = '' }: Rating) => JSON.stringify([id, language])

function byKey(ratings: Iterable<Rating>, keyOf: (rating: Rating) => string, rater: string): Map<string, Rating> {
  const found = new Map<string, Rating>()
  for (const rating of ratings) {
    if (found.has(keyOf(rating))) throw new RangeError(`sample "${rating.id}": the ${rater} rater has it twice`)
    for (const [criterion, value] of Object.entries(rating.ratings)) {
      if (value === null || value === 0 || value === 1 || value === 2) continue
      throw new RangeError(
        `sample "${rating.id}": ${criterion} must be 0, 1, 2 or null, got ${value} from the ${rater} rater`,
      )
    }
    found.set(keyOf(rating), rating)
  }
  return found
}

function byLanguage(criterion: string, all: readonly Pair[], seed: number): CriterionAgreement[] {
  const languages = [...new Set(all.map(({ language }) => language))].filter((language) => language !== null).sort()
  return [
    ofPairs(criterion, 'all', all, seed),
    ...languages.map((language) =>
      ofPairs(
        criterion,
        language,
        all.filter((pair) => pair.language === language),
        seed,
      ),
    ),
  ]
}

function ofPairs(criterion: string, language: string, pairs: readonly Pair[], seed: number): CriterionAgreement {
  const counts = countPairs(pairs, () => 1)
  const kappa = quadraticKappa(counts)
  return {
    criterion,
    language,
    rated: pairs.length,
    matrix: counts.map((row) => row.map((count) => (100 * count) / pairs.length)),
    exact: pairs.filter((pair) => pair.a === pair.b).length / pairs.length,
    kappa,
    interval: kappa === null ? null : kappaInterval(pairs, counts, seed),
    ...unitAgreement(
      pairs.map(({ id, a, b }) => ({ id, counts: [0, 1, 2].map((rank) => Number(a === rank) + Number(b === rank)) })),
      seed,
    ),
  }
}

function countPairs(pairs: readonly Pair[], weight: (index: number) => number): number[][] {
  const counts = [0, 1, 2].map(() => [0, 0, 0])
  for (const [index, { a, b }] of pairs.entries()) {
    const row = counts[a] as number[]
    row[b] = (row[b] as number) + weight(index)
  }
  return counts
}

function kappaInterval(
  pairs: readonly Pair[],
  counts: readonly (readonly number[])[],
  seed: number,
): [number, number] | null {
  const items = pairs.map(({ id, a, b }) => ({ id, apart: (a - b) ** 2 / 4 }))
  const rows = counts.map((row) => row.reduce((sum, count) => sum + count, 0))
  const columns = counts.map((_, y) => counts.reduce((sum, row) => sum + (row[y] as number), 0))
  return agreementInterval(items, meanDistance(rows, columns), seed, (weight) =>
    quadraticKappa(countPairs(pairs, weight)),
  )
}

function differ({ a, b }: Pair): boolean {
  return a !== b
}

function worstFirst(left: Pair & { criterion: string }, right: Pair & { criterion: string }): number {
  const distance = Math.abs(right.a - right.b) - Math.abs(left.a - left.b)
  if (distance !== 0) return distance
  return left.id < right.id ? -1 : left.id > right.id ? 1 : left.criterion < right.criterion ? -1 : 1
}
