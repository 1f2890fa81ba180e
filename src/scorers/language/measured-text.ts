import type { SampleArgs } from '../../core/sample.js'
import { type JsonObject, type SkippedScore, skipped } from '../../core/score.js'
import { type LeftOut, type Prose, proseOf, wholeText, withoutCutWord } from '../../text/prose.js'
import { withoutReasoning } from '../../text/reasoning.js'
import { hasLetters } from '../../text/words.js'

/** What of a response is measured. */
export interface MeasuredOptions<Args extends SampleArgs = SampleArgs> {
  /**
   * `prose` leaves out what is no prose: reasoning, code, maths, markup, addresses. `whole` measures every character, as the paper did.
   *
   * @default 'prose'
   */
  text?: 'prose' | 'whole'
  /**
   * Whether a response was cut and may end in half a word, which is then left out; not with `text: 'whole'`. Default: whether the sample’s `finishReason` says so
   * (`length`, `max_tokens`).
   */
  truncated?: boolean | ((args: Args) => boolean)
}

/** Which part of a model’s output is measured: what it answers, or what it thinks before. */
export interface OfOption<Of extends 'answer' | 'reasoning' = 'answer' | 'reasoning'> {
  /**
   * `reasoning`: the sample's `reasoning`, or else the reasoning in its `output`. It has a name of its own.
   *
   * @default 'answer'
   */
  of?: Of
}

/** Why nothing was measured. */
export type MeasuredReason = 'no-answer' | 'no-prose' | 'no-reasoning'

/** Evidence of what was measured, beside the default. */
export type MeasuredMetadata = {
  /** Characters left out, by what they are. */
  leftOut?: LeftOut
  /** `whole` where every character was measured. */
  text?: 'whole'
  /** `reasoning` where that was measured. */
  of?: 'reasoning'
}

/** What is measured of a sample: the text, and what to say of it. */
export interface Measured {
  text: string
  /** Whether there is no answer at all, reasoning aside. */
  isEmpty: boolean
  metadata: MeasuredMetadata
  /** The prose with its places. */
  prose: Prose
  /** Why nothing can be measured, and the sentence for it. */
  missing?: readonly [reason: MeasuredReason, message: string]
}

const NOTHING_TO_SAY: MeasuredMetadata = {}

const NO_ANSWER = [
  'no-answer',
  'the response ends in its reasoning, before any answer; give the model more tokens',
] as const
const NO_PROSE = ['no-prose', 'nothing of the response is prose'] as const
const NO_REASONING = ['no-reasoning', 'the sample has no reasoning'] as const

/** The one rule for what of a sample is measured, which language, spelling, confusion and modifiers share. */
export function measured<Args extends SampleArgs>(args: Args, options: MeasuredOptions<Args> & OfOption): Measured {
  const { text = 'prose', of = 'answer' } = options
  if (text === 'prose' && of === 'answer') return measuredAnswer(args, options)
  const given = of === 'reasoning' ? reasoningOf(args) : args.output
  const marks: MeasuredMetadata = { ...(text === 'whole' && { text }), ...(of === 'reasoning' && { of }) }
  const all = text === 'whole' ? wholeText(given) : proseOf(given)
  if (of === 'reasoning' && given.trim() === '') {
    return { text: given, isEmpty: true, metadata: marks, prose: all, missing: NO_REASONING }
  }
  if (text === 'whole') return { text: given, isEmpty: all.isEmpty, metadata: marks, prose: all }
  return ofProse(given, isTruncated(args, options) ? withoutCutWord(all) : all, marks)
}

/** What is measured of most samples. */
function measuredAnswer<Args extends SampleArgs>(args: Args, options: MeasuredOptions<Args>): Measured {
  const all = proseOf(args.output)
  const prose = isTruncated(args, options) ? withoutCutWord(all) : all
  if (prose.isEmpty && (prose.isUnanswered || wasThinking(args, options))) {
    return { ...ofProse(args.output, prose, NOTHING_TO_SAY), missing: NO_ANSWER }
  }
  return ofProse(args.output, prose, NOTHING_TO_SAY)
}

function ofProse(given: string, prose: Prose, marks: MeasuredMetadata): Measured {
  const { text, isEmpty, leftOut } = prose
  if (leftOut === undefined) return { text, isEmpty, metadata: marks, prose }
  const result = { text, isEmpty, metadata: { ...marks, leftOut }, prose }
  const isSomethingElse = !isEmpty && !hasLetters(text) && hasLetters(given)
  return isSomethingElse ? { ...result, missing: NO_PROSE } : result
}

/** The score where nothing can be measured. */
export function notMeasured<Name extends string, Metadata extends JsonObject>(
  name: Name,
  [reason, message]: NonNullable<Measured['missing']>,
  metadata: Partial<Metadata>,
): SkippedScore<Name, Metadata, MeasuredReason> {
  return skipped(name, reason, message, metadata)
}

/**
 * Checks a factory's options early.
 *
 * @throws RangeError for another `text` or `of`.
 */
export function checkMeasuredOptions({ text, of }: { text?: unknown; of?: unknown }): void {
  if (text !== undefined && text !== 'prose' && text !== 'whole')
    throw new RangeError(`text must be "prose" or "whole", got ${JSON.stringify(text)}`)
  if (of !== undefined && of !== 'answer' && of !== 'reasoning')
    throw new RangeError(`of must be "answer" or "reasoning", got ${JSON.stringify(of)}`)
}

/** What of these options a signature says: all but the defaults. */
export function measuredSignature({ text, of, truncated }: MeasuredOptions<never> & OfOption): Record<string, unknown> {
  return {
    ...(text === 'whole' && { text }),
    ...(of === 'reasoning' && { of }),
    ...(truncated !== undefined && { truncated }),
  }
}

/** The options that a scorer hands on to one that measures the same. */
export function measuredOptions<Args extends SampleArgs>({ text, truncated }: MeasuredOptions<Args>): MeasuredOptions {
  return {
    ...(text !== undefined && { text }),
    ...(truncated !== undefined && { truncated: truncated as NonNullable<MeasuredOptions['truncated']> }),
  }
}

function reasoningOf({ reasoning, output }: SampleArgs): string {
  return typeof reasoning === 'string' && reasoning.trim() !== '' ? reasoning : withoutReasoning(output).reasoning
}

/** As servers call the end of a response at its limit: OpenAI, Anthropic, Gemini, Mistral, ours. */
const AT_LIMIT = /^(?:length|max_(?:output_|completion_)?tokens|model_length|token_limit|context)$/i

function isTruncated<Args extends SampleArgs>(args: Args, { truncated }: MeasuredOptions<Args>): boolean {
  const told = typeof truncated === 'function' ? truncated(args) : truncated
  return told ?? AT_LIMIT.test(finishReason(args) ?? '')
}

/** The sample's own, or where `generate` puts it. */
function finishReason(args: SampleArgs & { generation?: unknown }): string | undefined {
  if (args.finishReason !== undefined) return args.finishReason ?? undefined
  const { finishReason } = (args.generation ?? {}) as { finishReason?: unknown }
  return typeof finishReason === 'string' ? finishReason : undefined
}

/** Whether an empty output is that of a model that was cut while it thought. */
function wasThinking<Args extends SampleArgs>(args: Args, options: MeasuredOptions<Args>): boolean {
  return (
    reasoningOf(args).trim() !== '' &&
    (isTruncated(args, options) || (args.output.trim() === '' && finishReason(args) === undefined))
  )
}
