/** What a mean, its interval and its paired differences are told from: plain JSON that adds up. */
export interface ResampledSums {
  /** How many scores. */
  scored: number
  /** Σ score */
  sum: number
  /** Σ score² */
  squares: number
  /** The 512 smallest hashes of the ids of what was scored, ascending: they tell how many ids there are. */
  marks: number[]
  /** How many of the scores have no id: each is an item of its own. */
  unnamed: number
  /** For each bootstrap resample, Σ weight and Σ weight × score. */
  weights: number[]
  weightedSums: number[]
}

/** Sums that are right to a rounding, for billions of values in any order and split. */
export interface WeightedSums {
  /** Adds a value to each sum as many times as `times` says for it. */
  add(value: number, times: Uint8Array): void
  /** Adds other such sums. */
  addSums(weights: readonly number[], sums: readonly number[]): void
  /** The sums as they are now; what is added later does not change them. Nothing is copied until then. */
  taken(): TakenSums
}

/** Sums at some time. */
interface TakenSums {
  /** How many values are in each sum. */
  weights(): number[]
  sums(): number[]
}

/** Sums of multiples of 1 / 2²⁰ are exact up to 2³³ = 8.6e9. */
const GRAINS = 2 ** 20

/** Values that are added at once. */
const TOGETHER = 4

/**
 * Sums of values from 0 to 1. A value is split into a multiple of 2⁻²⁰ and the rest: sums of the first are exact, and those of the rest, less than a
 * millionth of the whole, lose what no 1e-12 can see.
 */
export function weightedSums(count: number): WeightedSums {
  let weights = new Float64Array(count)
  let coarse = new Float64Array(count)
  let fine = new Float64Array(count)
  let isTaken = false
  // Values wait for three others: the sums of all groups are more than the processor's nearest cache, and are gone through once for four.
  let waiting: Uint8Array | undefined
  const wholes = new Float64Array(TOGETHER)
  const rests = new Float64Array(TOGETHER)
  let waits = 0
  /** What was taken stays as it is. */
  const own = () => {
    if (isTaken) [weights, coarse, fine] = [weights.slice(), coarse.slice(), fine.slice()]
    isTaken = false
  }
  const settle = () => {
    if (waiting === undefined || waits === 0) return
    own()
    waiting.fill(0, waits * count)
    addTimes(waiting, weights, coarse, wholes, fine, rests)
    waits = 0
  }
  return {
    add(value, times) {
      const whole = wholeGrains(value)
      waiting ??= new Uint8Array(TOGETHER * count)
      waiting.set(times, waits * count)
      wholes[waits] = whole
      rests[waits] = value - whole
      waits += 1
      if (waits === TOGETHER) settle()
    },
    addSums(otherWeights, sums) {
      own()
      for (let i = 0; i < count; i++) {
        const sum = sums[i] as number
        const whole = wholeGrains(sum)
        weights[i] = (weights[i] as number) + (otherWeights[i] as number)
        coarse[i] = (coarse[i] as number) + whole
        fine[i] = (fine[i] as number) + (sum - whole)
      }
    },
    taken() {
      settle()
      waiting = undefined
      isTaken = true
      const [itsWeights, itsCoarse, itsFine] = [weights, coarse, fine]
      return {
        weights: () => [...itsWeights],
        sums: () => Array.from(itsCoarse, (whole, i) => whole + (itsFine[i] as number)),
      }
    },
  }
}

/** One such sum, of values that each count once. */
export class GrainSum {
  #coarse = 0
  #fine = 0

  add(value: number): void {
    const whole = wholeGrains(value)
    this.#coarse += whole
    this.#fine += value - whole
  }

  sum(): number {
    return this.#coarse + this.#fine
  }
}

function wholeGrains(value: number): number {
  return Math.round(value * GRAINS) / GRAINS
}

/** One loop, and outside of any closure: it runs a thousand times for each score, in the one thread that adds up what all workers give. */
function addTimes(
  times: Uint8Array,
  weights: Float64Array,
  coarse: Float64Array,
  wholes: Float64Array,
  fine: Float64Array,
  rests: Float64Array,
): void {
  const [whole0 = 0, whole1 = 0, whole2 = 0, whole3 = 0] = wholes
  const [rest0 = 0, rest1 = 0, rest2 = 0, rest3 = 0] = rests
  const count = weights.length
  for (let i = 0; i < count; i++) {
    const times0 = times[i] as number
    const times1 = times[count + i] as number
    const times2 = times[2 * count + i] as number
    const times3 = times[3 * count + i] as number
    weights[i] = (weights[i] as number) + times0 + times1 + times2 + times3
    coarse[i] = (coarse[i] as number) + times0 * whole0 + times1 * whole1 + times2 * whole2 + times3 * whole3
    fine[i] = (fine[i] as number) + times0 * rest0 + times1 * rest1 + times2 * rest2 + times3 * rest3
  }
}
