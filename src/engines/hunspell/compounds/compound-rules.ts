import { NO_FLAG } from '../aff/flags.js'
import type { WordIndex } from '../dic/word-index.js'

const STAR = 0x2a
const QUESTION = 0x3f

interface RuleStep {
  flag: number
  optional: boolean
  repeats: boolean
}

/** Option COMPOUNDRULE: patterns of flags like `n*1t`, which the words of a compound must have one after another. */
export class CompoundRules {
  private readonly rules: readonly (readonly RuleStep[])[]
  /** The flags of words that a compound may begin with. */
  private readonly starts: readonly number[]
  private readonly parts: number[] = []

  constructor(
    rules: readonly Uint16Array[],
    private readonly words: WordIndex,
  ) {
    this.rules = rules.map(toSteps)
    const starts = this.rules.flatMap((rule) =>
      [...withSkips(new Set([0]), rule)].map((place) => rule[place]?.flag ?? NO_FLAG),
    )
    this.starts = [...new Set(starts)]
  }

  get empty(): boolean {
    return this.rules.length === 0
  }

  /** Whether a compound may begin with the parts asked about before, up to that place, and this one there. */
  begins(place: number, id: number): boolean {
    this.parts[place] = id
    if (place === 0) return this.starts.some((flag) => this.words.hasFlag(id, flag))
    return this.rules.some((rule) => this.run(rule, place + 1).size > 0)
  }

  /** The same of a whole compound, which ends with this part. */
  matches(place: number, id: number): boolean {
    this.parts[place] = id
    return this.rules.some((rule) => this.run(rule, place + 1).has(rule.length))
  }

  /** The places in the rule that the words can lead to. */
  private run(rule: readonly RuleStep[], count: number): Set<number> {
    let places = withSkips(new Set([0]), rule)
    for (let i = 0; i < count && places.size > 0; i++) {
      const next = new Set<number>()
      for (const place of places) {
        const step = rule[place]
        if (step === undefined || !this.words.hasFlag(this.parts[i] as number, step.flag)) continue
        if (step.repeats) next.add(place)
        next.add(place + 1)
      }
      places = withSkips(next, rule)
    }
    return places
  }
}

function withSkips(places: Set<number>, rule: readonly RuleStep[]): Set<number> {
  for (const place of places) if (rule[place]?.optional) places.add(place + 1) // a set's new members are visited too
  return places
}

function toSteps(rule: Uint16Array): RuleStep[] {
  const steps: RuleStep[] = []
  for (let i = 0; i < rule.length; i++) {
    const after = rule[i + 1]
    const repeats = after === STAR
    const optional = repeats || after === QUESTION
    steps.push({ flag: rule[i] as number, optional, repeats })
    if (optional) i++
  }
  return steps
}
