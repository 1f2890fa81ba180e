import { scored } from '../core/score.js'
import { defineScorer, type Scorer } from '../core/scorer.js'
import type { ChatClient, ChatCompletion, ChatRequest } from '../llm/chat-client.js'
import { fillPrompt, judgeSignature, noAnswer, noVerdict, provenance, withoutInput } from './ask.js'
import { RELEVANCE_TEMPLATE } from './relevance-prompt.js'

/** Enough for a judge that says more than the digit, which the prompt forbids. */
const MAX_TOKENS = 64

export interface RelevanceJudgeOptions {
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
 * A sample without `input` is skipped (`no-input`). Whatever keeps the judge from a verdict is a failed score with its reason, never a 0:
 * `unreachable`, `timeout`, `rate-limited`, `server-error`, `bad-request`, `refusal`, `empty-output`, `truncated`, `unparsable-verdict` ….
 *
 * Metadata: `value` (0 or 1), `scale`, `model`, `usage`, `cached`; `neutralised`, when the response imitated the prompt; `probability`, null
 * where the server does not tell it.
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
export function relevanceJudge(options: RelevanceJudgeOptions): Scorer {
  const { client, probability = false } = options
  if (typeof client?.complete !== 'function') throw new TypeError('relevanceJudge: give it a { client }')
  const name = 'relevance'

  return defineScorer(
    name,
    async (args, context) => {
      const skip = withoutInput(name, args)
      if (skip !== undefined) return skip
      const prompt = fillPrompt(RELEVANCE_TEMPLATE, args.input as string, args.output)
      const request: ChatRequest = {
        messages: [{ role: 'user', content: prompt.text }],
        maxTokens: probability ? 3 : MAX_TOKENS,
        ...(probability && { responseFormat: { type: 'choice', choices: ['0', '1'] }, topLogprobs: 10 }),
      }
      let completion: ChatCompletion
      try {
        completion = await client.complete(request, context)
      } catch (error) {
        return noAnswer(name, error)
      }
      const evidence = provenance(completion, prompt)
      const verdict = relevanceVerdict(completion)
      if (verdict === undefined) return noVerdict(name, completion, evidence)
      return scored(name, verdict, {
        value: verdict,
        scale: '0-1',
        ...evidence,
        ...(probability && { probability: probabilityOfOne(completion) }),
      })
    },
    {
      signature: async () => ({
        [name]: (await judgeSignature(client, RELEVANCE_TEMPLATE)) + (probability ? '+probability' : ''),
      }),
    },
  )
}

/** An answer that was cut may have had its last digit still to come, unless the digit is all there is. */
function relevanceVerdict({ text, finishReason }: ChatCompletion): number | undefined {
  const answer = text.trim()
  if (finishReason === 'refusal') return undefined // a filter was at work, whatever it let through
  if (answer === '0' || answer === '1') return Number(answer)
  if (finishReason === 'length') return undefined
  const last = [...answer.matchAll(/(?<![\d.,]|\d[/:-])[01](?![\d]|[.,]\d)/g)].at(-1)
  return last === undefined ? undefined : Number(last[0])
}

/** P(1) = e^l₁ / (e^l₀ + e^l₁) at the token of the verdict; null unless both are among the alternatives told. */
function probabilityOfOne({ logprobs = [] }: ChatCompletion): number | null {
  const verdict = logprobs.filter(({ token }) => /^\s*[01]\s*$/.test(token)).at(-1)
  const mass = (digit: string) =>
    verdict?.top
      .filter(({ token }) => token.trim() === digit)
      .reduce((sum, { logprob }) => sum + Math.exp(logprob), 0) ?? 0
  const [zero, one] = [mass('0'), mass('1')]
  return zero > 0 && one > 0 ? one / (zero + one) : null
}
