import type { SampleArgs } from '../../core/sample.js'
import { failed, type Score, skipped } from '../../core/score.js'
import { shortHash } from '../../core/short-hash.js'
import { type ChatClient, type ChatCompletion, isChatError } from '../../llm/chat-client.js'
import type { JudgeAnswer } from './answer.js'
import { neutralise } from './neutralise.js'

/** How much of an answer that could not be read is kept. */
const RAW_LENGTH = 2000

/** Counts up when the same answers are read differently, or the same responses shown differently: both change scores, as a prompt does. */
const READING = 2

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

/** The judge's part of a signature: the model as its user named it, and the hash of the prompt and of how its answers are read. */
export async function judgeSignature(client: ChatClient, template: string): Promise<string> {
  return `${client.model}#${await shortHash(new TextEncoder().encode(`${template}\nreading ${READING}`))}`
}

/** The evidence of a judge's score. */
export type JudgeMetadata = {
  /** The verdict on the judge's own scale, and that scale: `0-1`, `0-2`. */
  value?: number
  scale?: string
  /** The model as the server names it. */
  model?: string
  /** Tokens read and generated. */
  usage?: { promptTokens: number; completionTokens: number }
  /** Whether a cache answered. */
  cached?: boolean
  /** How many places of the response imitated the prompt and were changed. */
  neutralised?: number
  /** The probability of the verdict 1, null where the server does not tell it. */
  probability?: number | null
  /** Whether a second question was needed. */
  askedAgain?: boolean
  /** An answer that could not be read. */
  raw?: string
}

/** What an answer cost and where it came from, for metadata. */
export function provenance({ model, usage, cached }: ChatCompletion, { neutralised }: FilledPrompt): JudgeMetadata {
  return {
    model,
    ...(usage !== undefined && { usage: { ...usage } }),
    ...(cached === true && { cached }),
    ...(neutralised > 0 && { neutralised }),
  }
}

/** A failed score for an answer that is no verdict: refused, cut off, empty, of two readings, or unreadable, in this order. */
export function noVerdict(
  name: string,
  { text, written, finishReason }: JudgeAnswer,
  evidence: JudgeMetadata,
  ambiguous = false,
): Score<string, JudgeMetadata> {
  const raw = { ...evidence, ...rawOf(text.trim() === '' ? written : text) }
  if (finishReason === 'refusal') return failed(name, 'refusal', 'the judge refused to answer', raw)
  if (finishReason === 'length') return failed(name, 'truncated', 'the judge’s answer was cut before its verdict', raw)
  if (text.trim() === '') return failed(name, 'empty-output', 'the judge answered nothing', raw)
  if (ambiguous) return failed(name, 'ambiguous-verdict', 'the judge’s answer can be read as two verdicts', raw)
  return failed(name, 'unparsable-verdict', 'no verdict could be read in the judge’s answer', raw)
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
