import type { SampleArgs } from '../../core/sample.js'
import { type Score, scored } from '../../core/score.js'
import type { ScoreContext } from '../../core/scorer.js'
import type { ChatClient, ChatCompletion, ChatRequest } from '../../llm/chat-client.js'
import { fillPrompt, type JudgeMetadata, noAnswer, noVerdict, provenance, withoutInput } from './ask.js'
import { ANSWER_TOKENS } from './judge-request.js'

/** What a yes-or-no question to a judge is made of. */
export interface BinaryQuestion {
  client: ChatClient
  /** With the places `%%%TASK%%%` and `%%%SUBMISSION%%%`; asks for 0 or 1. */
  template: string
  /** Also report the probability of the verdict 1. */
  probability?: boolean
}

/**
 * The score, 0 or 1, of a judge asked a question of two answers: the last 0 or 1 that stands alone in what it says. A sample without `input`
 * is skipped; without a verdict the score is failed, with the reason.
 */
export async function binaryJudgement(
  name: string,
  args: SampleArgs,
  { client, template, probability = false }: BinaryQuestion,
  context: ScoreContext,
): Promise<Score<string, JudgeMetadata>> {
  const skip = withoutInput(name, args)
  if (skip !== undefined) return skip
  const prompt = fillPrompt(template, args.input as string, args.output)
  const request: ChatRequest = {
    messages: [{ role: 'user', content: prompt.text }],
    maxTokens: ANSWER_TOKENS,
    ...(probability && { responseFormat: { type: 'choice', choices: ['0', '1'] }, topLogprobs: 10 }),
  }
  let completion: ChatCompletion
  try {
    completion = await client.complete(request, context)
  } catch (error) {
    return noAnswer(name, error)
  }
  const evidence = provenance(completion, prompt)
  const verdict = binaryVerdict(completion)
  if (verdict === undefined) return noVerdict(name, completion, evidence)
  return scored(name, verdict, {
    value: verdict,
    scale: '0-1',
    ...evidence,
    ...(probability && { probability: probabilityOfOne(completion) }),
  })
}

/** An answer that was cut may have had its last digit still to come, unless the digit is all there is. */
function binaryVerdict({ text, finishReason }: ChatCompletion): number | undefined {
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
