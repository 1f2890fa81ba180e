import type { SampleArgs } from '../../core/sample.js'
import { defineScorer, type Scorer } from '../../core/scorer.js'
import type { ChatClient } from '../../llm/chat-client.js'
import { type JudgeMetadata, judgeConcurrency, judgeSignature } from './ask.js'
import { binaryJudgement } from './binary-judgement.js'
import { type JudgeRequestOptions, judgeClient } from './judge-request.js'
import { judgedAnswer } from './judged-answer.js'
import { RELEVANCE_TEMPLATE } from './relevance-prompt.js'

export interface RelevanceJudgeOptions<Name extends string = 'relevance'> extends JudgeRequestOptions {
  /** The metric's name: another one for a second judge in one run. @default 'relevance' */
  name?: Name
  /** The judge: `openaiClient(…)`, `embeddedClient(…)`, or any other, from `crosslingual/llm`. */
  client: ChatClient
  /**
   * Also report the probability of the verdict 1, from the token's log-probabilities, and let the server decode nothing but 0 or 1 where it
   * can.
   *
   * @default false
   */
  probability?: boolean
}

/**
 * Is the response relevant to its task? 1 or 0 by a judge: the prompt of arXiv 2402.14778, table 3, greedy; the last 0 or 1 that stands alone
 * in its answer is the verdict. Higher is better. A surface metric: under a policy it follows `languageCorrectness`.
 *
 * The judge is shown the answer: the reasoning of a response is left out, and a response that ends in it is skipped (`no-answer`), as is a sample without
 * `input` (`no-input`). Whatever keeps the judge from a verdict is a failed score with its reason, never a 0:
 * `unreachable`, `timeout`, `rate-limited`, `server-error`, `bad-request`, `refusal`, `empty-output`, `truncated`, `unparsable-verdict` ….
 *
 * Metadata: `value` (0 or 1), `scale`, `model`, `usage`, `cached`; `neutralised`, when the response imitated the prompt; `leftOut`, when it
 * had reasoning; `probability`, null where the server does not tell it.
 *
 * @throws TypeError without a client.
 *
 * @example
 * ```ts
 * const answersYes = { model: 'm', identity: async () => 'm', complete: async () => ({ text: '1', finishReason: 'stop', model: 'm' }) }
 * const relevant = relevanceJudge({ client: answersYes })
 * const { score } = await relevant({ input: 'Où est la gare ?', output: 'Tout droit.' }) // => 1
 * ```
 */
export function relevanceJudge<const Name extends string = 'relevance'>(
  options: RelevanceJudgeOptions<Name>,
): Scorer<SampleArgs, NoInfer<Name>, JudgeMetadata> {
  const { name = 'relevance' as Name, probability = false } = options
  if (typeof options.client?.complete !== 'function') throw new TypeError('relevanceJudge: give it a { client }')
  const client = judgeClient(options.client, options)

  return defineScorer(
    name,
    async (args, context) => {
      const judged = judgedAnswer(name, args)
      if ('status' in judged) return judged
      const question = { client, template: RELEVANCE_TEMPLATE, probability }
      const score = await binaryJudgement(name, { ...args, output: judged.answer }, question, context)
      return { ...score, metadata: { ...score.metadata, ...judged.evidence } }
    },
    {
      ...judgeConcurrency(client),
      scale: probability ? 'graded' : 'binary',
      signature: async () => ({
        [name]: (await judgeSignature(client, RELEVANCE_TEMPLATE)) + (probability ? '+probability' : ''),
      }),
    },
  )
}
