import type { Scale } from '../../core/scorer.js'
import { type ClusterDifference, type ClusterPart, clusterDifference } from '../../statistics/cluster-difference.js'
import type { ComparedMean } from './compare-types.js'
import type { MatchedSample } from './matched-samples.js'

/** One metric over some samples, in strata that count the same: one for a group, the languages for a macro mean. */
export interface Cell {
  a: ComparedMean
  b: ComparedMean
  pairs: number
  wins: number
  ties: number
  losses: number
  bounds: [low: number, high: number] | null
  /** Null without a pair in one of the strata. */
  difference: ClusterDifference | null
}

interface Both {
  id: string
  a: number | null
  b: number | null
}

/** Differences that are no more than the rounding of a ratio. */
const EQUAL = 1e-9

export function compareCell(strata: readonly (readonly MatchedSample[])[], metric: string, scale: Scale | null): Cell {
  const scores = strata.map((samples) =>
    samples.map(({ id, a, b }): Both => ({ id, a: a.get(metric)?.score ?? null, b: b.get(metric)?.score ?? null })),
  )
  const flat = scores.flat()
  const pairs = flat.filter(isPair)
  const differences = pairs.map(({ a, b }) => a - b)
  const parts = scores.map((stratum) => clusterParts(stratum.filter(isPair)))
  return {
    a: sideMean(scores, 'a'),
    b: sideMean(scores, 'b'),
    pairs: pairs.length,
    wins: differences.filter((value) => value > EQUAL).length,
    ties: differences.filter((value) => Math.abs(value) <= EQUAL).length,
    losses: differences.filter((value) => value < -EQUAL).length,
    bounds: flat.length === 0 ? null : [bound(scores, 0, 1), bound(scores, 1, 0)],
    difference: parts.every(({ length }) => length > 0) ? clusterDifference(parts, step(flat, scale)) : null,
  }
}

function isPair(both: Both): both is Both & { a: number; b: number } {
  return both.a !== null && both.b !== null
}

function clusterParts(pairs: readonly { id: string; a: number; b: number }[]): ClusterPart[] {
  const parts = new Map<string, ClusterPart>()
  for (const { id, a, b } of pairs) {
    const part = parts.get(id) ?? { cluster: id, sum: 0, size: 0 }
    part.sum += Math.abs(a - b) <= EQUAL ? 0 : a - b
    part.size += 1
    parts.set(id, part)
  }
  return [...parts.values()]
}

function sideMean(strata: readonly (readonly Both[])[], side: 'a' | 'b'): ComparedMean {
  const scores = strata.map((stratum) => stratum.map((both) => both[side]).filter((score) => score !== null))
  const found = scores.filter(({ length }) => length > 0).map(average)
  return {
    mean: found.length === 0 ? null : average(found),
    scored: scores.flat().length,
    total: strata.flat().length,
  }
}

/** a − b with every missing score of a as `a`, and of b as `b`. */
function bound(strata: readonly (readonly Both[])[], a: number, b: number): number {
  const filled = strata.filter(({ length }) => length > 0)
  return average(filled.map((stratum) => average(stratum.map((both) => (both.a ?? a) - (both.b ?? b)))))
}

/** By how much a score changes where it does: of a graded one twice the deviation of all, and not less than a tenth. */
function step(all: readonly Both[], scale: Scale | null): number {
  const scores = all.flatMap(({ a, b }) => [a, b]).filter((score) => score !== null)
  if (scale === 'binary' || scores.every((score) => score === 0 || score === 1)) return 1
  const mean = average(scores)
  const deviation = Math.sqrt(average(scores.map((score) => (score - mean) ** 2)))
  return deviation < EQUAL ? 1 : Math.min(1, Math.max(0.1, 2 * deviation))
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
