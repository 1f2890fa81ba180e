import type { SampleArgs } from './sample.js'
import { defineScorer, type Scorer, traitsOf } from './scorer.js'

/**
 * The same scorer with values for what a host does not pass. What the host does pass wins.
 *
 * @example
 * ```ts
 * const french = withDefaults(languageCorrectness(), { language: 'fr' })
 * const { score } = await french({ output: 'Il fait beau ce matin.' }) // => 1
 * ```
 */
export function withDefaults(scorer: Scorer, defaults: Partial<SampleArgs>): Scorer {
  return defineScorer(
    scorer.name,
    (args, context) => {
      const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined))
      return scorer({ ...defaults, ...given } as SampleArgs, context)
    },
    traitsOf(scorer),
  )
}
