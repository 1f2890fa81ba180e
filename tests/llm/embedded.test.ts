import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EmbeddedClient, embeddedClient } from '../../src/llm/index.js'
import { canLoad } from '../support/can-load.js'
import { writeConstantGguf, writeTinyGguf } from '../support/tiny-gguf.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-embedded-'))
const tiny = join(folder, 'tiny.gguf')
writeTinyGguf(tiny)
afterAll(() => rmSync(folder, { recursive: true }))

const ask = (content: string) => [{ role: 'user' as const, content }]
const schema = {
  type: 'object',
  properties: { Fluency: { type: 'integer', enum: [1, 2, 3] } },
  required: ['Fluency'],
  additionalProperties: false,
}

describe.skipIf(!canLoad)('embeddedClient', () => {
  let client: EmbeddedClient
  beforeAll(() => {
    client = embeddedClient({ modelPath: tiny })
  })
  afterAll(() => client.dispose())

  test('answers with one of the choices, with the log-probabilities of its tokens', async () => {
    const answer = await client.complete({
      messages: ask('0 or 1?'),
      maxTokens: 3,
      responseFormat: { type: 'choice', choices: ['0', '1'] },
      topLogprobs: 10,
    })
    expect(answer).toMatchObject({ finishReason: 'stop', model: 'tiny.gguf', usage: { completionTokens: 1 } })
    expect(['0', '1']).toContain(answer.text)
    const [token] = answer.logprobs ?? []
    expect(token?.token).toBe(answer.text)
    expect(token?.logprob).toBeLessThanOrEqual(0)
    expect(token?.top.length).toBeGreaterThan(0)
    expect(token?.top.length).toBeLessThanOrEqual(10)
  })

  test('keeps to a JSON schema', async () => {
    const { text } = await client.complete({
      messages: ask('How fluent is it?'),
      maxTokens: 200,
      responseFormat: { type: 'json-schema', name: 'fluency', schema },
    })
    expect([1, 2, 3]).toContain(JSON.parse(text).Fluency)
  })

  test('ends where the JSON ends, not in the line breaks that the grammar allows after it', async () => {
    const modelPath = join(folder, 'breaks.gguf')
    // Whatever else is possible: 3 before 2 before 1, and a line break wherever it may be; the end of the text never.
    writeConstantGguf(modelPath, { logits: { '\n': 4, '1': 1, '2': 2, '3': 3, '<|im_end|>': -9 } })
    const breaks = embeddedClient({ modelPath })
    const answer = await breaks
      .complete({
        messages: ask('How fluent is it?'),
        maxTokens: 200,
        responseFormat: { type: 'json-schema', name: 'fluency', schema },
      })
      .finally(() => breaks.dispose())
    expect(JSON.parse(answer.text)).toEqual({ Fluency: 3 })
    expect(answer.text).toMatch(/\}$/)
    expect(answer).toMatchObject({ finishReason: 'stop' })
    expect(answer.usage?.completionTokens).toBeLessThan(200)
  })

  test('is cut at the most tokens, and says so', async () => {
    const answer = await client.complete({ messages: ask('Go on.'), maxTokens: 5 })
    expect(answer.usage?.completionTokens).toBeLessThanOrEqual(5)
    if (answer.usage?.completionTokens === 5) expect(answer.finishReason).toBe('length')
  })

  test('answers alike whatever was asked before', async () => {
    const request = { messages: ask('Où est la gare ?'), maxTokens: 8 }
    const first = await client.complete(request)
    await client.complete({ messages: ask('Something else.'), maxTokens: 8 })
    expect((await client.complete(request)).text).toBe(first.text)
  })

  test('a prompt that does not fit is an error, not cut', async () => {
    await expect(client.complete({ messages: ask('x'.repeat(20_000)), maxTokens: 8 })).rejects.toMatchObject({
      name: 'ChatError',
      reason: 'context-exceeded',
    })
  })

  test('the identity names the file and its hash', async () => {
    expect(await client.identity()).toMatch(/^tiny\.gguf \d+ [0-9a-f]{16} node-llama-cpp \d+\.\d+\.\d+ gpu false$/)
  })

  test('an abort rejects with its reason', async () => {
    const reason = new Error('stop')
    const request = { messages: ask('Go on.'), maxTokens: 100 }
    await expect(client.complete(request, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })

  test('a file that is not there', async () => {
    const absent = embeddedClient({ modelPath: join(folder, 'absent.gguf') })
    await expect(absent.complete({ messages: ask('x'), maxTokens: 1 })).rejects.toThrow(
      /no model file at .*absent\.gguf/,
    )
  })
})

test('embeddedClient wants one of modelPath and modelUri', () => {
  expect(() => embeddedClient({} as never)).toThrow(TypeError)
  expect(() => embeddedClient({ modelPath: 'a.gguf', modelUri: 'hf:a/b' } as never)).toThrow(TypeError)
})
