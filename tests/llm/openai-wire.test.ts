import { describe, expect, test } from 'vitest'
import type { ChatRequest } from '../../src/llm/chat-client.js'
import { requestBody } from '../../src/llm/openai-wire.js'
import { serverIdentity } from '../../src/llm/server-identity.js'

const request: ChatRequest = { messages: [{ role: 'user', content: 'x' }], maxTokens: 3 }
const choice: ChatRequest = { ...request, responseFormat: { type: 'choice', choices: ['0', '1'] }, topLogprobs: 5 }

describe('requestBody: what each server is sent', () => {
  test('greedy, with every knob said, and no penalty', () => {
    expect(requestBody('m', request, undefined)).toEqual({
      model: 'm',
      messages: request.messages,
      temperature: 0,
      top_p: 1,
      presence_penalty: 0,
      frequency_penalty: 0,
      max_tokens: 3,
    })
  })

  test.each<[dialect: string | undefined, expected: object, absent: string]>([
    ['vllm', { repetition_penalty: 1, max_tokens: 3 }, 'max_completion_tokens'],
    ['sglang', { repetition_penalty: 1 }, 'max_completion_tokens'],
    ['api.openai.com', { max_completion_tokens: 3 }, 'max_tokens'],
    ['llamacpp', { max_tokens: 3 }, 'repetition_penalty'],
  ])('%s', (dialect, expected, absent) => {
    const body = requestBody('m', request, dialect)
    expect(body).toMatchObject(expected)
    expect(body).not.toHaveProperty(absent)
  })

  test.each<[dialect: string | undefined, expected: object]>([
    ['llamacpp', { grammar: expect.stringMatching(/^root ::=/), logprobs: true, top_logprobs: 5 }],
    ['vllm', { structured_outputs: { choice: ['0', '1'] } }],
    ['sglang', { regex: expect.any(String) }],
  ])('a choice is constrained by %s’s own means', (dialect, expected) => {
    expect(requestBody('m', choice, dialect)).toMatchObject(expected)
  })
})

describe('serverIdentity', () => {
  test('OpenAI’s own host is told by its name, others by what they say', async () => {
    const get = async () => ({ data: [{ id: 'm', owned_by: 'vllm' }] })
    expect((await serverIdentity('https://api.openai.com/v1', 'm', get)).dialect).toBe('api.openai.com')
    expect((await serverIdentity('http://127.0.0.1:8000/v1', 'm', get)).dialect).toBe('vllm')
  })
})
