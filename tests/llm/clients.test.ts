import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { relevanceJudge } from '../../src/index.js'
import {
  type AiSdkCall,
  aiSdkClient,
  type ChatClient,
  type ChatRequest,
  cached,
  chatClient,
  memoryStore,
  metered,
  openaiClient,
} from '../../src/llm/index.js'
import { type ChatCall, chatServer, sendJson } from '../support/chat-server.js'

/** What a model does with a call: answers, or fails with a status. */
interface Act {
  text?: string
  /** As the vendor says it. */
  finish?: string
  usage?: { prompt?: number; completion?: number }
  status?: number
  code?: string
  message?: string
  headers?: Record<string, string>
  hangs?: boolean
}

const key = 'a-Secret-key-4711'
const limits = { retries: 1, timeout: 5_000, concurrency: 4 }

let act: (call: number) => Act = () => ({ text: '1' })
let calls = 0
let seen: unknown

let server: Awaited<ReturnType<typeof chatServer>>
beforeAll(async () => {
  process.env.VENDOR_API_KEY = key
  server = await chatServer(({ body, response }: ChatCall) => {
    seen = body
    const { text = '', finish = 'stop', usage, status, code, message, headers, hangs } = act(++calls)
    if (hangs) return
    if (status !== undefined) return sendJson(response, { error: { message, code } }, status, headers)
    sendJson(response, {
      model: 'm-1',
      choices: [{ finish_reason: finish, message: { role: 'assistant', content: text } }],
      ...(usage && { usage: { prompt_tokens: usage.prompt, completion_tokens: usage.completion } }),
    })
  })
})
afterAll(() => {
  delete process.env.VENDOR_API_KEY
  server.close()
})

/** An error as the AI SDK, or a vendor's own SDK, throws it. */
function thrown({ status, code, message, headers }: Act, how: 'ai-sdk' | 'vendor'): Error {
  const body = { type: 'error', error: { message, code } }
  return Object.assign(
    new Error(`${status} ${message}`),
    how === 'ai-sdk'
      ? {
          name: 'AI_APICallError',
          statusCode: status,
          responseBody: JSON.stringify(body),
          data: body,
          responseHeaders: headers,
        }
      : { status, error: body, headers: new Headers(headers) },
  )
}

function forever(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
}

/** A model of the AI SDK, in the shape of one of its specifications. */
function aiSdkModel(specificationVersion: 'v2' | 'v3' | 'v4') {
  const old = specificationVersion === 'v2'
  const unified: Record<string, string> = { stop: 'stop', length: 'length', content_filter: 'content-filter' }
  return {
    specificationVersion,
    provider: 'vendor.messages',
    modelId: 'm',
    supportedUrls: {},
    doGenerate: async (call: AiSdkCall) => {
      seen = call
      const did = act(++calls)
      if (did.hangs) return forever(call.abortSignal)
      if (did.status !== undefined) throw thrown(did, 'ai-sdk')
      const reason = unified[did.finish ?? 'stop'] ?? 'other'
      return {
        content: [
          { type: 'reasoning', text: 'Hmm, 0?' },
          { type: 'text', text: did.text ?? '' },
        ],
        finishReason: old ? reason : { unified: reason, raw: did.finish },
        usage: old
          ? { inputTokens: did.usage?.prompt, outputTokens: did.usage?.completion }
          : { inputTokens: { total: did.usage?.prompt }, outputTokens: { total: did.usage?.completion } },
        response: { modelId: 'm-1' },
        warnings: [],
      }
    },
  }
}

const clients: Record<string, () => ChatClient> = {
  openaiClient: () => openaiClient({ model: 'm', baseURL: server.url, apiKey: key, ...limits }),
  'aiSdkClient, v2': () => aiSdkClient(aiSdkModel('v2') as never, limits),
  'aiSdkClient, v3': () => aiSdkClient(aiSdkModel('v3') as never, limits),
  'aiSdkClient, v4': () => aiSdkClient(aiSdkModel('v4') as never, limits),
  chatClient: () =>
    chatClient({
      model: 'm',
      ...limits,
      run: async (messages, { signal, ...options }) => {
        seen = { messages, ...options }
        const { text, finish, usage, status, hangs, ...rest } = act(++calls)
        if (hangs) return forever(signal)
        if (status !== undefined) throw thrown({ status, ...rest }, 'vendor')
        return {
          text,
          model: 'm-1',
          ...(finish !== undefined && { finishReason: finish }),
          ...(usage !== undefined && { usage: { promptTokens: usage.prompt, completionTokens: usage.completion } }),
        }
      },
    }),
}

const request: ChatRequest = {
  messages: [
    { role: 'system', content: 'Judge.' },
    { role: 'user', content: 'Is it?' },
    { role: 'assistant', content: 'Perhaps.' },
    { role: 'user', content: 'Say 0 or 1.' },
  ],
  maxTokens: 64,
}

describe.each(Object.entries(clients))('%s', (name, make) => {
  const ask = (does: Act | ((call: number) => Act), wanted: Partial<ChatRequest> = {}, signal?: AbortSignal) => {
    calls = 0
    act = typeof does === 'function' ? does : () => does
    return make().complete({ ...request, ...wanted }, signal === undefined ? {} : { signal })
  }

  test('answers with text, end, model and what it cost; thinking is no part of the text', async () => {
    const usage = { prompt: 30, completion: 2 }
    const { decoding: _, thought: __, ...answer } = await ask({ text: '1', usage })
    expect(answer).toEqual({
      text: '1',
      finishReason: 'stop',
      model: 'm-1',
      usage: { promptTokens: 30, completionTokens: 2 },
    })
  })

  test('is asked greedily, for so many tokens, with all turns', async () => {
    await ask({ text: '1' })
    expect(seen).toMatchObject({ temperature: 0 })
    expect(JSON.stringify(seen)).toMatch(/Judge\..*Is it\?.*Perhaps\..*Say 0 or 1\./)
    expect(Object.values(seen as object)).toContain(64)
  })

  test('gets the schema that is asked for', async () => {
    const schema = { type: 'object', properties: { stars: { type: 'integer' } } }
    await ask({ text: '{"stars":3}' }, { responseFormat: { type: 'json-schema', name: 'rating', schema } })
    expect(JSON.stringify(seen)).toContain(JSON.stringify(schema))
    await ask({ text: '{"stars":3}' }, { responseFormat: { type: 'json-object' } })
    expect(JSON.stringify(seen)).toMatch(/"json/)
  })

  test.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['content_filter', 'refusal'],
    ['tool_calls', 'other'],
  ])('an answer that ends by %s: %s', async (finish, finishReason) => {
    expect(await ask({ text: '1', finish })).toMatchObject({ text: '1', finishReason })
  })

  test('a count that nobody gives is not 0, and a cost of half of it is no cost of all', async () => {
    expect(await ask({ text: '1' })).not.toHaveProperty('usage')
    expect((await ask({ text: '1', usage: { prompt: 30 } })).usage).toEqual({ promptTokens: 30 })
  })

  test.each<[reason: string, does: Act, calls: number]>([
    ['unauthorized', { status: 401, message: 'no such key' }, 1],
    ['bad-request', { status: 404, message: 'no such model' }, 1],
    ['refusal', { status: 400, code: 'content_filter', message: 'filtered' }, 1],
    ['context-exceeded', { status: 400, message: 'prompt is too long: 210000 tokens > 200000 maximum' }, 1],
    ['rate-limited', { status: 429, message: 'slow down', headers: { 'retry-after': '0' } }, 2],
    ['server-error', { status: 529, message: 'Overloaded' }, 2],
  ])('%s', async (reason, does, times) => {
    await expect(ask(does)).rejects.toMatchObject({ name: 'ChatError', reason, status: does.status })
    expect(calls).toBe(times)
  })

  test('what passes is tried again, and waits as long as it is told to', async () => {
    const busy = { status: 429, message: 'slow down', headers: { 'retry-after-ms': '50' } }
    expect(await ask((call) => (call === 1 ? busy : { text: '1' }))).toMatchObject({ text: '1' })
    expect(calls).toBe(2)
  })

  test('a key that is quoted gets into no error and no answer', async () => {
    const quoted = `the key "${key}" has no rights`
    await expect(ask({ status: 401, message: quoted })).rejects.toMatchObject({
      message: expect.stringMatching(/the key "\(key\)" has no rights$/),
    })
    expect((await ask({ text: `As ${key}: 1` })).text).toBe('As (key): 1')
  })

  test('an abort rejects with its reason, before and during a call', async () => {
    const reason = new Error('enough')
    await expect(ask({ text: '1' }, {}, AbortSignal.abort(reason))).rejects.toBe(reason)
    const controller = new AbortController()
    const asked = ask({ hangs: true }, {}, controller.signal)
    setTimeout(() => controller.abort(reason), 20)
    await expect(asked).rejects.toBe(reason)
  })

  test('says what it is: one line, and wrappers pass it on', async () => {
    const client = make()
    const wrapped = metered(cached(client, memoryStore()))
    expect(await client.identity()).toMatch(/^m\b[^\n]*$/)
    expect([wrapped.model, wrapped.concurrency, wrapped.settings]).toEqual([client.model, 4, client.settings])
    expect(await wrapped.identity()).toBe(await client.identity())
    expect(JSON.stringify([await client.identity(), client.settings])).not.toContain(key)
  })

  test('judges', async () => {
    act = () => ({ text: '1', usage: { prompt: 30, completion: 2 } })
    const score = await relevanceJudge({ client: make() })({ input: 'Où ?', output: 'Là.' })
    expect(score).toMatchObject({ score: 1, metadata: { model: 'm-1', usage: { promptTokens: 30 } } })
    act = () => ({ status: 400, message: `${name} does not like it` })
    expect(await relevanceJudge({ client: make() })({ input: 'Où ?', output: 'Là.' })).toMatchObject({
      status: 'failed',
      reason: 'bad-request',
    })
  })
})

describe('a deadline', () => {
  test.each(['aiSdkClient, v3', 'chatClient'])('%s', async (name) => {
    act = () => ({ hangs: true })
    const hanging = { retries: 0, timeout: 30 }
    const model = aiSdkModel('v3') as never
    const client =
      name === 'chatClient'
        ? chatClient({ model: 'm', run: () => new Promise(() => {}), ...hanging })
        : aiSdkClient(model, hanging)
    await expect(client.complete(request)).rejects.toMatchObject({ reason: 'timeout' })
  })
})

describe('chatClient', () => {
  const complete = (run: Parameters<typeof chatClient>[0]['run']) =>
    chatClient({ model: 'm', run, retries: 0 }).complete(request)

  test('a text alone is a whole answer; none is an empty one', async () => {
    expect(await complete(() => '1')).toEqual({ text: '1', finishReason: 'stop', model: 'm' })
    expect(await complete(() => ({ text: null, finishReason: 'max_tokens' }))).toMatchObject({
      text: '',
      finishReason: 'length',
    })
  })

  test.each<[string, unknown, object]>([
    [
      'a refused connection',
      Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } }),
      { reason: 'unreachable' },
    ],
    [
      'an SDK’s own word for it',
      Object.assign(new Error('Connection error.'), { name: 'APIConnectionError' }),
      { reason: 'unreachable' },
    ],
    ['a timeout of the function’s own', new DOMException('too slow', 'TimeoutError'), { reason: 'timeout' }],
    [
      'AWS’s place for a status',
      Object.assign(new Error('slow down'), { $metadata: { httpStatusCode: 429 } }),
      { reason: 'rate-limited' },
    ],
    ['a bug of its own', new RangeError('index 3'), { name: 'RangeError', message: 'index 3' }],
    ['a bug that tells the key', new RangeError(`index ${key}`), { message: 'index (key)' }],
    ['what is no error', 'out of order', { message: 'out of order' }],
  ])('%s', async (_, error, expected) => {
    await expect(complete(() => Promise.reject(error))).rejects.toMatchObject(expected)
  })

  test('its text and its settings are in the identity, and not what may be a key', async () => {
    const identity = (settings?: object) => {
      const given = settings === undefined ? {} : { settings: settings as Record<string, unknown> }
      return chatClient({ model: 'm', run: () => '1', ...given }).identity()
    }
    const all = [await identity(), await identity({ region: 'eu' }), await identity({ region: 'us' })]
    all.push(await chatClient({ model: 'm', run: () => '0' }).identity())
    expect(new Set(all).size).toBe(4)
    expect(await identity({ apiKey: 'one' })).toBe(await identity({ apiKey: 'another' }))
    const relevance = relevanceJudge({ client: chatClient({ model: 'm', run: () => '1', settings: { region: 'eu' } }) })
    expect((await relevance.signature?.())?.relevance).toMatch(/^m#[0-9a-f]{8},run=function#[0-9a-f]{8},region=eu$/)
  })

  test('needs a name and a function', () => {
    expect(() => chatClient({ run: () => '1' } as never)).toThrow(TypeError)
    expect(() => chatClient({ model: 'm' } as never)).toThrow(TypeError)
  })
})

describe('aiSdkClient', () => {
  test('where a model says which text is the answer, it is that one', async () => {
    const model = {
      ...aiSdkModel('v4'),
      doGenerate: async () => ({
        content: [{ type: 'text', text: 'A draft.' }],
        structuredOutputText: '{"stars":3}',
        finishReason: { unified: 'stop' },
        usage: { inputTokens: undefined, outputTokens: undefined },
      }),
    }
    expect((await aiSdkClient(model).complete(request)).text).toBe('{"stars":3}')
  })

  test.each<[string, object, string]>([
    ['no key', { name: 'AI_LoadAPIKeyError' }, 'unauthorized'],
    ['an answer that is none', { name: 'AI_APICallError', statusCode: 200 }, 'malformed-response'],
    ['what the provider cannot do', { name: 'AI_UnsupportedFunctionalityError' }, 'bad-request'],
  ])('%s', async (_, error, reason) => {
    const doGenerate = async () => Promise.reject(Object.assign(new Error('no'), error))
    const client = aiSdkClient({ ...aiSdkModel('v3'), doGenerate } as never, { retries: 0 })
    await expect(client.complete(request)).rejects.toMatchObject({ name: 'ChatError', reason })
  })

  test('provider and options are in the identity, and not what may be a key', async () => {
    const identity = (provider: string, options?: object) => {
      const given = options === undefined ? {} : { providerOptions: { vendor: options as Record<string, unknown> } }
      return aiSdkClient({ ...aiSdkModel('v3'), provider } as never, given).identity()
    }
    const all = [identity('a'), identity('b'), identity('a', { effort: 'low' }), identity('a', { effort: 'high' })]
    expect(new Set(await Promise.all(all)).size).toBe(4)
    expect(await identity('a', { apiKey: 'one' })).toBe(await identity('a', { apiKey: 'another' }))
  })

  test.each<[string, unknown]>([
    ['as they are', { 'x-api-key': 'given-Key-1234', 'anthropic-version': '2023-06-01' }],
    ['by a function', () => ({ authorization: 'Bearer given-Key-1234' })],
    ['by a promise', async () => ({ 'x-goog-api-key': 'given-Key-1234' })],
  ])('a key that the provider was given is known by its headers: %s', async (_, headers) => {
    act = () => ({ text: 'As given-Key-1234: 1' })
    const client = aiSdkClient({ ...aiSdkModel('v3'), config: { headers } } as never)
    expect((await client.complete(request)).text).toBe('As (key): 1')
    act = () => ({ status: 401, message: 'no such key: given-Key-1234' })
    await expect(client.complete(request)).rejects.toMatchObject({ message: expect.not.stringContaining('given-Key') })
  })

  test('what a provider leaves out is not greedy', async () => {
    const leaving = (warnings: object[]) => ({
      ...aiSdkModel('v3'),
      doGenerate: async () => ({
        content: [{ type: 'text', text: '1' }],
        finishReason: { unified: 'stop' },
        usage: { inputTokens: undefined, outputTokens: undefined },
        warnings: warnings as { type: string }[],
      }),
    })
    const decoding = async (...warnings: object[]) => (await aiSdkClient(leaving(warnings)).complete(request)).decoding
    expect(await decoding()).toBe('greedy')
    expect(await decoding({ type: 'unsupported', feature: 'temperature' })).toBe('temperature:default')
    expect(await decoding({ type: 'unsupported-setting', setting: 'temperature' })).toBe('temperature:default')
    expect(await decoding({ type: 'other', message: 'by the way' })).toBe('greedy')
  })

  test('a temperature that the endpoint refuses is not sent again', async () => {
    act = () =>
      (seen as AiSdkCall).temperature === 0
        ? { status: 400, message: "'temperature' does not support 0 with this model" }
        : { text: '1' }
    const client = aiSdkClient(aiSdkModel('v3') as never, limits)
    calls = 0
    expect(await client.complete(request)).toMatchObject({ text: '1', decoding: 'temperature:default' })
    expect(await client.complete(request)).toMatchObject({ text: '1', decoding: 'temperature:default' })
    expect(calls).toBe(3)
  })

  test('what it cannot be told is an error, and not left out', async () => {
    act = () => ({ text: '1' })
    const refused = { reason: 'bad-request' }
    const [old, now] = [aiSdkClient(aiSdkModel('v3') as never), aiSdkClient(aiSdkModel('v4') as never)]
    await expect(now.complete({ ...request, extraBody: { top_k: 1 } })).rejects.toMatchObject(refused)
    await expect(old.complete({ ...request, reasoningEffort: 'low' })).rejects.toMatchObject(refused)
    await now.complete({ ...request, reasoningEffort: 'low' })
    expect(seen).toMatchObject({ reasoning: 'low' })
  })

  test('options of the provider go to the provider', async () => {
    act = () => ({ text: '1' })
    const providerOptions = { vendor: { effort: 'low' } }
    await aiSdkClient(aiSdkModel('v3') as never, { providerOptions }).complete(request)
    expect(seen).toMatchObject({ providerOptions })
  })

  test.each([
    ['the name of a model', 'anthropic/claude-sonnet-4.5'],
    ['nothing', undefined],
    ['a later specification', { ...aiSdkModel('v3'), specificationVersion: 'v5' }],
  ])('%s is no model', (_, model) => {
    expect(() => aiSdkClient(model as never)).toThrow(TypeError)
  })
})
