import { setTimeout as sleep } from 'node:timers/promises'
import { InputError } from '../core/input-error.js'
import { ChatError } from '../llm/chat-client.js'
import { type ServerCalls, serverCalls } from '../llm/server-calls.js'
import { didYouMean } from '../text/nearest.js'

/** The servers whose ways are known. */
export type ServerKind =
  | 'llama.cpp'
  | 'vllm'
  | 'sglang'
  | 'tgi'
  | 'ollama'
  | 'tensorrt-llm'
  | 'transformers'
  | 'llama-cpp-python'
  | 'unknown'

/** A generation server, as it tells of itself. */
export interface DetectedServer {
  /** Without `/v1` and without a slash at the end. */
  url: string
  kind: ServerKind
  version?: string
  model: string
  /** Tokens of prompt and answer together, for one request. */
  contextLength?: number
  /** Requests that it works on at once. */
  slots?: number
}

export interface DetectServerOptions {
  /** Needed where the server has more than one. */
  model?: string
  /** @default the environment's `OPENAI_API_KEY`, else none */
  apiKey?: string
  /** How long to wait for a server that is not there yet or still loads its model, in milliseconds. @default 120_000 */
  wait?: number
  /** Told once a second what is waited for, with the seconds so far. */
  onWaiting?: (state: string, seconds: number) => void
  signal?: AbortSignal
}

/** `owned_by` in `/v1/models`. */
const OWNERS: Readonly<Record<string, ServerKind>> = {
  llamacpp: 'llama.cpp',
  vllm: 'vllm',
  sglang: 'sglang',
  tensorrt_llm: 'tensorrt-llm',
}

/**
 * Which server answers at an address, with its version, model, context length and slots as far as it tells. Waits while it starts or loads.
 *
 * @param url With or without `/v1`.
 * @throws InputError when it is not ready within `wait`, or has several models and none or another was named.
 * @throws TypeError when the address is no URL.
 *
 * @example
 * ```ts
 * const message = await detectServer('http://127.0.0.1:9', { wait: 1 }).catch((error) => error.message)
 * message.startsWith('http://127.0.0.1:9: no server is ready after') // => true
 * ```
 */
export async function detectServer(url: string, options: DetectServerOptions = {}): Promise<DetectedServer> {
  const root = rootUrl(url)
  const calls = serverCalls({
    baseURL: new URL(root),
    apiKey: options.apiKey ?? process.env.OPENAI_API_KEY ?? '',
    concurrency: 1,
    retries: 0,
    timeout: 10_000,
  })
  const read = reader(calls, root, options.signal)
  await ready(root, calls, options)
  const models = modelEntries(await read('/v1/models'))
  const owner = models.map(({ owned_by }) => OWNERS[String(owned_by)]).find((kind) => kind !== undefined)
  const [props, info, ollama, version] =
    owner === undefined
      ? await Promise.all(['/props', '/info', '/api/version', '/version'].map(read))
      : [owner === 'llama.cpp' ? await read('/props') : {}, {}, {}, await read('/version')]
  const api = owner === undefined ? await read('/openapi.json') : undefined
  const kind = owner ?? kindByAddresses({ props, info, ollama, version, api })
  const entry = chosen(root, models, options.model, info?.model_id)
  return {
    url: root,
    kind,
    ...(await details(kind, { props, info, ollama, version, api, entry, read })),
    model: entry.id,
  }
}

type Json = Record<string, unknown> | undefined
type Read = (path: string) => Promise<Json>

/** What an address says; undefined where there is none. */
function reader(calls: ServerCalls, root: string, signal: AbortSignal | undefined): Read {
  return async (path) => {
    try {
      const body = await calls.get(`${root}${path}`, signal)
      return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : undefined
    } catch (error) {
      signal?.throwIfAborted()
      const { status, reason } = error as ChatError
      if (reason === 'unauthorized' && path === '/v1/models') {
        throw new InputError(root, 'the server wants a key (401): set OPENAI_API_KEY')
      }
      if (status !== undefined || reason === 'malformed-response') return undefined
      throw error
    }
  }
}

/** Waits until something but a refused connection or a 503 comes back, from its list of models and then from its health. */
async function ready(root: string, calls: ServerCalls, options: DetectServerOptions): Promise<void> {
  const { wait = 120_000, onWaiting, signal } = options
  const start = Date.now()
  let path = '/v1/models'
  for (;;) {
    const { state, body } = await calls
      .get(`${root}${path}`, signal)
      .then((body) => ({ state: undefined, body }))
      .catch((error: unknown) => {
        signal?.throwIfAborted()
        if (!(error instanceof ChatError)) throw error
        const isThere = error.reason !== 'unreachable' && error.reason !== 'timeout'
        return {
          state: !isThere ? 'no connection' : error.status === 503 ? 'the model is loading' : undefined,
          body: undefined,
        }
      })
    if (state === undefined) {
      if (path === '/health' || isGateway(body)) return
      path = '/health'
      continue
    }
    const seconds = Math.round((Date.now() - start) / 1000)
    if (Date.now() - start >= wait) throw new InputError(root, `no server is ready after ${seconds} s (${state})`)
    onWaiting?.(state, seconds)
    await sleep(Math.min(1000, wait), undefined, { ...(signal && { signal }) })
  }
}

/** LiteLLM, and OpenAI itself: to ask a gateway for its health is to ask each model behind it for an answer. */
function isGateway(body: unknown): boolean {
  return modelEntries(body as Json).some(({ owned_by }) => owned_by === 'openai')
}

interface Told {
  props: Json
  info: Json
  ollama: Json
  version: Json
  api: Json
}

function kindByAddresses({ props, info, ollama, version, api }: Told): ServerKind {
  if (props?.build_info !== undefined) return 'llama.cpp'
  if (info?.router !== undefined) return 'tgi'
  if (typeof ollama?.version === 'string') return 'ollama'
  if (typeof version?.version === 'string') return 'vllm'
  if (String((api?.info as Json)?.title).includes('llama.cpp Python API')) return 'llama-cpp-python'
  // transformers serve names no owner of its own; loading a model by HTTP is its own address.
  if (typeof api?.paths === 'object' && api.paths !== null && '/load_model' in api.paths) return 'transformers'
  return 'unknown'
}

async function details(
  kind: ServerKind,
  { props, info, ollama, version, api, entry, read }: Told & { entry: ModelEntry; read: Read },
): Promise<Pick<DetectedServer, 'version' | 'contextLength' | 'slots'>> {
  const found = (version: unknown, contextLength: unknown, slots?: unknown) => ({
    ...(typeof version === 'string' && { version }),
    ...(typeof contextLength === 'number' && { contextLength }),
    ...(typeof slots === 'number' && { slots }),
  })
  switch (kind) {
    case 'llama.cpp': {
      const settings = props?.default_generation_settings as Json
      return found(props?.build_info, settings?.n_ctx ?? entry.meta?.n_ctx, props?.total_slots)
    }
    case 'vllm':
    case 'tensorrt-llm':
      return found(version?.version, entry.max_model_len)
    case 'sglang': {
      const server = (await read('/server_info')) ?? (await read('/get_server_info')) ?? {}
      return found(server.version, entry.max_model_len ?? server.context_length)
    }
    case 'tgi':
      return found(info?.version, info?.max_total_tokens ?? info?.max_input_tokens, info?.max_concurrent_requests)
    case 'ollama':
      return found(ollama?.version, undefined)
    case 'llama-cpp-python':
      return found((api?.info as Json)?.version, undefined)
    default:
      return found(version?.version, entry.max_model_len)
  }
}

interface ModelEntry {
  id: string
  owned_by?: unknown
  max_model_len?: unknown
  meta?: { n_ctx?: unknown }
}

function modelEntries(body: Json): ModelEntry[] {
  const data = Array.isArray(body?.data) ? body.data : []
  return data.filter((entry): entry is ModelEntry => typeof entry?.id === 'string')
}

function chosen(root: string, models: readonly ModelEntry[], wanted: string | undefined, only: unknown): ModelEntry {
  const ids = models.map(({ id }) => id)
  if (wanted === undefined) {
    if (models.length === 1) return models[0] as ModelEntry
    if (models.length === 0 && typeof only === 'string') return { id: only }
    throw new InputError(root, `name the model; the server has ${ids.slice(0, 20).join(', ') || 'told none'}`)
  }
  const entry = models.find(({ id }) => id === wanted)
  if (entry !== undefined) return entry
  if (models.length > 1) {
    throw new InputError(
      root,
      `no model "${wanted}"${didYouMean(wanted, ids)} The server has ${ids.slice(0, 20).join(', ')}`,
    )
  }
  return { ...models[0], id: wanted } // one model answers to any name on most servers
}

/** Without `/v1`, which the paths here bring along. */
function rootUrl(url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new TypeError(
      `a server’s address must be an http(s) URL such as http://localhost:8080, got "${url.slice(0, 80)}"`,
    )
  }
  let end = url.length
  while (url[end - 1] === '/') end -= 1
  return url.slice(0, end).replace(/\/v1$/, '')
}
