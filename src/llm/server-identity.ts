import type { ChatError } from './chat-client.js'
import { type Dialect, LLAMA_CPP_PYTHON, OPENAI } from './openai-wire.js'

/** Which server answers, as far as it tells. */
export interface ServerIdentity {
  /** `llamacpp`, `vllm`, `sglang`, `openai` …; undefined when the server does not say. */
  dialect: Dialect
  /** One line with everything told that bears on the answers. */
  fingerprint: string
}

/**
 * Asks the server what it is. `/v1/models` names the server (`owned_by`) and the model; llama.cpp tells its build in `/props`,
 * llama-cpp-python its name in the description of its addresses.
 * A server without these has an empty fingerprint.
 *
 * @param get Reads one address below the base URL, or an absolute one.
 * @throws ChatError when the server cannot be reached or fails; not when it only lacks an address.
 */
export async function serverIdentity(
  baseURL: string,
  model: string,
  get: (path: string) => Promise<unknown>,
): Promise<ServerIdentity> {
  const models = await getIfThere('/models', get)
  const entry = findModel(models, model)
  const owner = typeof entry?.owned_by === 'string' ? entry.owned_by : undefined
  const api = owner === 'me' ? await getIfThere(new URL('/openapi.json', baseURL).href, get) : undefined
  const { title, version } = (api as { info?: { title?: unknown; version?: unknown } } | undefined)?.info ?? {}
  const isPython = String(title).includes('llama.cpp Python API')
  const dialect = new URL(baseURL).hostname === OPENAI ? OPENAI : isPython ? LLAMA_CPP_PYTHON : owner
  const told: unknown[] = [dialect, entry?.root, entry?.meta, isPython ? version : undefined]
  if (dialect === 'llamacpp') {
    const props = (await getIfThere(new URL('/props', baseURL).href, get)) as { build_info?: unknown } | undefined
    told.push(props?.build_info)
  }
  const known = told.filter((item) => item !== undefined && item !== null)
  return { dialect, fingerprint: known.map((item) => (typeof item === 'string' ? item : stableJson(item))).join(' ') }
}

async function getIfThere(path: string, get: (path: string) => Promise<unknown>): Promise<unknown> {
  try {
    return await get(path)
  } catch (error) {
    const { status, reason } = error as ChatError
    // What is there instead, a page or a file, tells nothing either.
    if (reason === 'malformed-response' || reason === 'response-too-large') return undefined
    if (status !== undefined && status >= 400 && status < 500 && status !== 429) return undefined
    throw error
  }
}

function findModel(body: unknown, model: string): Record<string, unknown> | undefined {
  const data = typeof body === 'object' && body !== null ? (body as { data?: unknown }).data : undefined
  if (!Array.isArray(data)) return undefined
  const entries = data.filter((entry) => typeof entry === 'object' && entry !== null)
  return entries.find((entry) => entry.id === model) ?? (entries.length === 1 ? entries[0] : undefined)
}

function stableJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )
}
