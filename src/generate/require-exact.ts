import { InputError } from '../core/input-error.js'
import type { Decoding, Generator } from './generator.js'
import type { PreflightResult } from './penalty-scope.js'
import { preflight } from './preflight.js'

const WHAT_HELPS: Readonly<Record<string, string>> = {
  sglang: 'vLLM and llama.cpp can do it',
  ollama: 'a newer Ollama, or llama-server with the same GGUF, can do it',
  tgi: 'give a rendered prompt (--prompt-template): its chat route has no such penalty',
  'tensorrt-llm': 'a newer version may, vLLM and llama.cpp can do it',
  'llama-cpp-python': 'its window is fixed at 64: llama-server with the same GGUF can do it',
  transformers: 'start it without --continuous-batching, which ignores the penalty',
  unknown: 'llama.cpp, vLLM, TGI and transformers serve are told in their own words',
}

/**
 * Proves on the live model that the penalty of the decoding acts as in the reference, on every token of prompt and output. Undefined where there is no
 * penalty to prove; without one, a server that is not known is asked whether it has one of its own, which is `unknown` where it does not show.
 *
 * @throws InputError saying what it does instead and what would help, unless `allowInexact`.
 * @throws ChatError when the model cannot be asked.
 *
 * @example
 * ```ts
 * const parrot = { model: 'parrot', concurrency: 1, describe: async () => ({}), generate: async () => ({ text: 'tree tree', finishReason: 'length' }) }
 * const message = await requireExact(parrot, decodings.paper).catch((error) => error.message)
 * message.startsWith('parrot: the repetition penalty is ignored') // => true
 * ```
 */
export async function requireExact(
  generator: Generator,
  { repetitionPenalty }: Decoding,
  options: { allowInexact?: boolean; signal?: AbortSignal } = {},
): Promise<PreflightResult | undefined> {
  const { allowInexact = false, signal } = options
  const context = { ...(signal && { signal }) }
  if (repetitionPenalty === 1) {
    const own = await generator.ownPenalty?.(context)
    if (own?.scope !== 'own' || allowInexact) return own
    throw new InputError(
      generator.model,
      'the server has a penalty of its own where it is told none: set it to 1 there; --allow-inexact goes on and records it',
    )
  }
  const result = await preflight(generator, context)
  if (result.scope === 'prompt+output' || allowInexact) return result
  const { kind } = await generator.describe()
  const does = {
    output: 'acts on the output alone, and not on the prompt',
    window: `acts on the last ${result.window === undefined ? '' : `${result.window} `}tokens or so alone`,
    ignored: 'is ignored',
    unknown: 'cannot be told from the answers of this model',
    own: 'is one of the server’s own',
  }[result.scope]
  const helps = WHAT_HELPS[String(kind)]
  throw new InputError(
    generator.model,
    `the repetition penalty ${does} (server: ${String(kind)}); decoding would not be as asked. ` +
      `${helps === undefined ? '' : `${helps}. `}--allow-inexact goes on and records it, --decoding greedy needs no penalty`,
  )
}
