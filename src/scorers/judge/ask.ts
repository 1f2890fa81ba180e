import { optionSignature } from '../../core/option-signature.js'
import type { SampleArgs } from '../../core/sample.js'
import { failed, type Score, skipped } from '../../core/score.js'
import type { ScorerTraits } from '../../core/scorer.js'
import { shortHash } from '../../core/short-hash.js'
import { type ChatClient, type ChatCompletion, isChatError } from '../../llm/chat-client.js'
import type { LeftOut } from '../../text/prose.js'
import type { JudgeAnswer } from './answer.js'
import { neutralise } from './neutralise.js'

/** How much of an answer that could not be read is kept. */
const RAW_LENGTH = 2000

/** Counts up when the same answers are read differently, or the same responses shown differently: both change scores, as a prompt does. */
const READING = 3

/** A prompt with a sample in it. */
export interface FilledPrompt {
  text: string
  /** How many places of the response looked like the prompt's own structure and were changed. */
  neutralised: number
}

/** Puts the task as it is, and the response as data, into a prompt with the places `%%%TASK%%%` and `%%%SUBMISSION%%%`. */
export function fillPrompt(template: string, task: string, response: string): FilledPrompt {
  const { text, replaced } = neutralise(response)
  const values: Record<string, string> = { TASK: task, SUBMISSION: text }
  return {
    text: template.replace(/%%%(TASK|SUBMISSION)%%%/g, (_, place: string) => values[place] as string),
    neutralised: replaced,
  }
}

/** Whether there is a task to judge against; a judge without one would be guessing. */
export function withoutInput(name: string, { input }: SampleArgs): Score<string, JudgeMetadata> | undefined {
  if (typeof input === 'string' && input.trim() !== '') return undefined
  return skipped(name, 'no-input', 'a judge needs the task: give the sample its input')
}

/** The judge's part of a signature: the model as its user named it, the hash of the prompt and of how its answers are read, and what the client was set to. */
export async function judgeSignature({ model, settings = {} }: ChatClient, template: string): Promise<string> {
  const asked = new TextEncoder().encode(`${template}\nreading ${READING}`)
  return `${model}#${await shortHash(asked)}${await optionSignature(settings)}`
}

/** How many calls at once a judge's client makes, for the run that asks it. */
export function judgeConcurrency(client: ChatClient | undefined): Pick<ScorerTraits, 'concurrency'> {
  return client?.concurrency === undefined ? {} : { concurrency: client.concurrency }
}

/** The evidence of a judge's score. */
export type JudgeMetadata = {
  /** The verdict on the judge's own scale, and that scale: `0-1`, `0-2`. */
  value?: number
  scale?: string
  /** The model as the server names it. */
  model?: string
  /** Tokens read and generated, as far as they are counted. */
  usage?: { promptTokens?: number; completionTokens?: number }
  /** Whether a cache answered. */
  cached?: boolean
  /** How the model decoded: `greedy`, or what its server took instead, `temperature:default+top_p:default`. */
  decoding?: string
  /** How many places of the response imitated the prompt and were changed. */
  neutralised?: number
  /** Characters that the judge was not shown: the reasoning of the response. */
  leftOut?: Pick<LeftOut, 'reasoning'>
  /** The probability of the verdict 1, null where the server does not tell it. */
  probability?: number | null
  /** Whether a second question was needed. */
  askedAgain?: boolean
  /** An answer that could not be read. */
  raw?: string
}

/** What an answer cost and where it came from, for metadata. */
export function provenance(
  { model, usage, cached, decoding }: ChatCompletion,
  { neutralised }: FilledPrompt,
): JudgeMetadata {
  return {
    model,
    ...(usage !== undefined && { usage: { ...usage } }),
    ...(cached === true && { cached }),
    ...(decoding !== undefined && { decoding }),
    ...(neutralised > 0 && { neutralised }),
  }
}

/** A failed score for an answer that is no verdict: refused, cut off, empty, of two readings, or unreadable, in this order. */
export function noVerdict(
  name: string,
  answer: JudgeAnswer,
  evidence: JudgeMetadata,
  ambiguous = false,
): Score<string, JudgeMetadata> {
  const { text, written, finishReason } = answer
  const raw = { ...evidence, ...rawOf(text.trim() === '' ? written : text) }
  if (finishReason === 'refusal') return failed(name, 'refusal', 'the judge refused to answer', raw)
  if (finishReason === 'length') return failed(name, 'truncated', cutMessage(answer), raw)
  if (text.trim() === '') return failed(name, 'empty-output', 'the judge answered nothing', raw)
  if (ambiguous) return failed(name, 'ambiguous-verdict', 'the judge’s answer can be read as two verdicts', raw)
  return failed(name, 'unparsable-verdict', 'no verdict could be read in the judge’s answer', raw)
}

/** What was cut, and what helps. */
function cutMessage({ text, thought, written, usage }: JudgeAnswer): string {
  const count = usage?.completionTokens
  const after = count === undefined ? '' : ` after ${count} tokens`
  const isThinking = text.trim() === '' && (thought === true || written.trim() !== '')
  const what = isThinking
    ? `the judge was still thinking when it was cut${after}`
    : `the judge’s answer was cut${after}, before its verdict`
  return `${what}: give the judge a higher maxTokens, or a lower reasoningEffort`
}

/** The beginning of an answer, for metadata. */
export function rawOf(text: string): Pick<JudgeMetadata, 'raw'> {
  return text.trim() === '' ? {} : { raw: text.slice(0, RAW_LENGTH) }
}

/** A failed score for a call without an answer; anything but a ChatError is thrown on. */
export function noAnswer(name: string, error: unknown): Score<string, JudgeMetadata> {
  if (isChatError(error)) return failed(name, error.reason, error.message)
  throw error
}
