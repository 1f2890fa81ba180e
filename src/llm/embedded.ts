import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import type { LlamaContextSequence, LlamaGrammar, LlamaModel, Token } from 'node-llama-cpp'
import pLimit from 'p-limit'
import { once } from '../core/once.js'
import { unlessAborted } from '../core/shared-calls.js'
import {
  type ChatClient,
  type ChatCompletion,
  ChatError,
  type ChatMessage,
  type ChatRequest,
  type GeneratedToken,
} from './chat-client.js'

type LlamaModule = typeof import('node-llama-cpp')

/** What is read of each end of a model file to tell it from others. */
const SAMPLED_BYTES = 1 << 20

export type EmbeddedClientOptions = {
  /** @default false: on the processor. `auto` takes what the machine has. */
  gpu?: false | 'auto' | 'cuda' | 'vulkan' | 'metal'
  /** The tokens of prompt and answer together, at most what the model was trained with. @default 8192 */
  contextSize?: number
} & (
  | { /** A GGUF file. */ modelPath: string; modelUri?: never }
  | {
      /** What `resolveModelFile` of node-llama-cpp takes, `hf:user/model:Q4_K_M`; downloaded when missing. */
      modelUri: string
      modelPath?: never
    }
)

/** A client that holds a model in memory. */
export interface EmbeddedClient extends ChatClient {
  /** Frees the model. The client must not be used afterwards. */
  dispose(): Promise<void>
}

/**
 * A model in this process, by `node-llama-cpp` (an optional peer dependency: `npm install node-llama-cpp`). Calls are made one
 * after another, each from an empty context, so that no answer depends on what was asked before. The prompt is never cut: one
 * that does not fit is an error with reason `context-exceeded`.
 *
 * @throws TypeError unless there is one of `modelPath` and `modelUri`.
 *
 * @example
 * ```ts
 * const client = embeddedClient({ modelPath: 'models/qwen3-4b.gguf' })
 * client.model // => 'qwen3-4b.gguf'
 * ```
 */
export function embeddedClient(options: EmbeddedClientOptions): EmbeddedClient {
  const source = options.modelPath ?? options.modelUri
  if (typeof source !== 'string' || source === '' || (options.modelPath && options.modelUri)) {
    throw new TypeError('embeddedClient: give one of { modelPath } (a GGUF file) and { modelUri }')
  }
  const { gpu = false, contextSize = 8192 } = options
  const load = once(() => loadModel(options, gpu, contextSize))
  const limit = pLimit(1)

  return {
    model: basename(source),
    identity: async () => (await load()).identity,
    complete: async (request, { signal } = {}) => {
      const loaded = await load()
      const answer = limit(() => {
        signal?.throwIfAborted()
        return generate(loaded, basename(source), request, signal)
      })
      return unlessAborted(answer, signal)
    },
    dispose: async () => {
      await (await load()).dispose()
    },
  }
}

interface LoadedModel {
  library: LlamaModule
  model: LlamaModel
  sequence: LlamaContextSequence
  grammar(request: ChatRequest): Promise<LlamaGrammar | undefined>
  identity: string
  dispose(): Promise<void>
}

async function loadModel(
  source: EmbeddedClientOptions,
  gpu: false | 'auto' | 'cuda' | 'vulkan' | 'metal',
  contextSize: number,
): Promise<LoadedModel> {
  const library = await importLlama()
  const modelPath = source.modelPath ?? (await library.resolveModelFile(source.modelUri, { cli: false }))
  const identity = await fileIdentity(modelPath)
  // More threads than cores are slower by far: 70 times with four on two cores and a tiny model.
  const maxThreads = availableParallelism()
  const llama = await library.getLlama({
    gpu,
    maxThreads,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    logLevel: library.LlamaLogLevel.error,
  })
  const model = await llama.loadModel({ modelPath })
  const context = await model.createContext({ sequences: 1, contextSize: { max: contextSize }, threads: maxThreads })
  return {
    library,
    model,
    sequence: context.getSequence(),
    grammar: async ({ responseFormat }) => {
      if (responseFormat?.type === 'json-object') return llama.getGrammarFor('json')
      if (responseFormat?.type === 'json-schema')
        return llama.createGrammarForJsonSchema(responseFormat.schema as never)
      if (responseFormat?.type !== 'choice') return undefined
      return llama.createGrammar({
        grammar: `root ::= ${responseFormat.choices.map((choice) => JSON.stringify(choice)).join(' | ')}`,
      })
    },
    identity: `${identity} node-llama-cpp ${await library.getModuleVersion()} gpu ${String(llama.gpu)}`,
    dispose: () => llama.dispose(),
  }
}

async function importLlama(): Promise<LlamaModule> {
  try {
    return await import('node-llama-cpp')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') throw error
    throw new Error(`embeddedClient needs the package node-llama-cpp: npm install node-llama-cpp (${message})`)
  }
}

/** The file's name with its size and a hash of its two ends: reading gigabytes would take longer than judging a sample. */
async function fileIdentity(path: string): Promise<string> {
  const { size } = await stat(path).catch((error: Error) => {
    throw new Error(`embeddedClient: no model file at ${path} (${error.message})`)
  })
  const file = await open(path)
  try {
    const hash = createHash('sha256')
    for (const position of [0, Math.max(0, size - SAMPLED_BYTES)]) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLED_BYTES), 0, SAMPLED_BYTES, position)
      hash.update(buffer.subarray(0, bytesRead))
    }
    return `${basename(path)} ${size} ${hash.digest('hex').slice(0, 16)}`
  } finally {
    await file.close()
  }
}

async function generate(
  loaded: LoadedModel,
  name: string,
  request: ChatRequest,
  signal: AbortSignal | undefined,
): Promise<ChatCompletion> {
  const { library, model, sequence } = loaded
  const { temperature = 0, maxTokens, seed = 0, topLogprobs } = request
  const { contextText, stopGenerationTriggers } = library
    .resolveChatWrapper(model)
    .generateContextState({ chatHistory: chatHistory(request.messages) })
  const prompt = contextText.tokenize(model.tokenizer)
  if (prompt.length + maxTokens > sequence.contextSize) {
    const needed = `${prompt.length} tokens of prompt and ${maxTokens} of answer`
    throw new ChatError('context-exceeded', `${needed} do not fit into a context of ${sequence.contextSize}`)
  }
  const stops = new Set(
    stopGenerationTriggers.map((text) => text.tokenize(model.tokenizer)).flatMap((t) => (t.length === 1 ? t : [])),
  )
  const grammar = await loaded.grammar(request)
  const state = grammar && new library.LlamaGrammarEvaluationState({ model, grammar })

  await sequence.clearHistory()
  const generated: Token[] = []
  const logprobs: GeneratedToken[] = []
  let finishReason: ChatCompletion['finishReason'] = 'stop'
  const steps = sequence.evaluateWithMetadata(
    prompt,
    { probabilities: topLogprobs !== undefined },
    { temperature, seed, ...(state ? { grammarEvaluationState: state } : {}) },
  )
  for await (const step of steps) {
    signal?.throwIfAborted()
    const { token, probabilities } = step as { token: Token; probabilities?: ReadonlyMap<Token, number> }
    if (stops.has(token)) break
    generated.push(token)
    if (probabilities !== undefined && topLogprobs !== undefined)
      logprobs.push(withAlternatives(model, token, probabilities, topLogprobs))
    if (generated.length === maxTokens) {
      // A grammar that allows nothing more is an end, too: it was not the limit that cut the answer.
      finishReason = request.responseFormat?.type === 'choice' ? 'stop' : 'length'
      break
    }
  }
  return {
    text: model.detokenize(generated),
    finishReason,
    usage: { promptTokens: prompt.length, completionTokens: generated.length },
    ...(topLogprobs === undefined ? {} : { logprobs }),
    model: name,
    fingerprint: loaded.identity,
  }
}

function chatHistory(messages: readonly ChatMessage[]) {
  const turns = messages.map(({ role, content }) =>
    role === 'assistant' ? { type: 'model' as const, response: [content] } : { type: role, text: content },
  )
  return [...turns, { type: 'model' as const, response: [''] }]
}

function withAlternatives(
  model: LlamaModel,
  token: Token,
  probabilities: ReadonlyMap<Token, number>,
  count: number,
): GeneratedToken {
  const read = (entry: Token, probability: number) => ({
    token: model.detokenize([entry]),
    logprob: Math.log(Math.max(probability, Number.MIN_VALUE)),
  })
  const top: GeneratedToken['top'][number][] = []
  for (const [entry, probability] of probabilities) {
    if (top.length === count) break
    if (probability > 0) top.push(read(entry, probability)) // what a grammar rules out has none
  }
  return { ...read(token, probabilities.get(token) ?? 0), top }
}
