import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pLimit from 'p-limit'
import { once } from '../core/once.js'
import type { JsonObject } from '../core/score.js'
import { unlessAborted } from '../core/shared-calls.js'
import { ChatError } from '../llm/chat-client.js'
import { type EmbeddedModel, loadEmbeddedModel, modelSource, type Token } from '../llm/embedded-model.js'
import { type ChatTemplate, chatTemplate, givenTemplate } from './chat-template.js'
import type { Decoding, Generation, Generator } from './generator.js'

/** One of `modelPath` and `modelUri`, and what to run the model on. */
export interface EmbeddedGeneratorOptions {
  /** A GGUF file. */
  modelPath?: string
  /** What `resolveModelFile` of node-llama-cpp takes, `hf:user/model:Q4_K_M`; downloaded when missing. */
  modelUri?: string
  /** @default 'auto': the graphics processor that there is, CUDA first; else the processor, `false`. */
  gpu?: false | 'auto' | 'cuda' | 'vulkan' | 'metal'
  /** The tokens of prompt and answer together, at most what the model was trained with. @default 8192 */
  contextSize?: number
  /**
   * Threads on the processor, never more than it has cores. Fewer are faster where other programs keep the cores busy, and for very small models.
   *
   * @default as many as there are cores
   */
  threads?: number
  /** A rendered prompt with `{input}` where the instruction goes, instead of the file's chat template: for base models. */
  promptTemplate?: string
}

interface LoadedModel extends EmbeddedModel {
  template: ChatTemplate
}

/**
 * A generator in this process, by `node-llama-cpp` (an optional peer dependency: `npm install node-llama-cpp`), that decodes as
 * `generate(do_sample=False, repetition_penalty=p)` of Hugging Face transformers does: the penalty is on every token of prompt and output, newlines and
 * the token that begins a text included. Requests are answered one after another, each from an empty context.
 *
 * A prompt that leaves no room for an answer is a {@link ChatError} with reason `context-exceeded`.
 *
 * @throws TypeError unless there is one of `modelPath` and `modelUri`.
 *
 * @example
 * ```ts
 * const generator = embeddedGenerator({ modelPath: 'models/smollm2.gguf' })
 * generator.model // => 'smollm2.gguf'
 * generator.concurrency // => 1
 * ```
 */
export function embeddedGenerator(options: EmbeddedGeneratorOptions): Generator {
  const model = basename(modelSource('embeddedGenerator', options))
  const { gpu = 'auto', contextSize = 8192 } = options
  let loading: Promise<LoadedModel> | undefined
  const load = once(() => {
    loading = loadModel({ ...options, gpu, contextSize })
    return loading
  })
  const description = once(async () => describe(await load()))
  const limit = pLimit(1)
  const freed = new AbortController()
  const check = (signal: AbortSignal | undefined): void => {
    freed.signal.throwIfAborted()
    signal?.throwIfAborted()
  }
  const unlessEnded = <T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
    unlessAborted(unlessAborted(promise, freed.signal), signal)

  return {
    model,
    concurrency: 1,
    generate: async (input, decoding, { signal } = {}) => {
      checkDecoding(decoding)
      check(signal)
      const loaded = await unlessEnded(load(), signal)
      const answer = limit(() => answerOf(loaded, input, decoding, () => check(signal)))
      return unlessEnded(answer, signal)
    },
    describe: async ({ signal } = {}) => {
      check(signal)
      return unlessEnded(description(), signal)
    },
    dispose: async () => {
      if (freed.signal.aborted) return
      freed.abort(new Error(`embeddedGenerator: ${model} was freed by dispose(): make a new generator`))
      const loaded = await loading?.catch(() => undefined)
      await limit(() => loaded?.dispose()) // after the request that is under way, which ends at its next token
    },
  }
}

async function loadModel(
  options: Parameters<typeof loadEmbeddedModel>[1] & { promptTemplate?: string },
): Promise<LoadedModel> {
  const { promptTemplate } = options
  const given = promptTemplate === undefined ? undefined : await givenTemplate(promptTemplate)
  const loaded = await loadEmbeddedModel('embeddedGenerator', options)
  const { fileInfo, tokens } = loaded.model
  try {
    const source = fileInfo.metadata.tokenizer?.chat_template
    const template = given ?? chatTemplate(source, { bos: tokens.bosString ?? '', eos: tokens.eosString ?? '' })
    return { ...loaded, template }
  } catch (error) {
    await loaded.dispose()
    throw error
  }
}

/** As llama.cpp's server does it: markup of the template is read as special tokens wherever it stands, and the text begins with one `bos` if it should. */
function promptTokens({ model, template }: LoadedModel, input: string): Token[] {
  const tokens = model.tokenize(template.render(input), true)
  const { bos, shouldPrependBosToken } = model.tokens
  return shouldPrependBosToken && bos !== null && tokens[0] !== bos ? [bos, ...tokens] : tokens
}

async function answerOf(
  loaded: LoadedModel,
  input: string,
  { repetitionPenalty, maxTokens }: Decoding,
  check: () => void,
): Promise<Generation> {
  check()
  const { model, sequence } = loaded
  const prompt = promptTokens(loaded, input)
  const room = sequence.contextSize - prompt.length
  if (room < 1) {
    const size = `${prompt.length} tokens of prompt`
    throw new ChatError('context-exceeded', `${size} leave no room in a context of ${sequence.contextSize}`)
  }
  const most = Math.min(maxTokens, room)
  const all = [...prompt]
  let finishReason: Generation['finishReason'] = 'other'
  await sequence.clearHistory()
  const tokens = sequence.evaluate(prompt, {
    temperature: 0,
    yieldEogToken: true, // which counts as generated, as it does for servers and for max_new_tokens
    // Named one by one: the built-in choice of the library leaves out the prompt and newlines.
    repeatPenalty: { penalty: repetitionPenalty, punishTokens: () => all, maxPunishTokens: sequence.contextSize },
  })
  for await (const token of tokens) {
    check()
    all.push(token)
    if (model.isEogToken(token)) finishReason = 'stop'
    else if (all.length - prompt.length === most) finishReason = most < maxTokens ? 'context' : 'length'
    if (finishReason !== 'other') break
  }
  const generated = all.slice(prompt.length)
  const text = finishReason === 'stop' ? generated.slice(0, -1) : generated
  return {
    text: model.detokenize(text, false, prompt),
    finishReason,
    usage: { promptTokens: prompt.length, completionTokens: generated.length },
  }
}

async function describe({ library, llama, path, sequence, template, threads }: LoadedModel): Promise<JsonObject> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return {
    kind: 'embedded',
    model: { file: basename(path), size: (await stat(path)).size, sha256: hash.digest('hex') },
    versions: { 'node-llama-cpp': await library.getModuleVersion(), 'llama.cpp': llama.llamaCppRelease.release },
    gpu: llama.gpu,
    contextLength: sequence.contextSize,
    template: template.name,
    threads,
  }
}

function checkDecoding({ repetitionPenalty, maxTokens }: Decoding): void {
  if (!(repetitionPenalty > 0 && Number.isFinite(repetitionPenalty))) {
    throw new RangeError(`repetitionPenalty has to be a number above 0 (1 is none), not ${repetitionPenalty}`)
  }
  if (!(Number.isInteger(maxTokens) && maxTokens > 0)) {
    throw new RangeError(`maxTokens has to be a whole number above 0, not ${maxTokens}`)
  }
}
