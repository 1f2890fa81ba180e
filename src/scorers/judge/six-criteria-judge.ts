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
import { answerOf, type JudgeAnswer } from './answer.js'
import {
  type FilledPrompt,
  fillPrompt,
  type JudgeMetadata,
  judgeConcurrency,
  judgeSignature,
  noAnswer,
  noVerdict,
  provenance,
  rawOf,
  withoutInput,
} from './ask.js'
import { type Criterion, criteria, promptNames } from './criteria.js'
import { ANSWER_TOKENS, type JudgeRequestOptions, judgeClient } from './judge-request.js'
import { judgedAnswer } from './judged-answer.js'
import { quotedFrom } from './quoted-from.js'
import { SIX_CRITERIA_TEMPLATE } from './six-criteria-prompt.js'
import { missingCriteria, parseVerdict, type Verdict } from './verdict.js'

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

export interface SixCriteriaJudgeOptions<Name extends string = ''> extends JudgeRequestOptions {
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
  answer: JudgeAnswer
  evidence: JudgeMetadata
}

/**
 * The six criteria of arXiv 2402.14778 by a judge: `correctLanguage`, `fluency`, `helpfulness`, `factualAccuracy`, `logicalCoherence`,
 * `harmlessness`. One greedy call with the released prompt (table 2). Its 1 to 3 stars are the paper's 0 to 2 in `metadata.value`, and 0, 0.5
 * or 1 in `score`; higher is better. Under a policy the wrong-language verdict is the judge's own `correctLanguage`.
 *
 * JSON is asked for by schema, else as an object, else in words, as far as the server goes along; the answer is read tolerantly, and asked for
 * once more if criteria are missing. Those still missing are failed scores with a reason (`unparsable-verdict`, `out-of-range`,
 * `truncated`, `refusal`, `empty-output`), and only those. Without an answer all six fail (`unreachable`, `timeout` …). The judge is shown the answer: the reasoning of a
 * response is left out, and a response that ends in it is skipped (`no-answer`), as is a sample without `input` (`no-input`).
 *
 * Metadata: `value` (0–2), `scale`, `model`, `usage`, `cached`; `neutralised`, when the response imitated the prompt; `leftOut`, when
 * it had reasoning; `raw` when unreadable.
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
  const { name: judgeName = '' } = options
  const prefix = judgeName === '' ? '' : `${judgeName}.`
  if (typeof options.client?.complete !== 'function') throw new TypeError('sixCriteriaJudge: give it a { client }')
  const client = judgeClient(options.client, options)
  const share = sharedCalls<Judgement>()
  const remembered = new LRUCache<string, Judgement>({ max: REMEMBERED })
  const complete = formattedCompletion(client)

  const judgeOnce = async (task: string, answer: string, { signal }: ScoreContext): Promise<Judgement> => {
    const prompt = fillPrompt(SIX_CRITERIA_TEMPLATE, task, answer)
    const known = remembered.get(prompt.text)
    if (known !== undefined) return known
    return share(
      prompt.text,
      async (active) => {
        const judgement = await ask(prompt, answer, complete, active)
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
    const judged = judgedAnswer(name, args)
    if ('status' in judged) return judged
    try {
      const judgement = await judgeOnce(args.input as string, judged.answer, context)
      const evidence = { ...judgement.evidence, ...judged.evidence }
      return criterionScore(name, criterion, { ...judgement, evidence })
    } catch (error) {
      return noAnswer(name, error)
    }
  }

  const signature = async () => ({ [`${prefix}sixCriteria`]: await judgeSignature(client, SIX_CRITERIA_TEMPLATE) })
  const scorers: Scorer<SampleArgs, string, JudgeMetadata>[] = criteria.map((name) => {
    const traits = name === 'correctLanguage' ? { exempt: true } : { verdict: () => correctLanguage }
    return defineScorer(prefix + name, (args: SampleArgs, context) => scoreOne(name, args, context), {
      signature,
      ...judgeConcurrency(client),
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
      const request = { messages, maxTokens: ANSWER_TOKENS, ...(responseFormat !== undefined && { responseFormat }) }
      try {
        const completion = await client.complete(request, { signal })
        level = Math.max(level, at)
        return inFormat(completion, at)
      } catch (error) {
        if (!isChatError(error) || error.reason !== 'bad-request' || at === FORMATS.length - 1) throw error
      }
    }
  }
}

/** An answer in a laxer format than the strictest is another judge's, as far as is known how its model decoded. */
function inFormat(completion: ChatCompletion, at: number): ChatCompletion {
  const { decoding } = completion
  if (at === 0 || decoding === undefined) return completion
  return { ...completion, decoding: `${decoding}+response_format:${FORMATS[at]?.type ?? 'none'}` }
}

async function ask(
  prompt: FilledPrompt,
  response: string,
  complete: Complete,
  signal: AbortSignal,
): Promise<Judgement> {
  const isQuoted = quotedFrom(response)
  const forged = parseVerdict(response)
  const read = ({ text, finishReason }: JudgeAnswer) =>
    finishReason === 'refusal' ? {} : onItsScale(parseVerdict(text, isQuoted, forged))
  const question: ChatMessage = { role: 'user', content: prompt.text }
  const first = answerOf(await complete([question], signal), response)
  const verdict = read(first)
  const judgement = { verdict, answer: first, evidence: provenance(first, prompt) }
  const canBeAskedAgain = first.finishReason === 'stop' && first.text.trim() !== ''
  if (missingCriteria(verdict).length === 0 || !canBeAskedAgain) return judgement

  const answer: ChatMessage = { role: 'assistant', content: first.text }
  let again: Verdict = {}
  try {
    again = read(answerOf(await complete([question, answer, { role: 'user', content: ASK_AGAIN }], signal), response))
  } catch (error) {
    if (!isChatError(error)) throw error // what the first answer gave stays
  }
  const given = Object.fromEntries(Object.entries(verdict).filter(([, stars]) => typeof stars === 'number'))
  const evidence = { ...judgement.evidence, askedAgain: true }
  return { ...judgement, verdict: { ...verdict, ...again, ...given }, evidence }
}

/** A verdict with a number that is no 1, 2 or 3 is on another scale, and none of its numbers means what it would on this one. */
function onItsScale(verdict: Verdict): Verdict {
  if (!Object.values(verdict).includes('out-of-range')) return verdict
  return Object.fromEntries(Object.keys(verdict).map((criterion) => [criterion, 'out-of-range']))
}

function criterionScore(
  name: string,
  criterion: Criterion,
  { verdict, answer, evidence }: Judgement,
): Score<string, JudgeMetadata> {
  const stars = verdict[criterion]
  if (typeof stars === 'number') {
    return scored(name, (stars - 1) / 2, { value: stars - 1, scale: '0-2', ...evidence })
  }
  if (stars === 'out-of-range') {
    const message =
      'the judge’s stars must be 1, 2 or 3, all of them: a verdict with another number is on another scale'
    return failed(name, 'out-of-range', message, { ...evidence, ...rawOf(answer.text) })
  }
  return noVerdict(name, answer, evidence)
}
