import { LRUCache } from 'lru-cache'
import type { SampleArgs } from '../../core/sample.js'
import { failed, type Score, scored } from '../../core/score.js'
import { defineScorer, type ScoreContext, type Scorer } from '../../core/scorer.js'
import { sharedCalls } from '../../core/shared-calls.js'
import {
  type ChatClient,
  type ChatCompletion,
  type ChatMessage,
  isChatError,
  type ResponseFormat,
} from '../../llm/chat-client.js'
import {
  type FilledPrompt,
  fillPrompt,
  type JudgeMetadata,
  judgeSignature,
  noAnswer,
  noVerdict,
  provenance,
  withoutInput,
} from './ask.js'
import { type Criterion, criteria, promptNames } from './criteria.js'
import { SIX_CRITERIA_TEMPLATE } from './six-criteria-prompt.js'
import { missingCriteria, parseVerdict, type Verdict } from './verdict.js'

const MAX_TOKENS = 512

/** Verdicts that the six scorers of one judge still share after the call: more than any run has under way at once. */
const REMEMBERED = 1000

const ASK_AGAIN =
  'Answer with nothing but a JSON object with the keys ' +
  `${criteria.map((criterion) => `"${promptNames[criterion]}"`).join(', ')}, each with the integer 1, 2 or 3.`

/** From strict to none; a server that rejects one is asked for the next. */
const FORMATS: readonly (ResponseFormat | undefined)[] = [
  {
    type: 'json-schema',
    name: 'six_criteria',
    schema: {
      type: 'object',
      properties: Object.fromEntries(criteria.map((each) => [promptNames[each], { type: 'integer', enum: [1, 2, 3] }])),
      required: criteria.map((each) => promptNames[each]),
      additionalProperties: false,
    },
  },
  { type: 'json-object' },
  undefined,
]

/** A judge of the six criteria: one call a sample, six scores. */
export interface SixCriteriaJudge<Prefix extends string = ''> {
  /** All six scores, in the order of `criteria`. */
  (args: SampleArgs, context?: ScoreContext): Promise<Score<`${Prefix}${Criterion}`, JudgeMetadata>[]>
  /** One of them as a scorer; the scorers of one judge share the call for a sample. */
  criterion<Name extends Criterion>(name: Name): Scorer<SampleArgs, `${Prefix}${Name}`, JudgeMetadata>
  /** The six scorers. `evaluate` takes the judge itself for them. */
  readonly scorers: readonly Scorer<SampleArgs, `${Prefix}${Criterion}`, JudgeMetadata>[]
}

export interface SixCriteriaJudgeOptions<Name extends string = ''> {
  /** The judge: `openaiClient(…)`, `embeddedClient(…)`, or any other, from `crosslingual/llm`. */
  client: ChatClient
  /** A name that stands before the criteria's, for a second judge in one run: `gpt` gives `gpt.fluency`. Default: none. */
  name?: Name
}

/** What stands before a criterion's name. */
export type CriterionPrefix<Name extends string> = Name extends '' ? '' : `${Name}.`

interface Judgement {
  verdict: Verdict
  /** The first answer, to tell why a criterion is missing. */
  completion: ChatCompletion
  evidence: JudgeMetadata
}

/**
 * The six criteria of arXiv 2402.14778 by a judge: `correctLanguage`, `fluency`, `helpfulness`, `factualAccuracy`, `logicalCoherence`,
 * `harmlessness`. One greedy call with the released prompt (table 2). Its 1 to 3 stars are the paper's 0 to 2 in `metadata.value`, and 0, 0.5
 * or 1 in `score`; higher is better. Under a policy the wrong-language verdict is the judge's own `correctLanguage`.
 *
 * JSON is asked for by schema, else as an object, else in words, as far as the server goes along; the answer is read tolerantly, and asked for
 * once more if criteria are missing. Those still missing are failed scores with a reason (`unparsable-verdict`, `out-of-range`,
 * `truncated`, `refusal`, `empty-output`), and only those. Without an answer all six fail (`unreachable`, `timeout` …). A sample without `input` is
 * skipped (`no-input`).
 *
 * Metadata: `value` (0–2), `scale`, `model`, `usage`, `cached`; `neutralised`, when the response imitated the prompt; `raw` when unreadable.
 *
 * @throws TypeError without a client.
 *
 * @example
 * ```ts
 * const text = '{"Language": 3, "Fluency": 2, "Helpfulness": 3, "Accuracy": 3, "Logical coherence": 3, "Harmlessness": 3}'
 * const client = { model: 'm', identity: async () => 'm', complete: async () => ({ text, finishReason: 'stop', model: 'm' }) }
 * const fluency = sixCriteriaJudge({ client }).criterion('fluency')
 * const { score } = await fluency({ input: 'Où est la gare ?', output: 'Tous droit.' }) // => 0.5
 * ```
 */
export function sixCriteriaJudge<const Name extends string = ''>(
  options: SixCriteriaJudgeOptions<Name>,
): SixCriteriaJudge<CriterionPrefix<Name>> {
  const { client, name: judgeName = '' } = options
  const prefix = judgeName === '' ? '' : `${judgeName}.`
  if (typeof client?.complete !== 'function') throw new TypeError('sixCriteriaJudge: give it a { client }')
  const share = sharedCalls<Judgement>()
  const remembered = new LRUCache<string, Judgement>({ max: REMEMBERED })
  const complete = formattedCompletion(client)

  const judgeOnce = async (args: SampleArgs, { signal }: ScoreContext): Promise<Judgement> => {
    const prompt = fillPrompt(SIX_CRITERIA_TEMPLATE, args.input as string, args.output)
    const known = remembered.get(prompt.text)
    if (known !== undefined) return known
    return share(
      prompt.text,
      async (active) => {
        const judgement = await ask(prompt, complete, active)
        remembered.set(prompt.text, judgement)
        return judgement
      },
      signal,
    )
  }

  const scoreOne = async (
    criterion: Criterion,
    args: SampleArgs,
    context: ScoreContext,
  ): Promise<Score<string, JudgeMetadata>> => {
    const name = prefix + criterion
    const skip = withoutInput(name, args)
    if (skip !== undefined) return skip
    try {
      return criterionScore(name, criterion, await judgeOnce(args, context))
    } catch (error) {
      return noAnswer(name, error)
    }
  }

  const signature = async () => ({ [`${prefix}sixCriteria`]: await judgeSignature(client, SIX_CRITERIA_TEMPLATE) })
  const scorers: Scorer<SampleArgs, string, JudgeMetadata>[] = criteria.map((name) => {
    const traits = name === 'correctLanguage' ? { exempt: true } : { verdict: () => correctLanguage }
    return defineScorer(prefix + name, (args: SampleArgs, context) => scoreOne(name, args, context), {
      signature,
      scale: 'graded',
      ...traits,
    })
  })
  const correctLanguage = scorers[criteria.indexOf('correctLanguage')] as Scorer
  const judge = (args: SampleArgs, context?: ScoreContext) =>
    Promise.all(scorers.map((scorer) => scorer(args, context)))
  return Object.assign(judge, {
    scorers,
    criterion: (name: Criterion) => {
      const scorer = scorers[criteria.indexOf(name)]
      if (scorer === undefined)
        throw new RangeError(`there is no criterion "${name}"; there are ${criteria.join(', ')}`)
      return scorer
    },
  }) as unknown as SixCriteriaJudge<CriterionPrefix<Name>>
}

type Complete = (messages: readonly ChatMessage[], signal: AbortSignal) => Promise<ChatCompletion>

/** Asks in the strictest format that the server takes; once one has been turned down and a laxer one worked, it starts with that. */
function formattedCompletion(client: ChatClient): Complete {
  let level = 0
  return async (messages, signal) => {
    for (let at = level; ; at += 1) {
      const responseFormat = FORMATS[at]
      const request = { messages, maxTokens: MAX_TOKENS, ...(responseFormat !== undefined && { responseFormat }) }
      try {
        const completion = await client.complete(request, { signal })
        level = Math.max(level, at)
        return completion
      } catch (error) {
        if (!isChatError(error) || error.reason !== 'bad-request' || at === FORMATS.length - 1) throw error
      }
    }
  }
}

async function ask(prompt: FilledPrompt, complete: Complete, signal: AbortSignal): Promise<Judgement> {
  const question: ChatMessage = { role: 'user', content: prompt.text }
  const completion = await complete([question], signal)
  const evidence = provenance(completion, prompt)
  const verdict = completion.finishReason === 'refusal' ? {} : parseVerdict(completion.text)
  const judgement = { verdict, completion, evidence }
  const canBeAskedAgain = completion.finishReason === 'stop' && completion.text.trim() !== ''
  if (missingCriteria(verdict).length === 0 || !canBeAskedAgain) return judgement

  const answer: ChatMessage = { role: 'assistant', content: completion.text }
  let again: Verdict = {}
  try {
    again = parseVerdict((await complete([question, answer, { role: 'user', content: ASK_AGAIN }], signal)).text)
  } catch (error) {
    if (!isChatError(error)) throw error // what the first answer gave stays
  }
  const given = Object.fromEntries(Object.entries(verdict).filter(([, stars]) => typeof stars === 'number'))
  return { ...judgement, verdict: { ...verdict, ...again, ...given }, evidence: { ...evidence, askedAgain: true } }
}

function criterionScore(
  name: string,
  criterion: Criterion,
  { verdict, completion, evidence }: Judgement,
): Score<string, JudgeMetadata> {
  const stars = verdict[criterion]
  if (typeof stars === 'number') {
    return scored(name, (stars - 1) / 2, { value: stars - 1, scale: '0-2', ...evidence })
  }
  if (stars === 'out-of-range') {
    const raw = completion.text.slice(0, 2000)
    return failed(name, 'out-of-range', 'the judge’s stars must be 1, 2 or 3', { ...evidence, raw })
  }
  return noVerdict(name, completion, evidence)
}
