import { isChatError } from '../llm/chat-client.js'
import type { Generator } from './generator.js'

/** Penalties that hold tokens back; the next one where a server refuses one (SGLang takes up to 2). */
export const STRONG: readonly number[] = [20, 2]

/** Penalties below 1, which bring tokens forward; every server takes them. */
export const WEAK: readonly number[] = [0.05, 0.5]

export const NONE: readonly number[] = [1]

/** What a model said to a probe, nothing where it said more than it was asked for, and under which penalty; undefined when the server takes none of those. */
export type Probe = (
  input: string,
  penalties: readonly number[],
  maxTokens: number,
) => Promise<{ text: string; penalty: number } | undefined>

/**
 * @throws ChatError when the model cannot be asked, with or without a penalty.
 */
export function probing(generator: Generator, context: { signal?: AbortSignal }): Probe {
  return async (input, penalties, maxTokens) => {
    for (const penalty of penalties) {
      try {
        const { text, usage } = await generator.generate(input, { repetitionPenalty: penalty, maxTokens }, context)
        return { text: (usage?.completionTokens ?? 0) > maxTokens ? '' : text, penalty }
      } catch (error) {
        if (penalties === NONE || !isChatError(error) || error.reason !== 'bad-request') throw error
      }
    }
    return undefined
  }
}
