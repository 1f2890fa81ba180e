import type { Scale } from '../../src/core/scorer.js'

/** Numbers in 0..1 that a seed determines: mulberry32. */
export function uniformNumbers(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A metric as a simulation draws it. */
export interface SimulatedMetric {
  name: string
  scale: Scale
  /** The true mean. */
  mean: number
  /** The scores of several answers to one prompt, any two of them correlated by `correlation`. */
  answers(count: number, correlation: number, next: () => number): number[]
}

/** Right or wrong. A prompt's chance of being answered right is Beta distributed, which makes answers correlated as wanted. */
export function rightOrWrong(mean: number): SimulatedMetric {
  return {
    name: `0/1, mean ${mean}`,
    scale: 'binary',
    mean,
    answers(count, correlation, next) {
      const total = 1 / correlation - 1
      const chance = correlation === 0 ? mean : beta(mean * total, (1 - mean) * total, next)
      return Array.from({ length: count }, () => Number(next() < chance))
    },
  }
}

/** Scores drawn from those given. An answer has, with probability √correlation, the score that the prompt drew. */
export function drawnFrom(name: string, scores: readonly number[]): SimulatedMetric {
  const draw = (next: () => number) => scores[Math.floor(next() * scores.length)] as number
  return {
    name,
    scale: 'graded',
    mean: scores.reduce((sum, score) => sum + score, 0) / scores.length,
    answers(count, correlation, next) {
      const shared = draw(next)
      return Array.from({ length: count }, () => (next() < Math.sqrt(correlation) ? shared : draw(next)))
    },
  }
}

/** A judge that is mostly content: 0, ½ and 1 in 2, 16 and 82 of 100. */
export const judged = drawnFrom('judge, 0 to 2', [...Array(2).fill(0), ...Array(16).fill(0.5), ...Array(82).fill(1)])

/** Ratios spread evenly. */
export const evenRatios = drawnFrom(
  'ratio, even',
  Array.from({ length: 1000 }, (_, i) => (i + 0.5) / 1000),
)

/** Of a Beta distribution, by two of a Gamma distribution. */
function beta(a: number, b: number, next: () => number): number {
  const [x, y] = [gamma(a, next), gamma(b, next)]
  return x / (x + y)
}

/** Marsaglia & Tsang (2000). */
function gamma(shape: number, next: () => number): number {
  if (shape < 1) return gamma(shape + 1, next) * next() ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const deviate = normalNumber(next)
    const v = (1 + c * deviate) ** 3
    if (v > 0 && Math.log(1 - next()) < deviate ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}

/** A normal deviate (Box & Muller 1958). */
function normalNumber(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
}
