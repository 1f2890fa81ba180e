import type { Score } from '../../core/score.js'
import type { Digest } from '../../results/digest.js'
import { RESAMPLES } from '../../statistics/poisson-weights.js'

/** Digests of the same metrics as they are sent: few objects, and numbers in arrays that are moved and not copied. */
export interface PackedDigests {
  metrics: string[]
  /** What digests share, each once, and which of them a digest has. */
  shared: Pick<Digest, 'by' | 'guessed' | 'signature'>[]
  sharedBy: Uint32Array<ArrayBuffer>
  /** Digest after digest, its scores; NaN for one that is more than a number. */
  values: Float64Array<ArrayBuffer>
  /** Those that are more, with their places among the values. */
  others: [place: number, score: Score][]
  /** Digest after digest, the three numbers of its draws' state. */
  states: Int32Array<ArrayBuffer>
  weights: Uint8Array<ArrayBuffer>
  /** NaN where there is none. */
  marks: Float64Array<ArrayBuffer>
}

/** Packs digests for the way to another thread. */
export function packDigests(digests: readonly Digest[]): PackedDigests {
  const metrics = digests[0]?.scores.map(({ name }) => name) ?? []
  const packed: PackedDigests = {
    metrics,
    shared: [],
    sharedBy: new Uint32Array(digests.length),
    values: new Float64Array(digests.length * metrics.length),
    others: [],
    states: new Int32Array(digests.length * 3),
    weights: new Uint8Array(digests.length * RESAMPLES),
    marks: new Float64Array(digests.length),
  }
  const known = new Map<string, { signature: Digest['signature']; number: number }>()
  for (const [i, { by, guessed, signature, scores, draws }] of digests.entries()) {
    packed.states.set(draws.state, i * 3)
    packed.weights.set(draws.weights, i * RESAMPLES)
    packed.marks[i] = draws.mark ?? Number.NaN
    const key = JSON.stringify([by, guessed])
    let same = known.get(key)
    if (same?.signature !== signature) {
      same = { signature, number: packed.shared.push({ by, guessed, signature }) - 1 }
      known.set(key, same)
    }
    packed.sharedBy[i] = same.number
    for (const [j, score] of scores.entries()) {
      const place = i * metrics.length + j
      packed.values[place] = isNumber(score) ? (score.score as number) : Number.NaN
      if (!isNumber(score)) packed.others.push([place, score])
    }
  }
  return packed
}

/** The buffers to be moved. */
export function buffersOf({ sharedBy, values, states, weights, marks }: PackedDigests): ArrayBuffer[] {
  return [sharedBy.buffer, values.buffer, states.buffer, weights.buffer, marks.buffer]
}

/** The digests, as they were. */
export function unpackDigests({ metrics, shared, sharedBy, values, others, ...packed }: PackedDigests): Digest[] {
  const more = new Map(others)
  return Array.from(sharedBy, (number, i) => ({
    ...(shared[number] as (typeof shared)[number]),
    scores: metrics.map((name, j) => {
      const place = i * metrics.length + j
      return more.get(place) ?? { name, score: values[place] as number, status: 'scored', metadata: {} }
    }),
    draws: {
      state: [...packed.states.subarray(i * 3, i * 3 + 3)] as [number, number, number],
      isId: !Number.isNaN(packed.marks[i]),
      weights: packed.weights.subarray(i * RESAMPLES, (i + 1) * RESAMPLES),
      mark: Number.isNaN(packed.marks[i]) ? undefined : packed.marks[i],
    },
  }))
}

function isNumber({ status, reason, metadata }: Score): boolean {
  return status === 'scored' && reason === undefined && Object.keys(metadata).length === 0
}
