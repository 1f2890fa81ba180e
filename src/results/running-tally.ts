import type { Score } from '../core/score.js'
import type { Scale } from '../core/scorer.js'
import { WRONG_LANGUAGE } from '../core/wrong-language.js'
import type { Draws } from '../statistics/poisson-weights.js'
import { ResampledScores, type TakenResamples } from '../statistics/resampled-scores.js'
import { GrainSum } from '../statistics/weighted-sums.js'
import type { Tally } from './tally.js'

/** A tally that is added to. */
export interface RunningTally {
  /** Adds one score. `draws` are those of the sample's id. */
  addScore(score: Score, draws: Draws): void
  /** Adds another tally of the same metric and group: a shard's. */
  addTally(other: Tally): void
  /** What was added so far. Its sums over resamples are made when they are asked for. */
  tally(): Tally
}

/** An empty tally of a metric whose scale its scorer says, or does not. */
export function runningTally(scale: Scale | null): RunningTally {
  return new Running(scale)
}

const COUNTS = ['total', 'scored', 'wrongLanguage', 'skipped', 'failed'] as const

class Running implements RunningTally {
  #counts: Record<(typeof COUNTS)[number], number> = { total: 0, scored: 0, wrongLanguage: 0, skipped: 0, failed: 0 }
  #plain = new GrainSum()
  #squared = new GrainSum()
  #resampled = new ResampledScores()
  #reasons: Map<string, Tally['reasons'][string]> | undefined

  constructor(readonly scale: Scale | null) {}

  addScore({ score, status, reason, metadata }: Score, draws: Draws): void {
    this.#counts.total += 1
    if (reason !== undefined) this.#addReason(reason, 1, String(metadata.message ?? ''))
    if (score === null) {
      this.#counts[status === 'failed' ? 'failed' : reason === WRONG_LANGUAGE ? 'wrongLanguage' : 'skipped'] += 1
      return
    }
    this.#counts.scored += 1
    this.#plain.add(score)
    this.#squared.add(score * score)
    this.#resampled.add(score, draws)
  }

  addTally(other: Tally): void {
    for (const name of COUNTS) this.#counts[name] += other[name]
    this.#plain.add(other.sum)
    this.#squared.add(other.squares)
    this.#resampled.addSums(other)
    for (const [reason, { count, message }] of Object.entries(other.reasons)) this.#addReason(reason, count, message)
  }

  tally(): Tally {
    const taken = this.#resampled.taken()
    const { scale } = this
    const tally = { ...this.#counts, scale, sum: this.#plain.sum(), squares: this.#squared.sum() }
    Object.defineProperties(tally, { [TAKEN]: { value: taken }, marks: getters.marks })
    Object.assign(tally, { unnamed: taken.unnamed })
    Object.defineProperties(tally, { weights: getters.weights, weightedSums: getters.weightedSums })
    return Object.assign(tally, { reasons: Object.fromEntries(this.#reasons ?? []) }) as unknown as Tally
  }

  /** Of several messages the first in code-unit order is kept, so that order and sharding cannot matter. */
  #addReason(reason: string, count: number, message: string): void {
    this.#reasons ??= new Map()
    const known = this.#reasons.get(reason)
    const total = known
      ? { count: known.count + count, message: message < known.message ? message : known.message }
      : { count, message }
    this.#reasons.set(reason, total)
  }
}

type Made = Pick<Tally, 'weights' | 'weightedSums'>

/** Where a tally keeps what its sums are made of. */
const TAKEN = Symbol('taken')

/** For all tallies the same functions: one of its own for each takes V8 a kilobyte. */
const getters = {
  marks: getter((taken) => taken.marks()),
  weights: getter((taken) => madeOf(taken).weights),
  weightedSums: getter((taken) => madeOf(taken).weightedSums),
}

function getter(of: (taken: TakenResamples) => number[]): PropertyDescriptor & ThisType<{ [TAKEN]: TakenResamples }> {
  return {
    get() {
      return of(this[TAKEN])
    },
    enumerable: true,
    configurable: true,
  }
}

/** The sums that were last asked for: whoever goes through them asks for each number. */
const lastMade = new Map<TakenResamples, Made>()
const MOST_MADE = 32

function madeOf(taken: TakenResamples): Made {
  const known = lastMade.get(taken)
  if (known !== undefined) return known
  const made = taken.sums()
  if (lastMade.size === MOST_MADE) lastMade.delete(lastMade.keys().next().value as TakenResamples)
  lastMade.set(taken, made)
  return made
}
