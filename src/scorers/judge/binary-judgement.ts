import type { SampleArgs } from '../../core/sample.js'
import { type Score, scored } from '../../core/score.js'
import type { ScoreContext } from '../../core/scorer.js'
import type { ChatClient, ChatCompletion, ChatMessage } from '../../llm/chat-client.js'
import { fillPrompt, type JudgeMetadata, noAnswer, noVerdict, provenance, withoutInput } from './ask.js'
import { askChoice, type Chosen } from './ask-choice.js'
import { ANSWER_TOKENS } from './judge-request.js'

const ONLY_CHOICE = 'Print 0 or 1. Do not output anything else.'

/** What a yes-or-no question to a judge is made of. */
export interface BinaryQuestion {
  client: ChatClient
  /** With the places `%%%TASK%%%` and `%%%SUBMISSION%%%`; asks for 0 or 1. */
  template: string
  /** Also report the probability of the verdict 1. */
  probability?: boolean
}

/**
 * The score, 0 or 1, of a judge asked a question of two answers, read by `choiceIn`. What cannot be read, or has two readings, is asked for once more. A sample
 * without `input` is skipped; without a verdict the score is failed, with the reason.
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
  const ask = (messages: readonly ChatMessage[]) =>
    client.complete(
      {
        messages,
        maxTokens: ANSWER_TOKENS,
        ...(probability && { responseFormat: { type: 'choice', choices: ['0', '1'] }, topLogprobs: 10 }),
      },
      context,
    )
  let chosen: Chosen
  try {
    chosen = await askChoice({
      question: prompt.text,
      choices: ['0', '1'],
      onlyChoice: ONLY_CHOICE,
      response: args.output,
      ask,
      contradicts,
    })
  } catch (error) {
    return noAnswer(name, error)
  }
  const evidence = provenance(chosen.first, prompt)
  if (chosen.choice === undefined) return noVerdict(name, chosen.first, evidence, chosen.ambiguous)
  const value = Number(chosen.choice)
  return scored(name, value, {
    value,
    scale: '0-1',
    ...evidence,
    ...(chosen.askedAgain && { askedAgain: true }),
    ...(probability && { probability: probabilityOfOne(chosen.decisive) }),
  })
}

/** What the prompts say that the other digit means, alone on a line or directly behind the digit: `1 - Not relevant`. */
const NO_FOR_1 =
  /(?:^|1["'*_`)\]]{0,4}\s{0,3}[-–—:,(]{1,2})[\s"'*_`(]{0,6}(?:(?:not |ir)relevant|(?:not |un)fulfilled)["'*_`).!]{0,4}\s{0,3}$/im
const YES_FOR_0 =
  /(?:^|0["'*_`)\]]{0,4}\s{0,3}[-–—:,(]{1,2})[\s"'*_`(]{0,6}(?:relevant|fulfilled)["'*_`).!]{0,4}\s{0,3}$/im

function contradicts(answer: string, choice: string): boolean {
  return (choice === '1' ? NO_FOR_1 : YES_FOR_0).test(answer.slice(0, 4000))
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
