import { describe, expect, test } from 'vitest'
import { evaluate, relevanceJudge, sixCriteriaJudge } from '../../src/index.js'
import { cached, memoryStore, openaiClient } from '../../src/llm/index.js'
import { type ChatCall, chatServer, completion, sendJson } from '../support/chat-server.js'
import { behave, type EndpointBehaviour, endpoints } from '../support/endpoints.js'

const stars = '{"Language":3,"Fluency":2,"Helpfulness":3,"Accuracy":3,"Logical coherence":3,"Harmlessness":3}'
const samples = Array.from({ length: 4 }, (_, i) => ({ id: `${i}`, input: 'Où est la gare ?', output: `Là, ${i}.` }))

/** What each endpoint's answers are by, in the end, and how many requests the first verdict took. */
const expected: Record<keyof typeof endpoints, [decoding: string, requests: number]> = {
  'the o-series, and GPT-5': [
    'temperature:default+frequency_penalty:default+max_tokens:max_completion_tokens+presence_penalty:default+top_p:default',
    5,
  ],
  'the same behind OpenRouter, which quotes it': [
    'temperature:default+frequency_penalty:default+max_tokens:max_completion_tokens+presence_penalty:default+top_p:default',
    5,
  ],
  'Claude behind a proxy': ['greedy+top_p:default', 2],
  'Claude behind LiteLLM, JSON within JSON': ['greedy+top_p:default', 2],
  'Claude that takes no temperature at all': ['temperature:default+top_p:default', 3],
  'Grok, whose error is a text': ['greedy+frequency_penalty:default+presence_penalty:default', 2],
  'Mistral, which names what it does not know': ['greedy+frequency_penalty:default+presence_penalty:default', 2],
  'a gateway before Bedrock': ['greedy+top_p:default', 2],
  'LiteLLM itself': ['greedy+frequency_penalty:default+presence_penalty:default+top_p:default', 2],
  'TGI, which takes no temperature of 0': ['temperature:0.01', 2],
  'a model whose answers are short': ['greedy+max_tokens:2000', 2],
  'a server whose context is short': ['greedy', 2],
  'a proxy that says nothing': [
    'temperature:default+frequency_penalty:default+max_tokens:max_completion_tokens+presence_penalty:default+top_p:default',
    4,
  ],
  'llama-cpp-python, to which a schema is an internal error': ['greedy', 1],
}

async function served<T>(
  behaviour: EndpointBehaviour,
  use: (url: string, calls: ChatCall[]) => Promise<T>,
): Promise<T> {
  const calls: ChatCall[] = []
  const server = await chatServer((call) => {
    calls.push(call)
    behave(behaviour, call, call.prompt.includes('relevance') ? '1' : stars)
  }, behaviour.owner)
  try {
    return await use(server.url, calls)
  } finally {
    server.close()
  }
}

describe.each(Object.entries(endpoints) as [keyof typeof endpoints, EndpointBehaviour][])('%s', (name, behaviour) => {
  const [decoding, requests] = expected[name]

  test('gives verdicts; what it does not take is found out once, and stands in the report', () =>
    served(behaviour, async (url, calls) => {
      const client = openaiClient({ model: 'm', baseURL: url, retries: 0 })
      const relevance = relevanceJudge({ client })
      const first = await relevance(samples[0] as { output: string })
      expect(first).toMatchObject({ status: 'scored', score: 1, metadata: { decoding } })
      expect(calls).toHaveLength(requests)

      const report = await evaluate(samples, { scorers: [relevance], wrongLanguage: 'include' })
      expect(report.groups[0]?.metrics.relevance).toMatchObject({ scored: 4, mean: 1 })
      expect(report.signature.decoding).toBe(decoding)
      // Where only the room for the answer is short, that is so for each prompt.
      const each = name === 'a server whose context is short' ? 2 : 1
      expect(calls).toHaveLength(requests + 4 * each)
    }))

  test('and the six criteria, by as strict a format as it takes', () =>
    served(behaviour, async (url) => {
      const client = openaiClient({ model: 'm', baseURL: url, retries: 0 })
      const report = await evaluate(samples, { scorers: [sixCriteriaJudge({ client })], wrongLanguage: 'include' })
      expect(report.groups[0]?.metrics.fluency).toMatchObject({ scored: 4, mean: 0.5 })
      const format = name.startsWith('llama-cpp-python') ? '+response_format:json-object' : ''
      expect(report.signature.decoding).toBe(decoding + format)
    }))
})

describe('a judge that thinks, behind vLLM’s reasoning parser', () => {
  const tokens = 2000
  const thinking: EndpointBehaviour = {
    source: 'BuilderIO/agent-native#4861',
    owner: 'vllm',
    refuses: () => undefined,
    answers: (content, { max_tokens, reasoning_effort }) => {
      const needed = reasoning_effort === 'low' ? 100 : tokens
      const reasoning_content = 'Okay, let me look at the task. '
      const isCut = Number(max_tokens) < needed
      const used = Math.min(Number(max_tokens), needed)
      const answer = completion(isCut ? null : content, isCut ? 'length' : 'stop', { reasoning_content })
      return { ...answer, usage: { prompt_tokens: 150, completion_tokens: used } }
    },
  }
  const sample = samples[0] as { output: string }
  const client = (baseURL: string) => openaiClient({ model: 'qwen3-8b', baseURL, retries: 0 })

  test('has room to think and to answer by default', () =>
    served(thinking, async (url) => {
      expect(await relevanceJudge({ client: client(url) })(sample)).toMatchObject({ score: 1 })
      expect((await sixCriteriaJudge({ client: client(url) })(sample)).map(({ score }) => score)).toContain(0.5)
    }))

  test('is truncated where its budget went into thinking, and the message says what helps', () =>
    served(thinking, async (url) => {
      const message =
        'the judge was still thinking when it was cut after 64 tokens: give the judge a higher maxTokens, or a lower reasoningEffort'
      for (const score of [
        await relevanceJudge({ client: client(url), maxTokens: 64 })(sample),
        ...(await sixCriteriaJudge({ client: client(url), maxTokens: 64 })(sample)),
      ]) {
        expect(score).toMatchObject({ status: 'failed', reason: 'truncated', metadata: { message } })
      }
    }))

  test('thinks as much as it is told to', () =>
    served(thinking, async (url, calls) => {
      const judge = relevanceJudge({
        client: client(url),
        maxTokens: 200,
        reasoningEffort: 'low',
        extraBody: { top_k: 1 },
      })
      expect(await judge(sample)).toMatchObject({ score: 1 })
      expect(calls[0]?.body).toMatchObject({ max_tokens: 200, reasoning_effort: 'low', top_k: 1 })
      expect((await judge.signature?.())?.relevance).toMatch(/,reasoningEffort=low,extraBody=.*,maxTokens=200$/)
    }))

  test.each([0, 1.5, Number.NaN])('%s is no number of tokens', (maxTokens) => {
    expect(() => relevanceJudge({ client: client('http://127.0.0.1:9'), maxTokens })).toThrow(RangeError)
  })
})

test('log-probabilities that a model does not tell: no probability, and a verdict', () => {
  const message = 'deepseek-reasoner does not support the parameter `logprobs`'
  const refuses = (body: ChatCall['body']) =>
    'logprobs' in body ? { status: 400, body: { error: { message } } } : undefined
  return served({ source: 'api-docs.deepseek.com', refuses }, async (url) => {
    const client = openaiClient({ model: 'm', baseURL: url, retries: 0 })
    const score = await relevanceJudge({ client, probability: true })(samples[0] as { output: string })
    expect(score).toMatchObject({ score: 1, metadata: { probability: null } })
    expect(score.metadata.decoding).toBe('greedy+logprobs:default+top_logprobs:default')
  })
})

test('an answer from a cache says how its model decoded', () =>
  served(endpoints['the o-series, and GPT-5'], async (url, calls) => {
    const store = memoryStore()
    const score = async () => {
      const client = cached(openaiClient({ model: 'm', baseURL: url, retries: 0 }), store)
      return evaluate(samples, { scorers: [relevanceJudge({ client })], wrongLanguage: 'include' })
    }
    const { signature } = await score()
    const asked = calls.length
    expect((await score()).signature).toEqual(signature)
    expect(calls).toHaveLength(asked)
  }))

describe('what is refused for what it is, and not for how it is asked', () => {
  const request = (content: string) => ({ messages: [{ role: 'user' as const, content }], maxTokens: 64 })

  test('a prompt that is turned down, in words of its own, changes nothing for the next', async () => {
    const bodies: ChatCall['body'][] = []
    const server = await chatServer(({ prompt, body, response }) => {
      bodies.push(body)
      const message = `invalid content in message 0: "${prompt}"`
      if (prompt.includes('turned down')) sendJson(response, { error: { message } }, 400)
      else sendJson(response, completion('1'))
    })
    const client = openaiClient({ model: 'm', baseURL: server.url, retries: 0 })
    const bad = 'turned down: temperature is not supported, use max_completion_tokens'
    for (let i = 0; i < 6; i += 1) {
      await expect(client.complete(request(bad))).rejects.toMatchObject({
        reason: 'bad-request',
        message: expect.stringContaining('turned down'),
      })
    }
    const before = bodies.length
    expect(await client.complete(request('and this?'))).toMatchObject({ text: '1', decoding: 'greedy' })
    expect(bodies.at(-1)).toMatchObject({ temperature: 0, max_tokens: 64, top_p: 1 })
    expect(before).toBeLessThan(50)
    // Once it has gone along, nothing is guessed any more.
    await expect(client.complete(request('turned down'))).rejects.toMatchObject({ reason: 'bad-request' })
    expect(bodies).toHaveLength(before + 2)
    server.close()
  })

  test('what the user has set is not conceded', async () => {
    const server = await chatServer(({ body, response }) => {
      const parameter = 'reasoning_effort' in body ? 'reasoning_effort' : 'top_p'
      const error = { message: `Unknown parameter: '${parameter}'.`, param: parameter }
      if (body[parameter] === 'low' || body[parameter] === 0.3) sendJson(response, { error }, 400)
      else sendJson(response, completion('1'))
    })
    const make = (options: object) => openaiClient({ model: 'm', baseURL: server.url, retries: 0, ...options })
    const refused = { reason: 'bad-request', parameter: expect.stringMatching(/^(?:top_p|reasoning_effort)$/) }
    await expect(make({ extraBody: { top_p: 0.3 } }).complete(request('?'))).rejects.toMatchObject(refused)
    const asked = { ...request('?'), reasoningEffort: 'low' }
    await expect(make({}).complete(asked)).rejects.toMatchObject(refused)
    server.close()
  })

  test('many at once find it out together', () =>
    served(endpoints['the o-series, and GPT-5'], async (url, calls) => {
      const client = openaiClient({ model: 'm', baseURL: url, retries: 0, concurrency: 32 })
      const all = await Promise.all(Array.from({ length: 32 }, () => client.complete(request('relevance?'))))
      for (const { text, decoding } of all)
        expect([text, decoding]).toEqual(['1', expected['the o-series, and GPT-5'][0]])
      expect(calls.length).toBeLessThanOrEqual(32 * 5)
      const before = calls.length
      await client.complete(request('relevance?'))
      expect(calls).toHaveLength(before + 1)
    }))

  test.each([301, 402, 404, 405])('an address that is none (%s) is asked once', async (status) => {
    const calls: ChatCall[] = []
    const server = await chatServer((call) => {
      calls.push(call)
      sendJson(call.response, { detail: 'no such thing as temperature' }, status)
    })
    const client = openaiClient({ model: 'm', baseURL: server.url, retries: 0 })
    await expect(client.complete(request('?'))).rejects.toMatchObject({ reason: 'bad-request', status })
    expect(calls).toHaveLength(1)
    server.close()
  })
})

test('Azure: a key of its own, a version in the address, and a filter that is a refusal', async () => {
  const seen: { url: string | undefined; key: unknown; authorization: unknown }[] = []
  const server = await chatServer(({ request: { url, headers }, prompt, response }) => {
    seen.push({ url, key: headers['api-key'], authorization: headers.authorization })
    if (!prompt.includes('violent')) return sendJson(response, completion('1'))
    const message = "The response was filtered due to the prompt triggering Azure OpenAI's content management policy."
    const innererror = { code: 'ResponsibleAIPolicyViolation', content_filter_result: { violence: { filtered: true } } }
    sendJson(
      response,
      { error: { message, type: null, param: 'prompt', code: 'content_filter', status: 400, innererror } },
      400,
    )
  })
  const client = openaiClient({
    model: 'gpt-4o',
    baseURL: `${server.url}/openai/deployments/judge?api-version=2024-10-21`,
    headers: { 'api-key': 'azure-key-12345', authorization: null },
    retries: 0,
  })
  const judge = relevanceJudge({ client })
  expect(await judge({ input: 'Quoi ?', output: 'Rien.' })).toMatchObject({ score: 1 })
  expect(seen[0]).toEqual({
    url: '/v1/openai/deployments/judge/chat/completions?api-version=2024-10-21',
    key: 'azure-key-12345',
    authorization: undefined,
  })
  expect(await judge({ input: 'Quoi ?', output: 'violent' })).toMatchObject({ status: 'failed', reason: 'refusal' })
  expect(seen).toHaveLength(2)
  server.close()
})
