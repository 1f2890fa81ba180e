import type { Score } from '../../core/score.js'
import type { Scorer } from '../../core/scorer.js'
import { type HostScorerArgs, hostScorer } from './host-scorer.js'
import { isScored, notScored } from './run-scorers.js'
import { scorerList } from './scorer-list.js'

/** A score as evalite has it. One that is missing throws where its `score` is read. */
export type EvaliteScore = Omit<Score, 'score'> & { readonly score: number | null }

/** What evalite hands to `columns`: the scores of one result, in the list that it reports. */
export interface EvaliteColumnsArgs {
  input: unknown
  output: unknown
  scores: { score: number | null; name: string }[]
}

/** The two options of an evalite evaluation that belong together. */
export interface EvaliteScorers {
  scorers: ((args: HostScorerArgs) => Promise<EvaliteScore>)[]
  columns: (args: EvaliteColumnsArgs) => { label: string; value: unknown }[]
}

/**
 * Scorers for an evalite evaluation, so that a skipped or failed score is no 0 in its averages. Evalite counts null as 0, and a scorer cannot
 * give nothing; but the list of scores that it hands to `columns` is the one that it reports. `columns` takes the missing ones out of it and
 * shows them, with the reason, in a column `Not scored`. A missing score that is still there when evalite reads it (`columns` was replaced, or
 * evalite hands out a copy one day) throws: the row fails with the mend, and is no silent 0.
 *
 * Spread it into the options: `evalite('answers', { data, task, ...evaliteScorers([…]) })`. A row's `input` is the prompt, or an object with
 * `input`, `language`, `modifier`. For columns of your own, call this one's from yours.
 *
 * @throws TypeError without scorers or with two of one name.
 *
 * @example
 * ```ts
 * const { scorers, columns } = evaliteScorers([languageCorrectness(), spellcheckRatio()])
 * const row = { input: { language: 'de' }, output: 'Der Zug kommt um acht Uhr an.' }
 * const scores = await Promise.all(scorers.map((scorer) => scorer(row)))
 * columns({ ...row, scores }).at(-1)?.value
 * // => 'spellcheckRatio: skipped, no-dictionary: no dictionary for German; if there is one: npm install dictionary-de'
 * scores.map(({ name, score }) => [name, score]) // => [['languageCorrectness', 1]]
 * ```
 */
export function evaliteScorers(scorers: Scorer | readonly Scorer[]): EvaliteScorers {
  const missing = new WeakMap<object, string>()
  return {
    scorers: scorerList('evaliteScorers', scorers).map((scorer) => {
      const run = hostScorer(scorer)
      const guarded = async (args: HostScorerArgs) => {
        const score = await run(args)
        if (isScored(score)) return score
        const note = notScored(score)
        const guard = throwing(score, note)
        missing.set(guard, note)
        return guard
      }
      return Object.defineProperty(guarded, 'name', { value: scorer.name })
    }),
    columns: ({ input, output, scores }) => {
      const notes = scores.flatMap((score) => missing.get(score) ?? [])
      scores.splice(0, scores.length, ...scores.filter((score) => !missing.has(score)))
      return [
        { label: 'Input', value: input },
        { label: 'Output', value: output },
        { label: 'Not scored', value: notes.join('\n') },
      ]
    },
  }
}

function throwing(score: Score, note: string): EvaliteScore {
  return Object.defineProperty({ ...score }, 'score', {
    enumerable: true,
    get: () => {
      throw new Error(
        `${note}. Evalite would count this as 0: pass on the columns of evaliteScorers too, or call them from yours`,
      )
    },
  })
}
