import { assertParts, combinedTraits, combineScores, PARTIAL, type PartScores } from './combine.js'
import type { SampleArgs } from './sample.js'
import { scored } from './score.js'
import { defineScorer, type Scorer } from './scorer.js'

/**
 * One score of several: Σ weight × score / Σ weight, 0..1. A failed part fails the whole (`failed-part`); a skipped part is left out
 * and the weights of the rest stay in proportion, which the score's reason says (`partial`, with the parts in `metadata.without`), so that a report counts it; all skipped is
 * skipped (`all-parts-skipped`). In a run the wrong-language policy is applied to each part: `languageCorrectness` counts whatever the language, and the others as the policy says.
 *
 * @param options.name The name of the new metric. Default: `weightedMean`.
 * @param options.parts Scorers with their weights, positive numbers; they need not sum to 1.
 * @throws TypeError without parts or with two of one name; RangeError for a weight that is not positive and finite.
 *
 * @example
 * ```ts
 * const parts = [
 *   { scorer: languageCorrectness(), weight: 3 },
 *   { scorer: spellcheckRatio(), weight: 1 },
 * ]
 * const quality = weightedMean({ name: 'quality', parts })
 * const { score } = await quality({ output: 'Le train arrive à midi.', language: 'fr' }) // => 1
 * ```
 */
export function weightedMean<
  Args extends SampleArgs = SampleArgs,
  const Name extends string = 'weightedMean',
>(options: {
  name?: Name
  parts: readonly { scorer: Scorer<Args>; weight: number }[]
}): Scorer<Args, NoInfer<Name>, PartScores> {
  const { name = 'weightedMean' as Name, parts } = options
  assertParts(name, parts)
  for (const { scorer, weight } of parts) {
    if (!(weight > 0 && Number.isFinite(weight))) {
      throw new RangeError(`${name}: the weight of ${scorer.name} must be a positive number, got ${weight}`)
    }
  }
  return defineScorer(
    name,
    (args: Args, context) =>
      combineScores(name, parts, args, context, (scoredParts, evidence) => {
        const weights = scoredParts.reduce((sum, { weight }) => sum + weight, 0)
        const mean = scoredParts.reduce((sum, { weight, score }) => sum + (weight / weights) * score, 0)
        const rounded = Math.min(1, mean) // rounding may leave 1 + 2⁻⁵²
        return evidence.without === undefined
          ? scored(name, rounded, evidence)
          : scored(name, rounded, evidence, PARTIAL)
      }),
    {
      ...combinedTraits(parts, { [name]: parts.map(({ scorer, weight }) => `${scorer.name}×${weight}`).join('+') }),
      scale: 'graded',
    },
  )
}
