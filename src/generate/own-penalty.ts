import { isChatError } from '../llm/chat-client.js'
import type { Generation } from './generator.js'
import type { PreflightResult } from './penalty-scope.js'

/** An answer in which words come again, since a penalty shows there. */
const QUESTION = 'What is the capital of France, and why is it famous?'
const TOKENS = 128

/** The two names that servers have for it. */
const TOLD_NONE = { repetition_penalty: 1, repeat_penalty: 1 }

/**
 * Whether a server whose ways are not known has a penalty of its own where it is told none, as llama-cpp-python has: compares the answer to nothing said with
 * that to a penalty of 1. Equal answers tell nothing, since the server may know neither name, and different ones only where it repeats itself when nothing
 * changes.
 *
 * @throws ChatError when the model cannot be asked; not when it refuses to be told a penalty.
 */
export async function ownPenalty(
  generate: (input: string, maxTokens: number, fields: object) => Promise<Pick<Generation, 'text'>>,
): Promise<PreflightResult> {
  const ask = async (fields: object) => (await generate(QUESTION, TOKENS, fields)).text
  const nothing = await ask({})
  const again = await ask({})
  const told = await ask(TOLD_NONE).catch((error: unknown) => {
    if (isChatError(error) && error.reason === 'bad-request') return nothing
    throw error
  })
  const differs = nothing === again && told !== nothing
  return { scope: differs ? 'own' : 'unknown', evidence: { without: told, with: nothing, penalty: 1 } }
}
