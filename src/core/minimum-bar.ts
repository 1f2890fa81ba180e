import { assertParts, combinedTraits, combineScores, PARTIAL, type PartScores } from './combine.js'
import type { SampleArgs } from './sample.js'
import { scored, skipped } from './score.js'
import { defineScorer, type Scorer } from './scorer.js'

/** The evidence of {@link minimumBar}. */
export type MinimumBarMetadata = PartScores & {
  /** The parts that did not reach their minimum. */
  below?: { name: string; score: number; min: number }[]
}

/**
 * The paper's minimal bar on one response: 1 when every score reaches its minimum, 0 when one does not, with those below named in
 * `metadata.below`. A failed part fails the whole. In a run the wrong-language policy is applied to each part.
 *
 * A skipped part may be above its minimum or below it. Where another part is below, that decides, and the score is 0: an answer in the wrong language has no
 * spelling, and fails all the same. Where the others reach their minimum, nobody knows, and the whole is skipped (`partial`); so it is when all are
 * (`all-parts-skipped`). A 1 would be a guess: misspelt German would get it where there is no German dictionary. So where a part is often skipped, the mean is over more of the bad
 * answers than of the good ones: look at the count of skipped scores, or leave the part out. (arXiv 2402.14778, section 3: "a minimal bar on the quality of
 * multilingual answers".)
 *
 * @param options.name The name of the new metric. Default: `minimumBar`.
 * @param options.parts Scorers with their minimum, 0..1.
 * @throws TypeError without parts or with two of one name; RangeError for a minimum outside 0..1.
 *
 * @example
 * ```ts
 * const parts = [
 *   { scorer: languageCorrectness(), min: 1 },
 *   { scorer: spellcheckRatio(), min: 0.9 },
 * ]
 * const bar = minimumBar({ parts })
 * const { score } = await bar({ output: 'Le trein arivve à midi.', language: 'fr' }) // => 0
 * ```
 */
export function minimumBar<Args extends SampleArgs = SampleArgs, const Name extends string = 'minimumBar'>(options: {
  name?: Name
  parts: readonly { scorer: Scorer<Args>; min: number }[]
}): Scorer<Args, NoInfer<Name>, MinimumBarMetadata> {
  const { name = 'minimumBar' as Name, parts } = options
  assertParts(name, parts)
  for (const { scorer, min } of parts) {
    if (!(min >= 0 && min <= 1)) {
      throw new RangeError(`${name}: the minimum of ${scorer.name} must be from 0 to 1, got ${min}`)
    }
  }
  return defineScorer(
    name,
    (args: Args, context) =>
      combineScores(name, parts, args, context, (scoredParts, evidence) => {
        const below = scoredParts
          .filter(({ score, min }) => score < min)
          .map(({ scorer, score, min }) => ({ name: scorer.name, score, min }))
        const { message, ...rest } = evidence
        if (below.length > 0) return scored(name, 0, { ...rest, below })
        if (message === undefined) return scored(name, 1, { ...rest, below })
        return skipped(name, PARTIAL, `nobody knows whether it is reached ${message}`, rest)
      }),
    {
      ...combinedTraits(parts, { [name]: parts.map(({ scorer, min }) => `${scorer.name}≥${min}`).join('+') }),
      scale: 'binary',
    },
  )
}
