import type { SampleArgs } from '../../core/sample.js'
import { failed, type Score, scored } from '../../core/score.js'
import { concurrencyOf, defineScorer, type Scorer, traitsOf } from '../../core/scorer.js'

/** 1 of the paper's 0 to 2. */
const CAP = 0.5

/**
 * Helpfulness under a modifier: a score above 1 of 2 becomes 1 of 2 when the response does not follow its modifier ("a high-quality answer which
 * does not follow the modifier condition will only receive the Helpfulness score 1 out of 2", arXiv 2402.14778, appendix). The name stays.
 *
 * Metadata beside the scorer's own: `modifierFulfilled` (true, false; null where that was skipped), and when the cap acted `withoutCap`, the score
 * before. When the fulfilment failed, nobody knows whether a score above the cap counts: it is failed too, for the same reason.
 *
 * @param helpfulness The scorer to cap, `sixCriteriaJudge(…).criterion('helpfulness')`.
 * @param fulfillment `modifierFulfillment(…)`, or another scorer of 0 or 1.
 *
 * @example
 * ```ts
 * const helpful = defineScorer('helpfulness', () => scored('helpfulness', 1, { value: 2, scale: '0-2' }))
 * const capped = cappedByModifier(helpful, modifierFulfillment())
 * const { score } = await capped({ output: 'Lire, nager, chanter.', modifier: 'arrow_template' }) // => 0.5
 * ```
 */
export function cappedByModifier<Args extends SampleArgs, Name extends string>(
  helpfulness: Scorer<Args, Name>,
  fulfillment: Scorer<Args>,
): Scorer<Args, Name> {
  const { name } = helpfulness
  return defineScorer(
    name,
    async (args: Args, context) => {
      if (args.modifier === undefined || args.modifier === null) return helpfulness(args, context)
      const [score, followed] = await Promise.all([helpfulness(args, context), fulfillment(args, context)])
      return capped(score, followed)
    },
    {
      ...traitsOf(helpfulness),
      ...concurrencyOf([helpfulness, fulfillment]),
      scale: 'graded',
      signature: async () => ({
        ...(await helpfulness.signature?.()),
        ...(await fulfillment.signature?.()),
        [`${name}Cap`]: fulfillment.name,
      }),
    },
  )
}

function capped(score: Score, followed: Score): Score {
  if (score.status !== 'scored') return score
  if (followed.status === 'failed' && score.score > CAP) {
    const message = `not known whether the modifier was followed: ${String(followed.metadata.message)}`
    return failed(score.name, followed.reason ?? 'error', message, { withoutCap: score.score })
  }
  const modifierFulfilled = followed.score === null ? null : followed.score === 1
  if (modifierFulfilled !== false || score.score <= CAP) {
    return { ...score, metadata: { ...score.metadata, modifierFulfilled } }
  }
  const evidence = { ...score.metadata, value: 1, scale: '0-2', modifierFulfilled, withoutCap: score.score }
  return scored(score.name, CAP, evidence, 'modifier-not-followed')
}
