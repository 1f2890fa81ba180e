import { expect, test } from 'vitest'
import { aiSdkClient, type ChatClient, type ChatErrorReason, chatClient, openaiClient } from '../../src/llm/index.js'

// That this file compiles is the test of types: each `@ts-expect-error` is an error that a user is to get.

// The models of @ai-sdk/provider 2, 3 and 4, as its declarations had them in late 2026, as far as a call without tools goes. The real ones are compiled in
// tests/llm/ai-sdk.hosts.test.ts.
type Options = Record<string, Record<string, unknown>>
interface CallOptions {
  prompt: (
    | { role: 'system'; content: string; providerOptions?: Options }
    | {
        role: 'user'
        content: ({ type: 'text'; text: string } | { type: 'file'; data: Uint8Array; mediaType: string })[]
      }
    | { role: 'assistant'; content: ({ type: 'text'; text: string } | { type: 'reasoning'; text: string })[] }
    | { role: 'tool'; content: { type: 'tool-result'; toolCallId: string }[] }
  )[]
  maxOutputTokens?: number
  temperature?: number
  responseFormat?: { type: 'text' } | { type: 'json'; schema?: { type?: string; enum?: unknown[] }; name?: string }
  seed?: number
  abortSignal?: AbortSignal
  headers?: Record<string, string | undefined>
}
type Content =
  | { type: 'text'; text: string }
  | { type: 'file'; data: Uint8Array }
  | { type: 'tool-call'; input: string }
interface ModelV2 {
  readonly specificationVersion: 'v2'
  readonly provider: string
  readonly modelId: string
  doGenerate(options: CallOptions & { providerOptions?: Options }): PromiseLike<{
    content: Content[]
    finishReason: 'stop' | 'length' | 'content-filter' | 'unknown'
    usage: { inputTokens: number | undefined; outputTokens: number | undefined; totalTokens: number | undefined }
    response?: { modelId?: string; timestamp?: Date }
  }>
}
interface ModelV3 {
  readonly specificationVersion: 'v3' | 'v4'
  readonly provider: string
  readonly modelId: string
  doGenerate(options: CallOptions & { providerOptions?: Options }): PromiseLike<{
    content: Content[]
    structuredOutputText?: string
    finishReason: { unified: 'stop' | 'length' | 'content-filter' | 'other'; raw: string | undefined }
    usage: {
      inputTokens: { total: number | undefined; cacheRead: number | undefined }
      outputTokens: { total: number | undefined; reasoning: number | undefined }
    }
    response?: { modelId?: string; body?: unknown }
  }>
}

const base = { provider: 'p', modelId: 'm' }
const v2: ModelV2 = {
  ...base,
  specificationVersion: 'v2',
  doGenerate: async () => ({
    content: [{ type: 'text', text: '1' }],
    finishReason: 'stop',
    usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 },
  }),
}
const v3: ModelV3 = {
  ...base,
  specificationVersion: 'v3',
  doGenerate: async () => ({
    content: [{ type: 'text', text: '1' }],
    finishReason: { unified: 'stop', raw: 'end_turn' },
    usage: { inputTokens: { total: 1, cacheRead: 0 }, outputTokens: { total: 2, reasoning: 0 } },
  }),
}

test('models of the AI SDK as they are', async () => {
  const clients: ChatClient[] = [aiSdkClient(v2), aiSdkClient(v3, { providerOptions: { p: { effort: 'low' } } })]
  for (const client of clients) {
    const { text, usage } = await client.complete({ messages: [], maxTokens: 1 })
    expect([text, usage]).toEqual(['1', { promptTokens: 1, completionTokens: 2 }])
  }
  // @ts-expect-error: a name is no model
  expect(() => aiSdkClient('anthropic/claude')).toThrow(TypeError)
})

test('any function, with as little as it gives', async () => {
  const texts = [
    chatClient({ model: 'm', run: () => '1' }),
    chatClient({ model: 'm', run: async ([first], { maxTokens }) => `${first?.role} ${maxTokens}` }),
    chatClient({ model: 'm', run: () => ({ text: null, usage: null, finishReason: null }) }),
  ].map(async (client) => (await client.complete({ messages: [{ role: 'user', content: '?' }], maxTokens: 5 })).text)
  expect(await Promise.all(texts)).toEqual(['1', 'user 5', ''])
  // @ts-expect-error: a number is no answer
  chatClient({ model: 'm', run: () => 1 })
  // @ts-expect-error: a model has a name
  expect(() => chatClient({ run: () => '1' })).toThrow(TypeError)
})

test('options of openaiClient', () => {
  const headers: Record<string, string | null> = { 'x-title': 'a', 'user-agent': null }
  const client = openaiClient({ model: 'm', headers, fetch: globalThis.fetch, extraBody: { top_k: 1 }, omit: ['seed'] })
  expect(Object.keys(client.settings ?? {})).toEqual(['headers', 'fetch', 'extraBody', 'omit'])
  // @ts-expect-error: a header is a text
  openaiClient({ model: 'm', headers: { 'x-title': 1 } })
  // @ts-expect-error: a typo
  openaiClient({ model: 'm', omitt: ['seed'] })
})

test('reasons are known words', () => {
  const known: ChatErrorReason = 'rate-limited'
  // @ts-expect-error: a typo
  const typo: ChatErrorReason = 'rate-limitted'
  expect(known).not.toBe(typo)
})
