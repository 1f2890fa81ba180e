import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { relevanceJudge, sixCriteriaJudge } from '../../src/index.js'
import type { ChatRequest } from '../../src/llm/chat-client.js'
import { openaiClient } from '../../src/llm/openai.js'
import { hasShared, sharedPath } from '../support/shared.js'

interface Exchange {
  request: { path: string; body: Record<string, unknown> | null }
  status: number
  headers: Record<string, string>
  body: Record<string, unknown>
}

function recorded(name: string): Exchange {
  return JSON.parse(readFileSync(sharedPath(`server-exchanges/llamacpp-v0.5.0-${name}.json`), 'utf8')) as Exchange
}

/** What the next chat gets, and what the last one sent. */
let answer = ''
let sent: Record<string, unknown> = {}
let baseURL = ''

// Replays what a real llama-server 0.5.0 said.
const server = createServer((request, response) => {
  let text = ''
  request.on('data', (chunk) => {
    text += chunk
  })
  request.on('end', () => {
    const name =
      request.url === '/v1/models'
        ? 'models'
        : request.url === '/props'
          ? 'props'
          : request.method === 'POST'
            ? answer
            : 'notfound'
    if (request.method === 'POST') sent = JSON.parse(text)
    const { status, headers, body } = recorded(name)
    response.writeHead(status, { 'content-type': headers['content-type'] ?? 'application/json', server: 'llama.cpp' })
    response.end(JSON.stringify(body))
  })
})
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const request: ChatRequest = { messages: [{ role: 'user', content: 'a' }], maxTokens: 8 }
const sample = { input: 'a', output: 'b' }
const client = () => openaiClient({ model: 'tiny-const', baseURL, retries: 0 })

describe.skipIf(!hasShared)('recorded exchanges of llama-server 0.5.0 (needs ../shared)', () => {
  test('a chat: text, end, tokens, fingerprint', async () => {
    answer = 'chat_exact'
    expect(await client().complete(request)).toMatchObject({
      text: 'baaaaaaa',
      finishReason: 'length',
      usage: { promptTokens: 21, completionTokens: 8 },
      model: 'tiny-const',
      fingerprint: 'b1-de3ff81',
    })
    expect(sent).toMatchObject({ model: 'tiny-const', temperature: 0, max_tokens: 8 })
  })

  test('who the server is: the model, and the build', async () => {
    const { build_info: build } = recorded('props').body
    const identity = await client().identity()
    expect(identity).toMatch(/^tiny-const 127\.0\.0\.1:\d+\/v1 llamacpp /)
    expect(identity).toContain(String(build))
  })

  test('a judge’s log-probabilities: constrained by grammar, P(1) from the alternatives told', async () => {
    answer = 'judge_logprobs'
    const score = await relevanceJudge({ client: client(), probability: true })(sample)
    expect(sent).toMatchObject({
      grammar: expect.stringMatching(/^root ::= /),
      logprobs: true,
      top_logprobs: 10,
      max_tokens: 4096,
    })
    expect(score).toMatchObject({ status: 'scored', score: 0 })

    type Choice = { logprobs: { content: { top_logprobs: { token: string; logprob: number }[] }[] } }
    const [choice] = recorded('judge_logprobs').body.choices as Choice[]
    const top = choice?.logprobs.content[0]?.top_logprobs ?? []
    const logprob = (digit: string) => top.find(({ token }) => token === digit)?.logprob
    const [zero, one] = [logprob('0'), logprob('1')]
    const expected = zero === undefined || one === undefined ? null : Math.exp(one) / (Math.exp(zero) + Math.exp(one))
    if (expected === null) expect(score.metadata.probability).toBeNull()
    else expect(score.metadata.probability).toBeCloseTo(expected, 12)
  })

  test('JSON by schema that ran into the limit while padding is read all the same; without the criteria it is truncated', async () => {
    answer = 'json_schema'
    const { text, finishReason } = await client().complete({ ...request, responseFormat: { type: 'json-object' } })
    expect([finishReason, text.replace(/\s/g, '').startsWith('{"relevant":0')]).toEqual(['length', true])
    const scores = await sixCriteriaJudge({ client: client() })(sample)
    expect(sent.response_format).toMatchObject({ type: 'json_schema' })
    for (const score of scores) expect(score).toMatchObject({ status: 'failed', score: null, reason: 'truncated' })
  })

  test.each([
    ['err_ctx', 'context-exceeded', /5020 .*2048/],
    ['err_type', 'bad-request', /type must be number/],
  ])('%s is %s, with what the server said', async (name, reason, message) => {
    answer = name
    const score = await relevanceJudge({ client: client() })(sample)
    expect(score).toMatchObject({
      status: 'failed',
      score: null,
      reason,
      metadata: { message: expect.stringMatching(message) },
    })
  })
})
