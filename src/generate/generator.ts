import type { JsonObject } from '../core/score.js'
import type { TokenUsage } from '../llm/chat-client.js'
import type { PreflightResult } from './penalty-scope.js'

/** How tokens are chosen. Always greedy: what is likeliest after the penalty. */
export interface Decoding {
  /**
   * What the logits of tokens that are already there are divided (or, if negative, multiplied) by, over the whole prompt and output; 1 is none. (Keskar et
   * al. 2019; as `generate` of Hugging Face transformers does it.)
   */
  repetitionPenalty: number
  /** The most tokens to generate. */
  maxTokens: number
}

/** What a model generated. */
export interface Generation {
  text: string
  /** `length`: cut at `maxTokens`. `context`: cut before that, at the end of the context. `refusal`: a filter declined. */
  finishReason: 'stop' | 'length' | 'context' | 'refusal' | 'other'
  /** Tokens generated and read, as far as they are counted. */
  usage?: TokenUsage
}

/** A model that answers instructions, on a server or in this process. */
export interface Generator {
  /** The model as its user names it. */
  readonly model: string
  /** How many requests at once are worth it. */
  readonly concurrency: number
  /**
   * The answer to one instruction, as the model's chat template puts it.
   *
   * @throws ChatError when there is none, with the reason.
   * @throws the signal's reason when it aborts.
   */
  generate(input: string, decoding: Decoding, context?: { signal?: AbortSignal }): Promise<Generation>
  /**
   * What answers: kind and version of the server, model with the hash of its file where it is known, context length, template … Everything an answer
   * depends on beside the input and the decoding, as JSON, and no secrets.
   */
  describe(context?: { signal?: AbortSignal }): Promise<JsonObject>
  /** Where it is not known what the server does without a penalty: what can be found out. Undefined where it is known to be none. */
  ownPenalty?(context?: { signal?: AbortSignal }): Promise<PreflightResult>
  /** Frees what is held, a loaded model above all. */
  dispose?(): Promise<void>
}

/**
 * The decodings of arXiv 2402.14778, all greedy: `paper` as its text has it (repetition penalty 1.1, 512 new tokens), `released` as the published
 * configurations have it (1.2), and `greedy` without a penalty.
 */
export const decodings = {
  paper: { repetitionPenalty: 1.1, maxTokens: 512 },
  released: { repetitionPenalty: 1.2, maxTokens: 512 },
  greedy: { repetitionPenalty: 1, maxTokens: 512 },
} as const satisfies Record<string, Decoding>
