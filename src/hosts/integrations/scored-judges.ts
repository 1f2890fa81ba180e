import type { SampleArgs } from '../../core/sample.js'
import type { JsonObject } from '../../core/score.js'
import type { Scorer } from '../../core/scorer.js'
import { runScorers } from './run-scorers.js'
import { scorerList } from './scorer-list.js'

/** A judge of vitest-evals whose verdict is there already. */
export interface ScoredJudge {
  name: string
  assess: () => { score: number; metadata: JsonObject }
}

/** What of Vitest's test context is needed: it is handed to the test function. */
export interface VitestContext {
  skip: (note?: string) => unknown
  annotate: (message: string) => Promise<unknown>
}

/**
 * The scores of a response as judges for vitest-evals' `toSatisfyJudge`, those alone that are a number: vitest-evals counts null as 0, and
 * leaves out what is not asserted. What was skipped or failed becomes an annotation of the test with its reason; where nothing was scored,
 * the test is skipped, since vitest-evals would report a test without scores as 1, or as 0 when it fails.
 *
 * `metadata.rationale`, which vitest-evals prints, is not set; the evidence is in `metadata` as ever.
 *
 * @throws TypeError without scorers or with two of one name.
 *
 * @example
 * ```ts
 * const notes: string[] = []
 * const context = { skip: () => {}, annotate: async (note: string) => notes.push(note) }
 * const scorers = [languageCorrectness(), spellcheckRatio()]
 * const judges = await scoredJudges(scorers, { output: 'Der Zug kommt um acht Uhr an.', language: 'de' }, context)
 * judges.map(({ name, assess }) => [name, assess().score]) // => [['languageCorrectness', 1]]
 * notes // => ['spellcheckRatio: skipped, no-dictionary: no dictionary for German; if there is one: npm install dictionary-de']
 * ```
 */
export async function scoredJudges(
  scorers: Scorer | readonly Scorer[],
  args: SampleArgs,
  { skip, annotate }: VitestContext,
): Promise<ScoredJudge[]> {
  const { scored, missing } = await runScorers(scorerList('scoredJudges', scorers), args)
  for (const note of missing) await annotate(note)
  if (scored.length === 0) await skip(missing.join('; '))
  return scored.map(({ name, score, metadata }) => ({ name, assess: () => ({ score, metadata }) }))
}
