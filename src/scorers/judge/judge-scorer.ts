import { optionSignature } from '../../core/option-signature.js'
import type { SampleArgs } from '../../core/sample.js'
import { type Score, scored, skipped } from '../../core/score.js'
import { defineScorer, type ScoreContext, type Scorer } from '../../core/scorer.js'
import type { ChatClient, ChatMessage } from '../../llm/chat-client.js'
import {
  type FilledPrompt,
  type JudgeMetadata,
  judgeConcurrency,
  judgeSignature,
  noAnswer,
  noVerdict,
  provenance,
} from './ask.js'
import { askChoice, type Chosen } from './ask-choice.js'
import { ANSWER_TOKENS, type JudgeRequestOptions, judgeClient } from './judge-request.js'
import { judgedAnswer } from './judged-answer.js'
import { neutralise } from './neutralise.js'

/** The fields that a prompt has places for: `output`, `input` and others. */
type PromptFields<Prompt extends string> = Prompt extends `${string}{{${infer Field}}}${infer Rest}`
  ? Field | PromptFields<Rest>
  : never

/** What a prompt needs of a sample. */
export type PromptArgs<Prompt extends string> = SampleArgs & {
  [Field in Exclude<PromptFields<Prompt>, keyof SampleArgs>]: unknown
}

export interface JudgeScorerOptions<Name extends string = string, Prompt extends string = string>
  extends JudgeRequestOptions {
  /** The metric's name. */
  name: Name
  /** The judge: `openaiClient(…)`, `embeddedClient(…)`, or any other, from `crosslingual/llm`. */
  client: ChatClient
  /**
   * The rubric, with places for fields of the sample: `{{output}}`, which it must have, `{{input}}` and any others. What to answer is asked for behind it.
   */
  prompt: Prompt
  /** What the judge may answer, with the score that each answer stands for, 0..1: `{ yes: 1, partly: 0.5, no: 0 }`. */
  choices: Readonly<Record<string, number>>
  /**
   * Let the judge give its reasons first; they are kept in `metadata.rationale`.
   *
   * @default false
   */
  rationale?: boolean
}

/** The evidence of {@link judgeScorer}. */
export type JudgeScorerMetadata = JudgeMetadata & {
  /** The answer, as `choices` has it. */
  choice?: string
  /** The reasons that the judge gave. */
  rationale?: string
}

/**
 * A scorer by a rubric of one's own: a judge chooses one of a few answers, each of which stands for a score. It has what the judges of this package have: what
 * imitates the prompt inside a response is made visibly different (counted in `metadata.neutralised`), the answer is read tolerantly, one more question is asked
 * where it cannot be read, and whatever keeps the judge from a verdict is a failed score with its reason (`unreachable`, `timeout`, `refusal`, `empty-output`,
 * `truncated`, `unparsable-verdict` …), never a 0. The text of `{{input}}` stands in the prompt as it is.
 *
 * `{{output}}` is the answer: the reasoning of a response is left out (`metadata.leftOut` counts it), and a response that ends in it is skipped (`no-answer`). So is a sample without a field that the prompt has a place for
 * (`no-input`); `{{reasoning}}` is the sample’s own `reasoning`. Higher is better if your choices say so.
 *
 * @throws TypeError without a name, a client, a place `{{output}}` or two choices; RangeError for a choice's score outside 0..1.
 *
 * @example
 * ```ts
 * const client = { model: 'm', identity: async () => 'm', complete: async () => ({ text: 'Formal.', finishReason: 'stop', model: 'm' }) }
 * const register = judgeScorer({
 *   name: 'register',
 *   client,
 *   prompt: '[BEGIN DATA]\n[Submission]: {{output}}\n[END DATA]\nHow does the submission address the reader?',
 *   choices: { formal: 1, informal: 0 },
 * })
 * const { score } = await register({ output: 'Auriez-vous un instant ?' }) // => 1
 * ```
 */
export function judgeScorer<const Name extends string, const Prompt extends string>(
  options: JudgeScorerOptions<Name, Prompt>,
): Scorer<PromptArgs<Prompt>, Name, JudgeScorerMetadata> {
  const { name, prompt: template, choices, rationale = false } = options
  checkOptions(options)
  const client = judgeClient(options.client, options)
  const answers = Object.keys(choices)
  const list = answers.map((answer) => `"${answer}"`).join(', ')
  const onlyChoice = `Answer with nothing but one of: ${list}.`
  const instruction = rationale
    ? `Give your reasons in a few sentences. Then write a last line "Choice: " with one of: ${list}.`
    : onlyChoice

  const ask = (messages: readonly ChatMessage[], free: boolean, { signal }: ScoreContext) =>
    client.complete(
      { messages, maxTokens: ANSWER_TOKENS, ...(!free && { responseFormat: { type: 'choice', choices: answers } }) },
      signal === undefined ? {} : { signal },
    )

  return defineScorer(
    name,
    async (args: PromptArgs<Prompt>, context): Promise<Score<string, JudgeScorerMetadata>> => {
      const judged = judgedAnswer(name, args)
      if ('status' in judged) return judged
      const filled = fillPlaces(template, { ...args, output: judged.answer })
      if ('missing' in filled) {
        return skipped(name, 'no-input', `the prompt needs ${filled.missing}: give the sample its ${filled.missing}`)
      }
      let chosen: Chosen
      try {
        chosen = await askChoice({
          question: `${filled.text}\n\n${instruction}`,
          choices: answers,
          onlyChoice,
          response: filled.shown,
          ask: (messages, again) => ask(messages, rationale && !again, context),
        })
      } catch (error) {
        return noAnswer(name, error)
      }
      const { first, choice } = chosen
      const evidence = { ...provenance(first, filled), ...judged.evidence }
      if (choice === undefined) return noVerdict(name, first, evidence, chosen.ambiguous)
      return scored(name, choices[choice] as number, {
        choice,
        ...(chosen.askedAgain && { askedAgain: true }),
        ...evidence,
        ...(rationale && { rationale: first.text.slice(0, 2000) }),
      })
    },
    {
      ...judgeConcurrency(client),
      scale: Object.values(choices).every((score) => score === 0 || score === 1) ? 'binary' : 'graded',
      signature: async () => ({
        [name]: (await judgeSignature(client, template)) + (await optionSignature({ choices, rationale })),
      }),
    },
  ) as Scorer<PromptArgs<Prompt>, Name, JudgeScorerMetadata>
}

/** Puts the sample into the places; what is no text goes in as JSON. */
function fillPlaces(template: string, args: SampleArgs): (FilledPrompt & { shown: string }) | { missing: string } {
  const fields = args as unknown as Record<string, unknown>
  let neutralised = 0
  let shown = ''
  let missing: string | undefined
  const text = template.replace(/\{\{([^{}\s]{1,100})\}\}/g, (_, name: string) => {
    const value = fields[name]
    if (value === undefined || value === null || (name !== 'output' && value === '')) missing ??= name
    const given = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
    if (name === 'input') return given
    const { text: neutral, replaced } = neutralise(given)
    neutralised += replaced
    shown += `${given}\n`
    return neutral
  })
  return missing === undefined ? { text, neutralised, shown } : { missing }
}

function checkOptions({ name, client, prompt, choices }: JudgeScorerOptions): void {
  if (typeof name !== 'string' || name === '') throw new TypeError('judgeScorer: give the metric a { name }')
  if (typeof client?.complete !== 'function') throw new TypeError(`${name}: give it a { client }`)
  if (typeof prompt !== 'string' || !prompt.includes('{{output}}')) {
    throw new TypeError(`${name}: the prompt needs the place {{output}}, for the response`)
  }
  const scores = Object.entries(choices ?? {})
  if (scores.length < 2) throw new TypeError(`${name}: give at least two { choices }, such as { yes: 1, no: 0 }`)
  for (const [answer, score] of scores) {
    if (answer.trim() === '') throw new TypeError(`${name}: a choice must be a word that the judge can answer`)
    if (!(score >= 0 && score <= 1))
      throw new RangeError(`${name}: the score of "${answer}" must be from 0 to 1, got ${score}`)
  }
}
