import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import type { Llama, LlamaContextSequence, LlamaModel } from 'node-llama-cpp'

export type { LlamaGrammar, LlamaModel, Token } from 'node-llama-cpp'

type LlamaModule = typeof import('node-llama-cpp')

/** What is read of each end of a model file to tell it from others. */
const SAMPLED_BYTES = 1 << 20

/** Where a model is, and what to run it on. */
export interface EmbeddedModelOptions {
  /** A GGUF file. */
  modelPath?: string
  /** What `resolveModelFile` of node-llama-cpp takes, `hf:user/model:Q4_K_M`; downloaded when missing. */
  modelUri?: string
  gpu?: false | 'auto' | 'cuda' | 'vulkan' | 'metal'
  /** The tokens of prompt and answer together, at most what the model was trained with. */
  contextSize?: number
  /** Threads on the processor, never more than it has cores. @default as many */
  threads?: number
}

/** A model in memory, with one sequence to evaluate tokens in. */
export interface EmbeddedModel {
  library: LlamaModule
  llama: Llama
  model: LlamaModel
  sequence: LlamaContextSequence
  path: string
  threads: number
  /** Frees the model and all that belongs to it. */
  dispose(): Promise<void>
}

/**
 * The path or the address of a model, whichever of the two is given.
 *
 * @param caller What the error names.
 * @throws TypeError unless it is exactly one.
 */
export function modelSource(caller: string, { modelPath, modelUri }: EmbeddedModelOptions): string {
  const source = modelPath ?? modelUri
  if (typeof source !== 'string' || source === '' || (modelPath && modelUri)) {
    throw new TypeError(`${caller}: give one of { modelPath } (a GGUF file) and { modelUri }`)
  }
  return source
}

/**
 * Loads a model by `node-llama-cpp`, without building or downloading anything but the model.
 *
 * @param caller What errors name.
 */
export async function loadEmbeddedModel(
  caller: string,
  {
    modelPath,
    modelUri,
    gpu,
    contextSize,
    threads = Number.POSITIVE_INFINITY,
  }: EmbeddedModelOptions & Required<Pick<EmbeddedModelOptions, 'gpu'>>,
): Promise<EmbeddedModel> {
  const library = await importLlama(caller)
  const path = modelPath ?? (await library.resolveModelFile(modelUri ?? '', { cli: false }))
  await sizeOf(caller, path)
  // More threads than cores are slower by far: 70 times with four on two cores and a tiny model.
  const maxThreads = Math.max(1, Math.min(threads, availableParallelism()))
  const llama = await library.getLlama({
    gpu,
    maxThreads,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    logLevel: library.LlamaLogLevel.error,
  })
  try {
    const model = await llama.loadModel({ modelPath: path })
    const size = contextSize === undefined ? {} : { contextSize: { max: contextSize } }
    const context = await model.createContext({ sequences: 1, threads: maxThreads, ...size })
    const sequence = context.getSequence()
    return { library, llama, model, sequence, path, threads: maxThreads, dispose: () => llama.dispose() }
  } catch (error) {
    await llama.dispose()
    throw error
  }
}

async function importLlama(caller: string): Promise<LlamaModule> {
  try {
    return await import('node-llama-cpp')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') throw error
    throw new Error(`${caller} needs the package node-llama-cpp: npm install node-llama-cpp (${message})`)
  }
}

async function sizeOf(caller: string, path: string): Promise<number> {
  const { size } = await stat(path).catch((error: Error) => {
    throw new Error(`${caller}: no model file at ${path} (${error.message})`)
  })
  return size
}

/** A file's name with its size and a hash of its two ends: reading gigabytes would take longer than judging a sample. */
export async function fileIdentity({ path }: Pick<EmbeddedModel, 'path'>): Promise<string> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
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
