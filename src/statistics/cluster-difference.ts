import { FOUR_OF_FIVE, least } from './drop-test.js'
import { signFlipPValue } from './sign-flips.js'
import { tQuantile, upperTail } from './student-t.js'

/** What one cluster has in one stratum: the sum of its differences and how many there are. */
export interface ClusterPart {
  cluster: string
  sum: number
  size: number
}

/** A mean difference, and how sure it is. */
export interface ClusterDifference {
  difference: number
  /** Clusters that it is told from. */
  clusters: number
  /** Two-sided, that there is no difference; null for fewer than two clusters in a stratum. */
  p: number | null
  /** The differences that are not refuted when both sides together may err with probability `level`. Null where `p` is. */
  interval(level: number): [low: number, high: number] | null
  /** The difference that would be told from none, four times of five. Null where `p` is; 1 where none would be. */
  detectable(level: number): number | null
}

/**
 * The mean over strata, each counting the same, of the mean difference in each; a cluster may have differences in several of them. Clusters are taken for independent,
 * and nothing is assumed of what is within one (clustered standard errors, with Student's t). Where few clusters differ at all, their signs are gone through instead
 * ({@link signFlipPValue}), and the interval is as wide as that makes it.
 *
 * @param strata At least one; each of at least one difference.
 * @param step By how much a score changes where it does, 0..1: 1 for scores that are 0 or 1.
 */
export function clusterDifference(strata: readonly (readonly ClusterPart[])[], step: number): ClusterDifference {
  const totals = strata.map((parts) => ({
    mean: sumOf(parts, 'sum') / sumOf(parts, 'size'),
    size: sumOf(parts, 'size'),
    clusters: parts.length,
  }))
  const difference = totals.reduce((sum, { mean }) => sum + mean, 0) / strata.length
  /** Of each cluster: how far it moves the mean, what it adds to it, and its share of the whole. */
  const all = new Map<string, { influence: number; part: number; share: number }>()
  for (const [i, parts] of strata.entries()) {
    const { mean, size } = totals[i] as (typeof totals)[number]
    for (const { cluster, sum, size: own } of parts) {
      const known = all.get(cluster) ?? { influence: 0, part: 0, share: 0 }
      known.influence += (sum - mean * own) / size / strata.length
      known.part += sum / size / strata.length
      known.share += own / size / strata.length
      all.set(cluster, known)
    }
  }
  const members = [...all.values()]
  const fewest = Math.min(...totals.map(({ clusters }) => clusters))
  if (fewest < 2) {
    return { difference, clusters: all.size, p: null, interval: () => null, detectable: () => null }
  }
  const effective = 1 / members.reduce((sum, { share }) => sum + share * share, 0)
  const degrees = Math.max(Math.min(fewest, effective) - 1, effective - strata.length, 0.5)
  const variance = (members.reduce((sum, { influence }) => sum + influence ** 2, 0) * fewest) / (fewest - 1)
  const samples = strata.length ** 2 / totals.reduce((sum, { size }) => sum + 1 / size, 0)
  const exact = signFlipPValue(members.map(({ part }) => (Math.abs(part) < 1e-12 ? 0 : part)))
  const byT = difference === 0 ? 1 : 2 * upperTail(Math.abs(difference) / Math.sqrt(variance), degrees)
  const p = exact === null ? byT : Math.max(exact, byT)
  // With the error at which Student's t says the same as the signs.
  const widened = exact !== null && exact > byT && exact < 1 ? Math.abs(difference) / tQuantile(exact / 2, degrees) : 0
  const error = Math.max(Math.sqrt(variance), widened)
  // The changes to and fro that are seen, and those that the difference takes.
  const toAndFro = Math.max(0, error ** 2 - (Math.abs(difference) * step) / samples)
  const errorAt = (more: number) => Math.sqrt(toAndFro + (more * step) / samples)
  return {
    difference,
    clusters: all.size,
    p,
    interval(level) {
      // Where nothing differs: as many may differ all the same as would mostly show in so many clusters.
      const unseen = step * (1 - (level / 2) ** (1 / fewest))
      const half = Math.max(tQuantile(level / 2, degrees) * error, error < 1e-9 ? unseen : 0)
      return [Math.max(-1, difference - half), Math.min(1, difference + half)]
    },
    detectable(level) {
      const quantile = tQuantile(level / 2, degrees) + FOUR_OF_FIVE
      return least((more) => more >= quantile * errorAt(more), 0, 1)
    },
  }
}

function sumOf(parts: readonly ClusterPart[], field: 'sum' | 'size'): number {
  return parts.reduce((sum, part) => sum + part[field], 0)
}
