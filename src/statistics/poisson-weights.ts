import { bitsOfState, type RandomState, randomState } from './random-bits.js'

/** How many times a run is resampled. 1000 leave the ends of a 95 % interval stable to about a twentieth of its width. */
export const RESAMPLES = 1000

/** What an id and a seed determine. */
export interface Draws {
  /** What the rest is told from. */
  state: RandomState
  /** Whether it is an id, or something stands in for one. */
  isId: boolean
  /** How often each resample draws the id. */
  weights: Uint8Array
  /** A 32-bit hash of the id, to count ids by; undefined where something else stands in for an id. */
  mark: number | undefined
}

/**
 * How often each of the {@link RESAMPLES} bootstrap resamples draws an id, and so all samples that have it: independent Poisson(1) counts (the Poisson bootstrap,
 * Chamandy et al. 2012, as for streams too large to resample), told by a hash of the id and the seed. So neither the order
 * of the samples nor their distribution over shards can change an interval, and the same id is drawn alike for two models and in two languages.
 *
 * @param isId Whether it is an id, or stands in for one.
 */
export function poissonDraws(id: string, seed: number, isId = true): Draws {
  return new DrawsOfState(randomState(id, seed), isId)
}

/** Draws that are made when they are first asked for: a group of few samples may never need them. */
export class DrawsOfState implements Draws {
  #made: { weights: Uint8Array; mark: number } | undefined

  constructor(
    readonly state: RandomState,
    readonly isId: boolean,
  ) {}

  get weights(): Uint8Array {
    return this.#make().weights
  }

  get mark(): number | undefined {
    return this.isId ? this.#make().mark : undefined
  }

  #make() {
    this.#made ??= drawn(this.state)
    return this.#made
  }
}

/** The mark of the id whose draws have this state. */
export function markOf(state: RandomState): number {
  return bitsOfState(state, RESAMPLES / 2 + 1)[RESAMPLES / 2] as number
}

function drawn(state: RandomState) {
  const weights = new Uint8Array(RESAMPLES)
  const bits = bitsOfState(state, RESAMPLES / 2 + 1)
  for (let i = 0; i < RESAMPLES / 2; i++) {
    const pair = bits[i] as number
    weights[2 * i] = POISSON[pair & 0xffff] as number
    weights[2 * i + 1] = POISSON[pair >>> 16] as number
  }
  return { weights, mark: bits[RESAMPLES / 2] as number }
}

/** Poisson(1) by inversion: the count for each of 65,536 equally likely values; P(count > 8) < 2⁻¹⁶ is cut off. */
const POISSON = (() => {
  const table = new Uint8Array(0x10000)
  let probability = Math.exp(-1)
  let cumulative = probability
  let count = 0
  for (let i = 0; i < table.length; i++) {
    while ((i + 0.5) / table.length > cumulative && count < 8) {
      count += 1
      probability /= count
      cumulative += probability
    }
    table[i] = count
  }
  return table
})()
