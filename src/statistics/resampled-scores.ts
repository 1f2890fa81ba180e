import { type DistinctMarks, distinctMarks } from './distinct-marks.js'
import { type Draws, DrawsOfState, markOf, RESAMPLES } from './poisson-weights.js'
import { type ResampledSums, type WeightedSums, weightedSums } from './weighted-sums.js'

/**
 * So many scores are kept as they are, with what their draws are told from: 40 bytes each. The sums over the resamples are 24 kB, too much for each of a hundred
 * thousand groups that have a few samples.
 */
const FEW = 256

/** Numbers that are kept of a score: itself, the state of its draws, and whether these are of an id. */
const KEPT = 5

/** What the scores of a tally are resampled by, as they are at some time. */
export interface TakenResamples {
  unnamed: number
  marks(): number[]
  /** Made anew each time, as the marks are. */
  sums(): Pick<ResampledSums, 'weights' | 'weightedSums'>
}

/** Many scores as sums. */
interface Many {
  sums: WeightedSums
  distinct: DistinctMarks
  unnamed: number
}

/** The sums over all resamples of scores that are added one by one: equal to the last bit, whether they are kept as scores or as sums. */
export class ResampledScores {
  #few: number[] | undefined
  #many: Many | undefined

  add(score: number, draws: Draws): void {
    if (this.#many !== undefined) {
      addTo(this.#many, score, draws)
      return
    }
    this.#few ??= []
    const [a, b, c] = draws.state
    this.#few.push(score, a, b, c, draws.isId ? 1 : 0)
    if (this.#few.length === FEW * KEPT) this.#becomeMany()
  }

  addSums({ marks, unnamed, weights, weightedSums: sums }: ResampledSums): void {
    const many = this.#many ?? this.#becomeMany()
    for (const mark of marks) many.distinct.add(mark)
    many.unnamed += unnamed
    many.sums.addSums(weights, sums)
  }

  taken(): TakenResamples {
    if (this.#many !== undefined) return takenOf(this.#many)
    const few = this.#few ?? []
    const { length } = few // what is added later stands behind
    let unnamed = 0
    for (let at = KEPT - 1; at < length; at += KEPT) if (few[at] === 0) unnamed += 1
    return { unnamed, marks: () => marksOf(few, length), sums: () => takenOf(manyOf(few, length)).sums() }
  }

  #becomeMany(): Many {
    const few = this.#few ?? []
    this.#few = undefined
    this.#many = manyOf(few, few.length)
    return this.#many
  }
}

function addTo(many: Many, score: number, draws: Draws): void {
  const { mark } = draws
  if (mark === undefined) many.unnamed += 1
  else many.distinct.add(mark)
  many.sums.add(score, draws.weights)
}

function manyOf(few: readonly number[], length: number): Many {
  const many: Many = { sums: weightedSums(RESAMPLES), distinct: distinctMarks(), unnamed: 0 }
  for (let at = 0; at < length; at += KEPT) {
    const [score, a, b, c, isId] = few.slice(at, at + KEPT) as [number, number, number, number, number]
    addTo(many, score, new DrawsOfState([a, b, c], isId === 1))
  }
  return many
}

/** Without the sums, which a group of one sample for each id never needs. */
function marksOf(few: readonly number[], length: number): number[] {
  const distinct = distinctMarks()
  for (let at = 0; at < length; at += KEPT) {
    const [a, b, c, isId] = few.slice(at + 1, at + KEPT) as [number, number, number, number]
    if (isId === 1) distinct.add(markOf([a, b, c]))
  }
  return distinct.marks()
}

function takenOf({ sums, distinct, unnamed }: Many): TakenResamples {
  const marks = distinct.marks()
  const taken = sums.taken()
  return { unnamed, marks: () => marks, sums: () => ({ weights: taken.weights(), weightedSums: taken.sums() }) }
}
