import { optionSignature } from './option-signature.js'
import type { SampleArgs } from './sample.js'
import type { JsonObject } from './score.js'
import { defineScorer, type Scorer, traitsOf } from './scorer.js'
import type { Signature } from './signature.js'

/**
 * The same scorer with values for what a host does not pass. What the host does pass wins.
 *
 * @example
 * ```ts
 * const french = withDefaults(languageCorrectness(), { language: 'fr' })
 * const { score } = await french({ output: 'Il fait beau ce matin.' }) // => 1
 * ```
 */
export function withDefaults<
  Args extends SampleArgs,
  Name extends string,
  Metadata extends JsonObject,
  Why extends string,
>(scorer: Scorer<Args, Name, Metadata, Why>, defaults: Partial<Args>): Scorer<SampleArgs, Name, Metadata, Why> {
  const { verdict } = scorer
  return defineScorer(
    scorer.name,
    (args: SampleArgs, context) => {
      const given = Object.fromEntries(
        Object.entries(args).filter(([, value]) => value !== undefined && value !== null),
      )
      return scorer({ ...defaults, ...given } as Args, context)
    },
    {
      ...traitsOf(scorer),
      // What gives the verdict for it is passed the same sample by a host, and needs the same defaults.
      ...(typeof verdict === 'function' && { verdict: () => withDefaults(verdict(), defaults as Partial<SampleArgs>) }),
      signature: async () => ({ ...(await scorer.signature?.()), ...(await defaultsEntry(scorer.name, defaults)) }),
    },
  )
}

/** What stands in for a missing field can change the number. */
async function defaultsEntry(name: string, defaults: object): Promise<Signature> {
  const entry = await optionSignature({ ...defaults })
  return entry === '' ? {} : { [`${name}Defaults`]: entry.slice(1) }
}
