import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { relevanceJudge } from '../../src/index.js'
import { cached, memoryStore, type OpenaiClientOptions, openaiClient } from '../../src/llm/index.js'
import { type ChatCall, chatServer, completion, sendJson } from '../support/chat-server.js'

const request = { messages: [{ role: 'user' as const, content: 'x' }], maxTokens: 8 }
let server: Awaited<ReturnType<typeof chatServer>>
let seen: ChatCall[] = []
beforeAll(async () => {
  server = await chatServer((call) => {
    seen.push(call)
    const token = String(call.request.headers['x-gateway-token'])
    sendJson(call.response, completion(call.prompt === 'echo' ? `1 ${token} ${String(call.body.api_key)}` : '1'))
  })
})
afterAll(() => server.close())
beforeEach(() => {
  seen = []
})

const make = (options: Partial<OpenaiClientOptions> = {}) =>
  openaiClient({ model: 'm', baseURL: server.url, apiKey: 'k', ...options })

test('headers go along, and instead of the usual ones', async () => {
  const headers = { 'X-Title': 'evaluation', Authorization: 'Basic abc', 'User-Agent': null }
  await make({ headers }).complete(request)
  expect(seen[0]?.request.headers).toMatchObject({ 'x-title': 'evaluation', authorization: 'Basic abc' })
  expect(seen[0]?.request.headers['user-agent'] ?? '').not.toMatch(/OpenAI/)
})

test('extraBody goes over what the client says, and omit takes away', async () => {
  const options = {
    extraBody: { reasoning_effort: 'low', top_p: 0.5 },
    omit: ['presence_penalty', 'frequency_penalty'],
  }
  await make(options).complete(request)
  expect(seen[0]?.body).toEqual({
    model: 'm',
    messages: request.messages,
    temperature: 0,
    top_p: 0.5,
    reasoning_effort: 'low',
    max_tokens: 8,
  })
})

test('a fetch of one’s own makes the calls', async () => {
  const addresses: string[] = []
  const client = make({
    fetch: (url, init) => {
      addresses.push(String(url))
      return globalThis.fetch(url, init)
    },
  })
  expect((await client.complete(request)).text).toBe('1')
  expect(addresses).toEqual([`${server.url}/models`, `${server.url}/chat/completions`])
})

test('a query of the address goes with every call', async () => {
  const addresses: string[] = []
  const client = make({
    baseURL: `${server.url}?api-version=2024-10-21`,
    fetch: async (url, init) => {
      addresses.push(String(url))
      return globalThis.fetch(url, init)
    },
  })
  await client.complete(request)
  expect(addresses.map((address) => new URL(address).search)).toEqual(Array(2).fill('?api-version=2024-10-21'))
  expect(addresses.map((address) => new URL(address).pathname)).toEqual(['/v1/models', '/v1/chat/completions'])
})

/** Each can change an answer. */
const variants: Partial<OpenaiClientOptions>[] = [
  {},
  { model: 'other' },
  { headers: { 'X-Title': 'a' } },
  { headers: { 'X-Route': 'a' } },
  { fetch: (url, init) => globalThis.fetch(url, init) },
  { fetch: async (url, init) => globalThis.fetch(url, { ...init, redirect: 'error' }) },
  { extraBody: { reasoning_effort: 'low' } },
  { extraBody: { reasoning_effort: 'high' } },
  { omit: ['temperature'] },
  { omit: ['temperature', 'top_p'] },
]

test('no two choices of options share an identity, or a signature', async () => {
  const identities = await Promise.all(variants.map((options) => make(options).identity()))
  expect(new Set(identities).size).toBe(variants.length)
  const signatures = variants.map(async (options) => relevanceJudge({ client: make(options) }).signature?.())
  expect(new Set((await Promise.all(signatures)).map((each) => each?.relevance)).size).toBe(variants.length)
})

test('a cache keeps the answers of two of them apart', async () => {
  const store = memoryStore()
  const ask = async (options: Partial<OpenaiClientOptions>) => cached(make(options), store).complete(request)
  await ask({})
  expect((await ask({})).cached).toBe(true)
  expect((await ask({ omit: ['top_p'] })).cached).toBeUndefined()
  expect((await ask({ omit: ['top_p'] })).cached).toBe(true)
})

test('what may be a key is in no identity, no signature and no answer', async () => {
  const options = (secret: string) => ({
    headers: { 'X-Gateway-Token': secret },
    extraBody: { api_key: `${secret}-2`, user: 'me' },
  })
  const [a, b] = [make(options('Tok-111-Aa')), make(options('Tok-222-Bb'))]
  expect(await a.identity()).toBe(await b.identity())
  const told = JSON.stringify([await a.identity(), a.settings, await relevanceJudge({ client: a }).signature?.()])
  expect(told).not.toContain('Tok-111')
  expect(told).toContain('x-gateway-token')
  const { text } = await a.complete({ ...request, messages: [{ role: 'user', content: 'echo' }] })
  expect(text).toBe('1 (key) (key)')
})

test.each<[string, Partial<OpenaiClientOptions>]>([
  ['messages cannot be left out', { omit: ['messages'] }],
  ['omit is a list', { omit: 'top_p' as never }],
])('%s', (_, options) => {
  expect(() => make(options)).toThrow(TypeError)
})
