import type { Score } from '../../core/score.js'
import type { Scorer } from '../../core/scorer.js'
import { runScorer } from './run-scorers.js'
import { sampleArgs } from './sample-args.js'

/** What Braintrust, evalite and other hosts call a scorer with. */
export interface HostScorerArgs {
  /** The response, or an object with it as `output`. */
  output: unknown
  /** The prompt, or an object with `input`, `language`, `modifier`. */
  input?: unknown
  /** An object with `language`, `modifier`: Braintrust's place for what is known of a row. */
  metadata?: unknown
  expected?: unknown
}

/**
 * The same scorer for hosts whose rows know more than a prompt: language and modifier are taken from the row's `input`, where that is an
 * object, or from its `metadata`. A row whose input is the prompt needs no wrapper: the scorer goes in as it is.
 *
 * It gives what the scorer gives, null for what is skipped or failed. Braintrust and autoevals leave null out of their means. A host that
 * counts null as 0 needs a function of its own: `evaliteScorers`, `scoredJudges`.
 *
 * @example
 * ```ts
 * const inLanguage = hostScorer(languageCorrectness())
 * inLanguage.name // => 'languageCorrectness'
 * const { score } = await inLanguage({ input: 'Wann?', output: 'Demain, je crois.', metadata: { language: 'fr' } }) // => 1
 * ```
 */
export function hostScorer(scorer: Scorer): ((args: HostScorerArgs) => Promise<Score>) & { readonly name: string } {
  const score = (args: HostScorerArgs) => runScorer(scorer, sampleArgs(args.output, args.input, args.metadata))
  return Object.defineProperty(score, 'name', { value: scorer.name })
}
