import { InputError } from '../core/input-error.js'
import { isChatError } from '../llm/chat-client.js'
import type { ServerCalls } from '../llm/server-calls.js'
import type { DetectedServer } from './detect-server.js'

/** vLLM, Ollama, OpenAI: 404; transformers serve, LiteLLM: 400. */
function tellsOfNoModel(message: string): boolean {
  if (/invalid model name|no such model|server is pinned to/i.test(message)) return true
  return /model/i.test(message) && /does not exist|not found|not available/i.test(message)
}

/**
 * What a server says of a model that it does not have, or of an address: wrong for every prompt, and so for the run. Undefined for any other error.
 */
export async function wrongModel(
  error: unknown,
  { url, model }: DetectedServer,
  path: string,
  calls: ServerCalls,
  signal: AbortSignal | undefined,
): Promise<InputError | undefined> {
  if (!isChatError(error) || (error.status !== 404 && error.status !== 400)) return undefined
  if (!tellsOfNoModel(error.message)) {
    return error.status === 404 ? new InputError(url, `the server has no ${path} (${error.message})`) : undefined
  }
  const list = await calls.get(`${url}/v1/models`, signal).catch(() => undefined)
  const { data } = (list ?? {}) as { data?: { id?: unknown }[] }
  const ids = Array.isArray(data) ? data.map((entry) => entry?.id).filter((id) => typeof id === 'string') : []
  const has = ids.length === 0 ? error.message : `the server has ${ids.slice(0, 20).join(', ')}`
  return new InputError(url, `no model "${model}"; ${has}`)
}
