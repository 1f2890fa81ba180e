import { basename } from 'node:path'
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
import {
  type EmbeddedModel,
  fileIdentity,
  type LlamaGrammar,
  type LlamaModel,
  loadEmbeddedModel,
  modelSource,
  type Token,
} from './embedded-model.js'

/** The tokens of an answer that there must be room for behind the prompt, where as many are wanted. */
const LEAST_ROOM = 512

export type EmbeddedClientOptions = {
  /** @default false: on the processor. `auto` takes what the machine has. */
  gpu?: false | 'auto' | 'cuda' | 'vulkan' | 'metal'
  /** The tokens of prompt and answer together, at most what the model was trained with. @default 8192 */
  contextSize?: number
  /**
   * Threads on the processor, never more than it has cores. Fewer are faster where other programs keep the cores busy.
   *
   * @default as many as there are cores
   */
  threads?: number
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
 * that does not fit, with 512 tokens of answer or as many as are wanted, is an error with reason `context-exceeded`.
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
  const source = modelSource('embeddedClient', options)
  const { gpu = false, contextSize = 8192 } = options
  const load = once(() => loadModel({ ...options, gpu, contextSize }))
  const limit = pLimit(1)

  return {
    model: basename(source),
    identity: async () => (await load()).identity,
    complete: async (request, { signal } = {}) => {
      if (request.reasoningEffort !== undefined || request.extraBody !== undefined) {
        throw new ChatError(
          'bad-request',
          'embeddedClient has no server to tell a { reasoningEffort } or an { extraBody }',
        )
      }
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

interface LoadedModel extends EmbeddedModel {
  grammar(request: ChatRequest): Promise<LlamaGrammar | undefined>
  identity: string
}

async function loadModel(options: Parameters<typeof loadEmbeddedModel>[1]): Promise<LoadedModel> {
  const loaded = await loadEmbeddedModel('embeddedClient', options)
  const { library, llama } = loaded
  return {
    ...loaded,
    grammar: async ({ responseFormat }) => {
      if (responseFormat?.type === 'json-object') return llama.getGrammarFor('json')
      if (responseFormat?.type === 'json-schema')
        return llama.createGrammarForJsonSchema(responseFormat.schema as never)
      if (responseFormat?.type !== 'choice') return undefined
      return llama.createGrammar({
        grammar: `root ::= ${responseFormat.choices.map((choice) => JSON.stringify(choice)).join(' | ')}`,
      })
    },
    identity: `${await fileIdentity(loaded)} node-llama-cpp ${await library.getModuleVersion()} gpu ${String(llama.gpu)}`,
  }
}

async function generate(
  loaded: LoadedModel,
  name: string,
  request: ChatRequest,
  signal: AbortSignal | undefined,
): Promise<ChatCompletion> {
  const { library, model, sequence } = loaded
  const { temperature = 0, seed = 0, topLogprobs } = request
  const { contextText, stopGenerationTriggers } = library
    .resolveChatWrapper(model)
    .generateContextState({ chatHistory: chatHistory(request.messages) })
  const prompt = contextText.tokenize(model.tokenizer)
  const room = sequence.contextSize - prompt.length
  const needed = Math.min(request.maxTokens, LEAST_ROOM)
  if (room < needed) {
    const both = `${prompt.length} tokens of prompt and ${needed} of answer`
    throw new ChatError('context-exceeded', `${both} do not fit into a context of ${sequence.contextSize}`)
  }
  const maxTokens = Math.min(request.maxTokens, room)
  const stops = new Set(
    stopGenerationTriggers.map((text) => text.tokenize(model.tokenizer)).flatMap((t) => (t.length === 1 ? t : [])),
  )
  const grammar = await loaded.grammar(request)
  const json = request.responseFormat?.type.startsWith('json')
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
    if (json && isWhole(model.detokenize([token]), () => model.detokenize(generated))) break
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
    decoding: temperature === 0 ? 'greedy' : `temperature:${temperature}`,
    model: name,
    fingerprint: loaded.identity,
  }
}

/**
 * Whether a JSON document is complete. The library's grammars allow line breaks without end after one, which small models use up to the limit.
 */
function isWhole(last: string, document: () => string): boolean {
  if (!/[}\]]\s*$/.test(last)) return false
  try {
    JSON.parse(document())
    return true
  } catch {
    return false
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
