import type { JsonObject } from '../core/score.js'
import { unlessAborted } from '../core/shared-calls.js'
import { assertWholeNumber } from '../core/whole-number.js'
import { ChatError } from '../llm/chat-client.js'
import { serverCalls } from '../llm/server-calls.js'
import { givenTemplate } from './chat-template.js'
import { type DetectedServer, type DetectServerOptions, detectServer } from './detect-server.js'
import { dialects } from './dialects.js'
import type { Decoding, Generator } from './generator.js'
import { ownPenalty } from './own-penalty.js'
import { wrongModel } from './wrong-model.js'

export interface ServerGeneratorOptions extends Omit<DetectServerOptions, 'signal'> {
  /** Of the server, with or without `/v1`. */
  url: string
  /** Requests at once. Default: the server's slots, else what its kind is good for. */
  concurrency?: number
  /**
   * A rendered prompt with `{input}` where the instruction goes, sent as it is, instead of the server's chat template. For base models, and for exactness.
   */
  promptTemplate?: string
  /** How often a request is tried again after 429, 5xx or a broken connection; nine tries take a minute and a half. @default 8 */
  retries?: number
  /** The deadline of a request with its retries, in milliseconds. @default 3_600_000 */
  timeout?: number
}

/** A generator, and the server behind it. */
export interface ServerGenerator extends Generator {
  readonly server: DetectedServer
}

/**
 * A model on a native server: llama.cpp, vLLM, SGLang, TGI, Ollama, TensorRT-LLM, transformers serve, llama-cpp-python, or any that speaks OpenAI's chat
 * completions. Each is told greedy decoding and the repetition penalty in its own words; what an unknown one can be told is no penalty. Detects the server first.
 *
 * @throws InputError, as {@link detectServer}; RangeError when a number is out of range or the template lacks `{input}`, or the server takes no rendered prompts.
 *
 * @example
 * ```ts
 * const message = await serverGenerator({ url: 'http://127.0.0.1:9', wait: 1 }).catch((error) => error.message)
 * message.includes('no connection') // => true
 * ```
 */
export async function serverGenerator(options: ServerGeneratorOptions): Promise<ServerGenerator> {
  const { url, promptTemplate, retries = 8, timeout = 3_600_000, apiKey = process.env.OPENAI_API_KEY ?? '' } = options
  if (options.concurrency !== undefined) assertWholeNumber('concurrency', options.concurrency) // before the server is waited for
  const given = promptTemplate === undefined ? undefined : await givenTemplate(promptTemplate)
  const server = await detectServer(url, options)
  const dialect = dialects[server.kind]
  if (given !== undefined && dialect.completion === undefined) {
    throw new RangeError(`${server.kind} takes no rendered prompts; leave the prompt template out`)
  }
  const concurrency = options.concurrency ?? server.slots ?? dialect.concurrency
  const calls = serverCalls({ baseURL: new URL(server.url), apiKey, concurrency, retries, timeout })
  const respond = async (input: string, decoding: Decoding, fields: object, signal?: AbortSignal) => {
    const prompt = given?.render(input)
    const { path, body, read } =
      prompt === undefined || dialect.completion === undefined
        ? dialect.chat(server, input, decoding)
        : dialect.completion(server, prompt, decoding)
    const answer = calls.post(`${server.url}${path}`, { ...body, ...fields }, read, signal)
    return unlessAborted(answer, signal).catch(async (error: unknown) => {
      throw (await wrongModel(error, server, path, calls, signal)) ?? error
    })
  }
  return {
    model: server.model,
    server,
    concurrency,
    generate: async (input, decoding, { signal } = {}) => {
      const generation = await respond(input, decoding, {}, signal)
      const { usage, finishReason } = generation
      const room = server.contextLength
      // Ollama cuts a prompt that is too long without a word.
      if (server.kind === 'ollama' && room !== undefined && (usage?.promptTokens ?? 0) >= room) {
        throw new ChatError('context-exceeded', `the prompt fills the context of ${room} tokens (${finishReason})`)
      }
      return generation
    },
    ...(server.kind === 'unknown' && {
      ownPenalty: ({ signal }: { signal?: AbortSignal } = {}) =>
        ownPenalty((input, maxTokens, fields) => respond(input, { repetitionPenalty: 1, maxTokens }, fields, signal)),
    }),
    describe: async (): Promise<JsonObject> => {
      const { url: _, ...told } = server
      return { ...told, template: given?.name ?? 'server' }
    },
  }
}
