import { pMapIterable } from 'p-map'
import { GENERATED_FIELDS, withOwnNames } from '../core/own-fields.js'
import type { Prompt } from '../core/prompt.js'
import { assertWholeNumber } from '../core/whole-number.js'
import { type ChatErrorReason, isChatError } from '../llm/chat-client.js'
import type { Decoding, Generation, Generator } from './generator.js'
import { decodings } from './generator.js'
import { type JournalRow, journalKey, openJournal } from './journal.js'

/** A prompt with the model's response: a sample to score. */
export interface GeneratedSample extends Prompt {
  /** The response; empty when there is none. */
  output: string
  model: string
  generation: {
    finishReason: Generation['finishReason'] | 'error'
    promptTokens?: number
    completionTokens?: number
    /** Why there is no response, for this prompt for good: `context-exceeded`, `bad-request`, `refusal`, `malformed-response`, `response-too-large`. */
    error?: ChatErrorReason
    message?: string
  }
}

export interface GenerateOptions {
  generator: Generator
  /** @default decodings.paper */
  decoding?: Decoding
  /**
   * A JSONL file to which every response is appended as it comes. Those that are in it already, from the same prompt, model, server and decoding, are not
   * generated again; when all are there, it is put into the order of the prompts. Without it nothing is kept.
   */
  out?: string
  /** Default: the generator's. */
  concurrency?: number
  /** Told of each response, and whether it was there before. */
  onResponse?: (sample: GeneratedSample, known: boolean) => void
  signal?: AbortSignal
}

/** What is wrong with this prompt and not with the server: it is recorded, and the run goes on. */
const OF_THE_PROMPT: ReadonlySet<ChatErrorReason> = new Set([
  'context-exceeded',
  'bad-request',
  'refusal',
  'malformed-response',
  'response-too-large',
])

/**
 * The responses to prompts, in their order. A prompt that the model cannot take (too long, refused, rejected) yields a sample that says so; when the
 * server fails beyond its retries the run stops with the reason, and with `out` it goes on from there the next time.
 *
 * @throws ChatError when the server cannot be reached or keeps failing.
 * @throws RangeError for a concurrency that is no whole number from 1.
 * @throws InputError when `out` is no file of such responses, or another process writes to it.
 *
 * @example
 * ```ts
 * const shy = { model: 'shy', concurrency: 1, describe: async () => ({}), generate: async () => ({ text: 'Oui.', finishReason: 'stop' }) }
 * for await (const { output } of generate([{ id: '1', input: 'Ça va ?', language: 'fr' }], { generator: shy })) {
 *   output // => 'Oui.'
 * }
 * ```
 */
export async function* generate(
  prompts: readonly Prompt[],
  options: GenerateOptions,
): AsyncGenerator<GeneratedSample, void, undefined> {
  const {
    generator,
    decoding = decodings.paper,
    out,
    concurrency = generator.concurrency,
    onResponse,
    signal,
  } = options
  assertWholeNumber('concurrency', concurrency)
  signal?.throwIfAborted()
  const server = await generator.describe({ ...(signal && { signal }) })
  const keyOf = (prompt: Prompt) => journalKey(prompt, generator.model, server, decoding)
  const journal = out === undefined ? undefined : openJournal(out)
  let done = false
  try {
    const respond = async (prompt: Prompt): Promise<GeneratedSample> => {
      const key = keyOf(prompt)
      const known = journal?.row(key)
      const sample = known === undefined ? await answer(prompt, generator, decoding, signal) : sampleOf(known)
      if (known === undefined) journal?.append({ key, ...sample } as unknown as JournalRow)
      onResponse?.(sample, known !== undefined)
      return sample
    }
    yield* pMapIterable(prompts, respond, { concurrency, backpressure: Math.max(concurrency, 1) * 8 })
    done = true
  } finally {
    if (done) await journal?.finish(prompts.map(keyOf))
    else journal?.close()
  }
}

async function answer(
  prompt: Prompt,
  generator: Generator,
  decoding: Decoding,
  signal: AbortSignal | undefined,
): Promise<GeneratedSample> {
  const { model } = generator
  const own = withOwnNames(prompt, GENERATED_FIELDS)
  try {
    const { text, finishReason, usage } = await generator.generate(prompt.input, decoding, {
      ...(signal && { signal }),
    })
    return { ...own, model, output: text, generation: { finishReason, ...usage } }
  } catch (error) {
    signal?.throwIfAborted()
    if (!isChatError(error) || !OF_THE_PROMPT.has(error.reason)) throw error
    const generation = { finishReason: 'error' as const, error: error.reason, message: error.message }
    return { ...own, model, output: '', generation }
  }
}

function sampleOf({ key: _, ...sample }: JournalRow): GeneratedSample {
  return sample as unknown as GeneratedSample
}
