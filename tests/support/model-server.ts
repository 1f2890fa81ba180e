import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ServerKind } from '../../src/generate/detect-server.js'

/** How a server's repetition penalty acts. */
export interface Penalty {
  scope: 'prompt+output' | 'output' | 'window' | 'ignored'
  window?: number
}

/** Logits that do not depend on the text: what comes shows the penalty alone. */
const LOGITS: Readonly<Record<string, number>> = { a: 10, b: 9.5, c: 9.05, d: 8.6 }

/** Greedy decoding of a character model with constant logits, with the penalty as the server in question has it. */
export function constantModel(
  prompt: string,
  tokens: number,
  penalty: number,
  { scope, window = 64 }: Penalty,
): string {
  let output = ''
  for (let i = 0; i < tokens; i++) {
    const all = scope === 'output' ? output : prompt + output
    const seen = scope === 'ignored' ? '' : scope === 'window' ? all.slice(-window) : all
    const scores = Object.entries(LOGITS).map(
      ([token, logit]) => [token, seen.includes(token) ? logit / penalty : logit] as const,
    )
    output += scores.reduce((best, next) => (next[1] > best[1] ? next : best))[0]
  }
  return output
}

interface Call {
  path: string
  body: Record<string, unknown>
  request: IncomingMessage
  response: ServerResponse
}

export interface ModelServerOptions {
  kind: ServerKind
  penalty?: Penalty
  /** Takes over a generation request; returns true when it has answered. */
  intercept?: (call: Call) => boolean | undefined
  /** The answer to an instruction. Default: the constant model's. */
  respond?: (input: string, maxTokens: number, penalty: number) => string
  contextLength?: number
}

/** A server on loopback with the addresses and the answers of one kind of server. */
export async function modelServer(options: ModelServerOptions) {
  const { kind, penalty = { scope: 'prompt+output' }, intercept, contextLength = 4096 } = options
  const respond =
    options.respond ?? ((input: string, tokens: number, p: number) => constantModel(input, tokens, p, penalty))
  const calls: { path: string; body: Record<string, unknown> }[] = []
  const facts = told(kind, contextLength)
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', () => {
      const path = request.url ?? ''
      if (request.method === 'GET') {
        const body = facts[path]
        return send(
          response,
          body === undefined ? { error: { message: 'Not Found', code: 404 } } : body,
          body === undefined ? 404 : 200,
        )
      }
      const body = JSON.parse(text) as Record<string, unknown>
      calls.push({ path, body })
      if (intercept?.({ path, body, request, response }) === true) return
      send(response, answer(path, body, respond))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export function send(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

/** What GET says at each address, as the servers' documentation has it. */
function told(kind: ServerKind, contextLength: number): Record<string, unknown> {
  const models = (owned_by: string, more: object = {}) => ({
    object: 'list',
    data: [{ id: 'tiny', object: 'model', owned_by, ...more }],
  })
  const health = { '/health': { status: 'ok' } }
  switch (kind) {
    case 'llama.cpp':
      return {
        ...health,
        '/v1/models': models('llamacpp', { meta: { n_ctx: contextLength } }),
        '/props': { build_info: 'b1-abc', total_slots: 2, default_generation_settings: { n_ctx: contextLength } },
      }
    case 'vllm':
      return {
        ...health,
        '/v1/models': models('vllm', { max_model_len: contextLength }),
        '/version': { version: '0.11.0' },
      }
    case 'sglang':
      return {
        ...health,
        '/v1/models': models('sglang', { max_model_len: contextLength }),
        '/get_server_info': { version: '0.5.1' },
      }
    case 'tensorrt-llm':
      return { ...health, '/v1/models': models('tensorrt_llm'), '/version': { version: '1.3.0' } }
    case 'tgi':
      return {
        ...health,
        '/v1/models': models('org'),
        '/info': {
          router: 'text-generation-router',
          version: '3.3.0',
          model_id: 'tiny',
          max_total_tokens: contextLength,
          max_concurrent_requests: 128,
        },
      }
    case 'ollama':
      return { '/v1/models': models('library'), '/api/version': { version: '0.12.0' } }
    case 'transformers':
      return {
        ...health,
        '/v1/models': models('org'),
        '/openapi.json': { paths: { '/load_model': {}, '/v1/chat/completions': {} } },
      }
    case 'llama-cpp-python':
      return {
        '/v1/models': models('me'),
        '/openapi.json': { info: { title: '🦙 llama.cpp Python API', version: '0.3.36' }, paths: {} },
      }
    default:
      return { '/v1/models': models('somebody') }
  }
}

function answer(
  path: string,
  body: Record<string, unknown>,
  respond: NonNullable<ModelServerOptions['respond']>,
): unknown {
  const settings = {
    ...(body.options as object),
    ...(body.parameters as object),
    ...(typeof body.generation_config === 'string' && (JSON.parse(body.generation_config) as object)),
    ...body,
  } as Record<string, number | undefined>
  const messages = body.messages as { content: string }[] | undefined
  const prompt = String(messages?.[0]?.content ?? body.prompt ?? body.inputs)
  const tokens = Number(settings.max_tokens ?? settings.num_predict ?? settings.max_new_tokens)
  const penalty = Number(settings.repeat_penalty ?? settings.repetition_penalty ?? 1)
  const text = respond(prompt, tokens, penalty)
  const finish = text.length >= tokens ? 'length' : 'stop'
  if (path === '/generate')
    return {
      generated_text: text,
      details: { finish_reason: finish === 'stop' ? 'eos_token' : 'length', generated_tokens: text.length },
    }
  if (path.startsWith('/api/')) {
    const counts = { done: true, done_reason: finish, prompt_eval_count: prompt.length, eval_count: text.length }
    return path === '/api/chat'
      ? { message: { role: 'assistant', content: text }, ...counts }
      : { response: text, ...counts }
  }
  const usage = { prompt_tokens: prompt.length, completion_tokens: Math.min(text.length, tokens) }
  const choice = path === '/v1/completions' ? { text } : { message: { role: 'assistant', content: text } }
  return {
    id: 'x',
    object: 'chat.completion',
    model: 'tiny',
    choices: [{ index: 0, finish_reason: finish, ...choice }],
    usage,
  }
}
