import { gammaln } from 'simple-statistics'

/** Terms of the continued fraction; it settles after a few dozen. */
const MOST_TERMS = 1000
const SETTLED = 1e-15
/** Stands for a zero that would be divided by (Thompson & Barnett 1986). */
const TINY = 1e-300

/**
 * The regularised incomplete beta function I_x(a, b), 0..1: Student's t and the binomial distribution are told from it. By its continued fraction (NIST DLMF
 * 8.17.22), evaluated by Lentz's method.
 *
 * @param x 0..1.
 * @param a Above 0, as is `b`.
 *
 * @example
 * ```ts
 * incompleteBeta(0.5, 2, 2).toFixed(6) // => '0.500000'
 * ```
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  // The fraction settles fast on this side of the mean; on the other, the rest to 1 does.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)) / a
  return front / fraction(x, a, b)
}

/** 1 + d₁/(1 + d₂/(1 + …)). */
function fraction(x: number, a: number, b: number): number {
  let value = 1
  let c = 1
  let d = 0
  for (let i = 1; i <= MOST_TERMS; i++) {
    const m = i >> 1
    const term =
      i % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : -((a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / notZero(1 + term * d)
    c = notZero(1 + term / c)
    value *= c * d
    if (Math.abs(c * d - 1) < SETTLED) break
  }
  return value
}

function notZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value
}

function logBeta(a: number, b: number): number {
  return gammaln(a) + gammaln(b) - gammaln(a + b)
}
