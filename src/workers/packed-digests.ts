import type { Digest } from '../aggregate/digest.js'
import { RESAMPLES } from '../aggregate/poisson-weights.js'

/** Digests as they are sent: equal objects once, all weights in one array that is moved and not copied. */
export interface PackedDigests {
  digests: Omit<Digest, 'draws'>[]
  draws: Uint8Array<ArrayBuffer>
}

/** Packs digests for the way to another thread. */
export function packDigests(digests: readonly Digest[]): PackedDigests {
  const seen = new Map<string, unknown>()
  const shared = <T>(value: T): T => {
    const key = JSON.stringify(value)
    const known = seen.get(key) ?? value
    seen.set(key, known)
    return known as T
  }
  const draws = new Uint8Array(digests.length * RESAMPLES)
  for (const [i, digest] of digests.entries()) draws.set(digest.draws, i * RESAMPLES)
  return {
    digests: digests.map(({ by, scores, signature }) => ({ by: shared(by), scores: scores.map(shared), signature })),
    draws,
  }
}

/** The digests, as they were. */
export function unpackDigests({ digests, draws }: PackedDigests): Digest[] {
  return digests.map((digest, i) => ({ ...digest, draws: draws.subarray(i * RESAMPLES, (i + 1) * RESAMPLES) }))
}
