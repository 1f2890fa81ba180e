import type { HasRecipe } from './recipe.js'
import { assertSampleArgs, type SampleArgs } from './sample.js'
import { failed, type Score } from './score.js'
import type { Signature } from './signature.js'

/** What a run hands to each scorer beside the sample. */
export interface ScoreContext {
  /** Aborts the scoring: the scorer rejects with the signal's reason. */
  signal?: AbortSignal
}

/**
 * An async function from a sample to a Score that carries its `name`: all that a host needs to plug it in. `signature`, where
 * there is one, tells what produced the numbers.
 */
export type Scorer<Args extends SampleArgs = SampleArgs> = ((args: Args, context?: ScoreContext) => Promise<Score>) & {
  readonly name: string
  readonly signature?: () => Promise<Signature>
  /** Whether it measures the language itself, so that the wrong-language policy leaves it alone. */
  readonly aboutLanguage?: boolean
  /** The metric whose 0 means "wrong language" for this one. A judge's criteria have the judge's own; default: `languageCorrectness`. */
  readonly verdictBy?: string
} & HasRecipe

/**
 * What a scorer tells of itself beside its name.
 *
 * @inline
 */
export type ScorerTraits = Pick<Scorer, 'signature' | 'aboutLanguage' | 'verdictBy' | 'recipe'>

/**
 * Makes a {@link Scorer} of a function. Misuse (an `output` that is no string) and an abort reject; any other error of
 * `score` becomes a failed Score with reason `error`, since what goes wrong on one sample must not end a run.
 *
 * @example
 * ```ts
 * const short = defineScorer('short', ({ output }) => scored('short', output.length <= 80 ? 1 : 0))
 * const { score } = await short({ output: 'Oui.' }) // => 1
 * ```
 */
export function defineScorer(
  name: string,
  score: (args: SampleArgs, context: ScoreContext) => Score | Promise<Score>,
  traits: ScorerTraits = {},
): Scorer {
  const scorer = async (args: SampleArgs, context: ScoreContext = {}): Promise<Score> => {
    assertSampleArgs(name, args)
    context.signal?.throwIfAborted()
    try {
      return await score(args, context)
    } catch (error) {
      context.signal?.throwIfAborted()
      return failed(name, 'error', error instanceof Error ? error.message : String(error))
    }
  }
  Object.defineProperty(scorer, 'name', { value: name })
  return Object.assign(scorer, traits)
}

/** What a wrapper of a scorer passes on; its recipe would make the scorer without the wrapper. */
export function traitsOf({ signature, aboutLanguage, verdictBy }: Scorer): ScorerTraits {
  return {
    ...(signature !== undefined && { signature }),
    ...(aboutLanguage !== undefined && { aboutLanguage }),
    ...(verdictBy !== undefined && { verdictBy }),
  }
}
