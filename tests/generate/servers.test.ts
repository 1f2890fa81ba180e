import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { detectServer, type ServerKind } from '../../src/generate/detect-server.js'
import { decodings } from '../../src/generate/generator.js'
import { preflight } from '../../src/generate/preflight.js'
import { type ServerGeneratorOptions, serverGenerator } from '../../src/generate/server-generator.js'
import { constantModel, type ModelServerOptions, modelServer, send } from '../support/model-server.js'
import { hasShared, sharedPath } from '../support/shared.js'

const open: { close(): void }[] = []
afterEach(() => {
  for (const each of open.splice(0)) each.close()
})
async function start(options: ModelServerOptions) {
  const server = await modelServer(options)
  open.push(server)
  return server
}
const generatorOf = (url: string, options: Partial<ServerGeneratorOptions> = {}) =>
  serverGenerator({ url, wait: 2000, retries: 0, ...options })

const kinds: [ServerKind, object][] = [
  ['llama.cpp', { version: 'b1-abc', contextLength: 4096, slots: 2 }],
  ['vllm', { version: '0.11.0', contextLength: 4096 }],
  ['sglang', { version: '0.5.1', contextLength: 4096 }],
  ['tgi', { version: '3.3.0', contextLength: 4096, slots: 128 }],
  ['ollama', { version: '0.12.0' }],
  ['tensorrt-llm', { version: '1.3.0' }],
  ['transformers', {}],
  ['llama-cpp-python', { version: '0.3.36' }],
  ['unknown', {}],
]

describe('detectServer', () => {
  test.each(kinds)('%s', async (kind, details) => {
    const { url } = await start({ kind })
    expect(await detectServer(`${url}/v1/`)).toEqual({ url, kind, model: 'tiny', ...details })
  })

  test('waits while the model loads, and says so', async () => {
    let asked = 0
    const server = createServer((request, response) => {
      if (request.url === '/health') {
        asked += 1
        return send(response, { error: 'Loading model' }, asked < 3 ? 503 : 200)
      }
      send(response, { data: [{ id: 'late', owned_by: 'vllm' }] })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    open.push({ close: () => server.close() })
    const states: string[] = []
    const { port } = server.address() as AddressInfo
    const found = await detectServer(`http://127.0.0.1:${port}`, { onWaiting: (state) => states.push(state) })
    expect(found).toMatchObject({ kind: 'vllm', model: 'late' })
    expect(states).toEqual(['the model is loading', 'the model is loading'])
  })

  test('a gateway is not asked for its health, which would ask the model behind it', async () => {
    const asked: (string | undefined)[] = []
    const server = createServer((request, response) => {
      asked.push(request.url)
      if (request.url === '/v1/models') return send(response, { data: [{ id: 'tiny', owned_by: 'openai' }] })
      send(response, { detail: 'Not Found' }, 404)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    open.push({ close: () => server.close() })
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    expect(await detectServer(url)).toEqual({ url, kind: 'unknown', model: 'tiny' })
    expect(asked).not.toContain('/health')
  })

  test('gives up after the deadline, saying what it saw', async () => {
    await expect(detectServer('http://127.0.0.1:9', { wait: 50 })).rejects.toThrow(
      /no server is ready after \d+ s \(no connection\)/,
    )
  })

  test('several models: one has to be named, and a misspelt one is told the nearest', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/v1/models')
        return send(response, {
          data: [
            { id: 'qwen3-8b', owned_by: 'vllm' },
            { id: 'gemma-3', owned_by: 'vllm' },
          ],
        })
      send(response, {}, 404)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    open.push({ close: () => server.close() })
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await expect(detectServer(url)).rejects.toThrow('name the model; the server has qwen3-8b, gemma-3')
    await expect(detectServer(url, { model: 'qwen3-8B' })).rejects.toThrow('did you mean "qwen3-8b"?')
    expect((await detectServer(url, { model: 'gemma-3' })).model).toBe('gemma-3')
  })

  test('an address that is none, and an abort', async () => {
    await expect(detectServer('localhost:8080')).rejects.toThrow(TypeError)
    await expect(detectServer('http://127.0.0.1:9', { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow(
      'stop',
    )
  })
})

describe('each server is told greedy decoding and the penalty in its own words', () => {
  const greedy = { temperature: 0, top_p: 1, presence_penalty: 0, frequency_penalty: 0 }
  const table: [ServerKind, string, object][] = [
    ['llama.cpp', '/v1/chat/completions', { ...greedy, max_tokens: 512, repeat_penalty: 1.1, repeat_last_n: 4096 }],
    ['vllm', '/v1/chat/completions', { ...greedy, max_tokens: 512, repetition_penalty: 1.1 }],
    ['sglang', '/v1/chat/completions', { ...greedy, max_tokens: 512, repetition_penalty: 1.1 }],
    ['tensorrt-llm', '/v1/chat/completions', { max_tokens: 512, repetition_penalty: 1.1, top_k: 1 }],
    [
      'transformers',
      '/v1/chat/completions',
      { max_tokens: 512, generation_config: '{"do_sample":false,"repetition_penalty":1.1,"max_new_tokens":512}' },
    ],
    ['llama-cpp-python', '/v1/chat/completions', { ...greedy, max_tokens: 512, repeat_penalty: 1.1 }],
    ['unknown', '/v1/chat/completions', { ...greedy, max_tokens: 512 }],
  ]
  test.each(table)('%s', async (kind, path, fields) => {
    const { url, calls } = await start({ kind })
    await (await generatorOf(url)).generate('a', decodings.paper)
    expect(calls).toEqual([{ path, body: { model: 'tiny', messages: [{ role: 'user', content: 'a' }], ...fields } }])
  })

  test.each([
    [1, '1.0'],
    [20, '20.0'],
    [1.1, '1.1'],
  ])('transformers is told a penalty of %d as %s, without which it fails', async (repetitionPenalty, written) => {
    const { url, calls } = await start({ kind: 'transformers' })
    await (await generatorOf(url)).generate('a', { repetitionPenalty, maxTokens: 8 })
    expect(calls[0]?.body.generation_config).toContain(`"repetition_penalty":${written},`)
  })

  test('ollama, by its own route', async () => {
    const { url, calls } = await start({ kind: 'ollama' })
    const { text, finishReason, usage } = await (await generatorOf(url)).generate('a', {
      repetitionPenalty: 1.1,
      maxTokens: 8,
    })
    expect({ text, finishReason, usage }).toEqual({
      text: 'baaaaaaa',
      finishReason: 'length',
      usage: { promptTokens: 1, completionTokens: 8 },
    })
    expect(calls[0]).toEqual({
      path: '/api/chat',
      body: {
        model: 'tiny',
        messages: [{ role: 'user', content: 'a' }],
        stream: false,
        options: { ...greedy, repeat_penalty: 1.1, repeat_last_n: 4096, num_predict: 8, num_ctx: 4096 },
      },
    })
  })

  test.each([
    ['llama.cpp', '/v1/completions', 'prompt'],
    ['vllm', '/v1/completions', 'prompt'],
    ['tgi', '/generate', 'inputs'],
    ['ollama', '/api/generate', 'prompt'],
    ['transformers', '/v1/completions', 'prompt'],
    ['llama-cpp-python', '/v1/completions', 'prompt'],
  ] as const)('%s, a rendered prompt', async (kind, path, field) => {
    const { url, calls } = await start({ kind })
    const generator = await generatorOf(url, { promptTemplate: '<user>{input}</user>' })
    expect((await generator.generate('a $& b', { repetitionPenalty: 1.1, maxTokens: 4 })).text).toHaveLength(4)
    expect(calls[0]).toMatchObject({ path, body: { [field]: '<user>a $& b</user>' } })
    expect(await generator.describe()).toMatchObject({ template: expect.stringMatching(/^given#/) })
  })

  test('a count that a server leaves out is unknown, and not 0', async () => {
    const { url } = await start({ kind: 'tgi' })
    const generator = await generatorOf(url, { promptTemplate: '{input}' })
    expect((await generator.generate('a', { repetitionPenalty: 1.1, maxTokens: 4 })).usage).toEqual({
      completionTokens: 4,
    })
  })

  test('a template without {input}', async () => {
    const { url } = await start({ kind: 'transformers' })
    await expect(generatorOf(url, { promptTemplate: 'x' })).rejects.toThrow(/no \{input\}/)
  })

  test('length with fewer tokens than asked for is the end of the context', async () => {
    const { url } = await start({
      kind: 'vllm',
      intercept: ({ response }) => {
        send(response, {
          choices: [{ index: 0, finish_reason: 'length', message: { content: 'Il était' } }],
          usage: { prompt_tokens: 4000, completion_tokens: 2 },
        })
        return true
      },
    })
    expect(await (await generatorOf(url)).generate('a', decodings.paper)).toMatchObject({ finishReason: 'context' })
  })
})

describe('what is wrong for every prompt', () => {
  const text = (status: number, body: object) => [status, body] as const
  test.each([
    [
      'vLLM',
      ...text(404, { error: { message: 'The model `tiny` does not exist.', code: 404 } }),
      /no model "tiny"; the server has tiny/,
    ],
    ['transformers serve', ...text(400, { detail: "Server is pinned to 'x'; requested 'tiny'." }), /no model "tiny"/],
    ['Ollama', ...text(404, { error: "model 'tiny' not found" }), /no model "tiny"/],
    [
      'no such address',
      ...text(404, { detail: 'Not Found' }),
      /the server has no \/v1\/chat\/completions \(the server answered 404: Not Found\)/,
    ],
  ])('%s: a model or an address that is not there stops the run', async (_, status, body, message) => {
    const { url } = await start({
      kind: 'vllm',
      intercept: ({ response }) => {
        send(response, body, status)
        return true
      },
    })
    const failed = (await generatorOf(url)).generate('a', decodings.paper)
    await expect(failed).rejects.toMatchObject({ name: 'InputError', message: expect.stringMatching(message) })
  })
})

describe('preflight', () => {
  // The constant model's answers to "a" with a penalty of 1.1 tell the four apart at a glance.
  test.each([
    ['prompt+output', /^ba{199}$/],
    ['output', /^aba+$/],
    ['window', /^(?:ba{64})+ba*$/],
    ['ignored', /^a{200}$/],
  ] as const)('the pattern of %s', (scope, pattern) => {
    expect(constantModel('a', 200, 1.1, { scope })).toMatch(pattern)
  })

  test.each([
    ['llama.cpp', 'prompt+output'],
    ['vllm', 'prompt+output'],
    ['sglang', 'output'],
    ['ollama', 'window'],
    ['unknown', 'ignored'],
    ['llama.cpp', 'window'],
    ['tensorrt-llm', 'ignored'],
    ['transformers', 'prompt+output'],
    ['transformers', 'ignored'],
    ['llama-cpp-python', 'window'],
  ] as const)('%s whose penalty covers %s', async (kind, scope) => {
    const { url } = await start({ kind, penalty: { scope } })
    const result = await preflight(await generatorOf(url))
    // An unknown server is told no penalty at all.
    expect(result.scope).toBe(kind === 'unknown' ? 'ignored' : scope)
    if (scope === 'window') expect(result.window).toBeGreaterThanOrEqual(50)
  })

  test('a window of 64 that begins with words instead of characters', async () => {
    const words = ['tree', 'leaf', 'root', 'bark', ...Array.from({ length: 90 }, (_, i) => `w${i}`), 'no']
    const respond = (input: string, tokens: number, penalty: number) => {
      const said: string[] = []
      for (let i = 0; i < tokens; i++) {
        const recent = [...input.split(/\W+/), ...said].slice(-64)
        const score = (word: string) => (20 - words.indexOf(word) * 0.1) / (recent.includes(word) ? penalty : 1)
        said.push(words.reduce((best, next) => (score(next) > score(best) ? next : best)))
      }
      return said.join(' ')
    }
    const { url } = await start({ kind: 'llama.cpp', respond })
    expect(await preflight(await generatorOf(url))).toMatchObject({ scope: 'window', window: 64 })
  })
})

const exchanges = 'server-exchanges'
describe.skipIf(!hasShared || !existsSync(sharedPath(exchanges)))('recorded exchanges of llama-server', () => {
  const recorded = (name: string) =>
    JSON.parse(readFileSync(sharedPath(`${exchanges}/llamacpp-v0.5.0-${name}.json`), 'utf8')) as {
      request: { path: string; body: Record<string, unknown> }
      status: number
      body: unknown
    }
  /** Answers as was recorded: GET by path, a generation by the exchange of that name. */
  async function replay(generation: string) {
    const gets = new Map(
      ['health', 'models', 'props', 'slots', 'notfound'].map((name) => [recorded(name).request.path, recorded(name)]),
    )
    const bodies: Record<string, unknown>[] = []
    const server = createServer((request, response) => {
      let text = ''
      request.on('data', (chunk) => {
        text += chunk
      })
      request.on('end', () => {
        if (request.method === 'POST') bodies.push(JSON.parse(text) as Record<string, unknown>)
        const { status, body } =
          request.method === 'POST' ? recorded(generation) : (gets.get(request.url ?? '') ?? recorded('notfound'))
        send(response, body, status)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    open.push({ close: () => server.close() })
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies }
  }

  test('it is found out, with its context and slots', async () => {
    const { url } = await replay('chat_exact')
    expect(await detectServer(url)).toMatchObject({
      kind: 'llama.cpp',
      model: 'tiny-const',
      contextLength: 2048,
      slots: 2,
    })
  })

  test('what is sent is what gave the reference pattern', async () => {
    const { url, bodies } = await replay('chat_exact')
    const generation = await (await generatorOf(url)).generate('a', { repetitionPenalty: 1.1, maxTokens: 8 })
    const { verbose: _, ...exact } = recorded('chat_exact').request.body
    expect(generation).toEqual({
      text: 'baaaaaaa',
      finishReason: 'length',
      usage: { promptTokens: 21, completionTokens: 8 },
    })
    expect(bodies[0]).toMatchObject(exact)
  })

  test('a rendered prompt', async () => {
    const { url } = await replay('completions')
    const generator = await generatorOf(url, { promptTemplate: '{input}' })
    expect(await generator.generate('a', { repetitionPenalty: 1.1, maxTokens: 8 })).toMatchObject({
      text: 'baaaaaaa',
      finishReason: 'length',
    })
  })

  test.each([
    ['err_ctx', 'context-exceeded'],
    ['err_type', 'bad-request'],
    ['err_last_n_minus1', 'bad-request'],
  ])('%s', async (name, reason) => {
    const { url } = await replay(name)
    await expect((await generatorOf(url)).generate('a', decodings.paper)).rejects.toMatchObject({
      name: 'ChatError',
      reason,
    })
  })
})
