import { agreementInterval, type RatedItem } from '../statistics/agreement-interval.js'
import { gwetAc2 } from '../statistics/gwet-ac2.js'
import { krippendorffAlpha } from '../statistics/krippendorff-alpha.js'

/** What several raters gave one sample: so often 0, 1 and 2. */
export interface RatingUnit {
  id: string
  counts: readonly number[]
}

/** Coefficients of agreement for any number of raters. */
export interface UnitAgreement {
  /**
   * Krippendorff's α for ordinal ratings: 1 is full agreement, 0 what chance gives. Null when all ratings are equal.
   */
  alpha: number | null
  /** 95 % interval of α, by a bootstrap over samples, those of one id together. Null where α is, and for samples of a single id. */
  alphaInterval: [low: number, high: number] | null
  /** Gwet's AC2 with quadratic weights, which stays sensible where nearly all ratings are equal, and κ and α do not. */
  ac2: number | null
}

export function unitAgreement(units: readonly RatingUnit[], seed: number): UnitAgreement {
  const counts = units.map((unit) => unit.counts)
  const alpha = krippendorffAlpha(counts)
  const items = units.map(({ id, counts: given }): RatedItem => ({ id, apart: meanDistance(given, given, true) }))
  const all = [0, 1, 2].map((rank) => counts.reduce((sum, each) => sum + (each[rank] as number), 0))
  const interval =
    alpha === null
      ? null
      : agreementInterval(items, meanDistance(all, all, true), seed, (weight) => krippendorffAlpha(counts, weight))
  return { alpha, alphaInterval: interval, ac2: gwetAc2(counts) }
}

/**
 * The mean of (x − y)² / 4 over pairs of ratings, 0..1.
 *
 * @param within Both are the same ratings, and none is paired with itself.
 */
export function meanDistance(a: readonly number[], b: readonly number[], within = false): number {
  const [countA, countB] = [a, b].map((counts) => counts.reduce((sum, count) => sum + count, 0)) as [number, number]
  let apart = 0
  for (const [x, times] of a.entries()) for (const [y, other] of b.entries()) apart += times * other * (x - y) ** 2
  const pairs = countA * (countB - (within ? 1 : 0))
  return pairs === 0 ? 0 : apart / 4 / pairs
}
