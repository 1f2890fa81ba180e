import type { HasRecipe } from './recipe.js'
import { assertSampleArgs, type SampleArgs } from './sample.js'
import { failed, type JsonObject, type Reason, type Score } from './score.js'
import type { Signature } from './signature.js'
import { type GivenScore, tidyScore } from './tidy-score.js'

/** What a run hands to each scorer beside the sample. */
export interface ScoreContext {
  /** Aborts the scoring: the scorer rejects with the signal's reason. */
  signal?: AbortSignal
  /** Scores one of the `parts` of a scorer under the wrong-language policy of the run. A scorer made of others that names its parts calls it for each. */
  scorePart?: (part: Scorer, args: SampleArgs) => Promise<Score>
}

/** What the scores of a metric may be: `binary`, 0 and 1 alone; `graded`, anything from 0 to 1. */
export type Scale = 'binary' | 'graded'

/** What a scorer tells of itself beside its name. */
export interface ScorerTraits extends HasRecipe {
  /** What produced the numbers; a run unites the signatures of its scorers. */
  readonly signature?: () => Promise<Signature>
  /** Whether the wrong-language policy leaves it alone, as it does with what measures the language itself. */
  readonly exempt?: boolean
  /** The scorer whose 0 means "wrong language" for this one: its name, or what makes it on need. Default: `languageCorrectness()`. */
  readonly verdict?: string | (() => Scorer)
  /** How many samples it can have under way at once, where it waits for a server: a run that is told no `concurrency` goes by the most of these. */
  readonly concurrency?: number
  /** What its scores may be: how sure a mean of them is hangs on it. Without it, the scores tell: binary as long as each is 0 or 1. A binary scorer's score between is a failed one (`invalid-score`). */
  readonly scale?: Scale
  /** The scorers that it is made of. The wrong-language policy is then applied to each of them, and not to the whole. */
  readonly parts?: readonly Scorer[]
}

/**
 * An async function from a sample to a Score that carries its `name`: all that a host needs to plug it in.
 *
 * @typeParam Args What it needs of a sample.
 * @typeParam Name The metric.
 * @typeParam Metadata The evidence that it gives.
 * @typeParam Why Its reasons.
 */
export interface Scorer<
  Args extends SampleArgs = SampleArgs,
  Name extends string = string,
  Metadata extends JsonObject = JsonObject,
  Why extends string = Reason,
> extends ScorerTraits {
  (args: Args, context?: ScoreContext): Promise<Score<Name, Metadata, Why>>
  readonly name: Name
}

/**
 * Somebody else's scorer, as autoevals has them: a function with a name that gives a score or null, with anything beside it. `evaluate` holds what it
 * gives to the three values.
 */
export interface ForeignScorer<Args extends SampleArgs = SampleArgs> extends ScorerTraits {
  (args: Args, context?: never): { score: number | null } | Promise<{ score: number | null }>
  readonly name: string
}

/** What a function given to {@link defineScorer} may give of one sample. */
export type GivenResult<Metadata extends JsonObject = JsonObject, Why extends string = Reason> =
  | number
  | boolean
  | null
  | GivenScore<Metadata, Why>

/**
 * Makes a {@link Scorer} of a function. It may give a number from 0 to 1, a boolean (1 or 0), null (skipped, `no-score`), or a Score with or without name;
 * the name is stamped on it. Fields that the function needs of a sample are typed at its argument.
 *
 * Misuse (an `output` that is no string) and an abort reject; any other error of the function becomes a failed Score with reason `error`, and a number outside
 * 0..1 one with `invalid-score`, since what goes wrong on one sample must not end a run.
 *
 * @example
 * ```ts
 * const short = defineScorer('short', ({ output }) => output.length <= 80)
 * const { score } = await short({ output: 'Oui.' }) // => 1
 * ```
 */
export function defineScorer<
  const Name extends string,
  Args extends SampleArgs = SampleArgs,
  Metadata extends JsonObject = JsonObject,
  Why extends string = Reason,
>(
  name: Name,
  score: (args: Args, context: ScoreContext) => GivenResult<Metadata, Why> | Promise<GivenResult<Metadata, Why>>,
  traits: ScorerTraits = {},
): Scorer<Args, Name, Metadata, Why> {
  const scorer = async (args: Args, context: ScoreContext = {}): Promise<Score> => {
    assertSampleArgs(name, args)
    context.signal?.throwIfAborted()
    try {
      return tidyScore(name, await score(args, context))
    } catch (error) {
      context.signal?.throwIfAborted()
      return failed(name, 'error', error instanceof Error ? error.message : String(error))
    }
  }
  Object.defineProperty(scorer, 'name', { value: name })
  return Object.assign(scorer, traits) as unknown as Scorer<Args, Name, Metadata, Why>
}

/** What a wrapper of a scorer passes on; its recipe would make the scorer without the wrapper. */
export function traitsOf({ signature, exempt, verdict, concurrency, scale, parts }: ScorerTraits): ScorerTraits {
  return {
    ...(concurrency !== undefined && { concurrency }),
    ...(signature !== undefined && { signature }),
    ...(exempt !== undefined && { exempt }),
    ...(verdict !== undefined && { verdict }),
    ...(scale !== undefined && { scale }),
    ...(parts !== undefined && { parts }),
  }
}

/** The most samples that any of these scorers can have under way, as a trait of what is made of them. */
export function concurrencyOf(
  scorers: readonly Pick<ScorerTraits, 'concurrency'>[],
): Pick<ScorerTraits, 'concurrency'> {
  const most = Math.max(...scorers.map(({ concurrency = 0 }) => concurrency))
  return most > 0 ? { concurrency: most } : {}
}
