import { afterAll, beforeAll, expect, test } from 'vitest'
import { evaluate, relevanceJudge, type Sample, type Score } from '../../src/index.js'
import { openaiClient } from '../../src/llm/openai.js'
import { type ChatCall, chatServer, completion, sendJson } from '../support/chat-server.js'
import { count } from '../support/counts.js'

/** A fifth of them at fault: of every 160 each fault once every time, and once only at first. */
const SAMPLES = count(160, 1000)

const key = 'sk-secret-4f8a2c9d7e'
const HTML = '<html><body><h1>502 Bad Gateway</h1></body></html>'

/** What a faulty server does to a call, and the reason of the failed score when it does so every time; none: it is no fault. */
const faults: readonly {
  name: string
  reason?: string
  once?: 'passes'
  act: (call: ChatCall, right: string) => void
}[] = [
  {
    name: '429 with Retry-After',
    reason: 'rate-limited',
    once: 'passes',
    act: ({ response }) => sendJson(response, { error: { message: 'slow down' } }, 429, { 'retry-after': '1' }),
  },
  {
    name: '429',
    reason: 'rate-limited',
    once: 'passes',
    act: ({ response }) => sendJson(response, { error: { message: 'slow down' } }, 429),
  },
  {
    name: '500',
    reason: 'server-error',
    once: 'passes',
    act: ({ response }) => sendJson(response, { error: { message: 'oops' } }, 500),
  },
  {
    name: '503 while loading',
    reason: 'server-error',
    once: 'passes',
    act: ({ response }) => sendJson(response, { error: { message: 'Loading model', type: 'unavailable_error' } }, 503),
  },
  { name: 'hang', reason: 'timeout', act: () => {} },
  {
    name: 'reset in mid-body',
    reason: 'unreachable',
    once: 'passes',
    act: ({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"id": "x", "choices": [{"message": {"content": "1')
      setTimeout(() => response.destroy(), 20)
    },
  },
  {
    name: 'half a JSON document',
    reason: 'malformed-response',
    once: 'passes',
    act: ({ response }, right) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(completion(right)).slice(0, 60)),
  },
  {
    name: 'an HTML page',
    reason: 'malformed-response',
    once: 'passes',
    act: ({ response }) => response.writeHead(200, { 'content-type': 'text/html' }).end(HTML),
  },
  {
    name: 'the wrong content type',
    act: ({ response }, right) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end(JSON.stringify(completion(right))),
  },
  {
    name: 'truncation',
    reason: 'truncated',
    act: ({ response }) => sendJson(response, completion('The submission, which was given in 2021, is', 'length')),
  },
  {
    name: 'a refusal',
    reason: 'refusal',
    act: ({ response }) => sendJson(response, completion(null, 'stop', { refusal: 'I cannot judge this.' })),
  },
  {
    name: 'a content filter',
    reason: 'refusal',
    act: ({ response }) => sendJson(response, completion('1', 'content_filter')),
  },
  { name: 'nothing', reason: 'empty-output', act: ({ response }) => sendJson(response, completion('  ')) },
  {
    name: 'no verdict',
    reason: 'unparsable-verdict',
    once: 'passes', // the judge is asked once more
    act: ({ response }) => sendJson(response, completion('It depends.')),
  },
  {
    name: '400',
    reason: 'bad-request',
    act: ({ response }) => sendJson(response, { error: { message: 'no such parameter' } }, 400),
  },
  {
    name: '401 that quotes the key',
    reason: 'unauthorized',
    act: ({ response, request }) =>
      sendJson(response, { error: { message: `wrong key ${request.headers.authorization}` } }, 401),
  },
]

/** Every fifth sample is faulty, each in turn; of two rounds one is faulty every time and the next only at first. */
function faultOf(i: number) {
  if (i % 5 !== 0) return undefined
  const turn = i / 5
  const fault = faults[turn % faults.length] as (typeof faults)[number]
  return { ...fault, always: Math.floor(turn / faults.length) % 2 === 0 }
}

const attempts = new Map<number, number>()
let server: Awaited<ReturnType<typeof chatServer>>
beforeAll(async () => {
  server = await chatServer((call) => {
    const i = Number(/sample-(\d+)/.exec(call.prompt)?.[1])
    const attempt = (attempts.get(i) ?? 0) + 1
    attempts.set(i, attempt)
    const right = String(i % 2)
    const fault = faultOf(i)
    if (fault !== undefined && (fault.always || attempt === 1)) return fault.act(call, right)
    sendJson(call.response, completion(right))
  })
})
afterAll(() => server.close())

test(`${SAMPLES} samples, a fifth of them at fault: each is scored as the server said, or failed for the fault’s reason`, async () => {
  const samples: Sample[] = Array.from({ length: SAMPLES }, (_, i) => ({
    id: `${i}`,
    input: 'Question ?',
    output: `sample-${i}`,
  }))
  const client = openaiClient({
    model: 'judge',
    baseURL: server.url,
    apiKey: key,
    concurrency: 64,
    retries: 2,
    timeout: 8_000,
  })
  const scores: Score[] = []
  const report = await evaluate(samples, {
    scorers: [relevanceJudge({ client })],
    wrongLanguage: 'include',
    concurrency: 64,
    onSample: ({ sample, scores: [score] }) => {
      expect(sample.id).toBe(`${scores.length}`)
      scores.push(score as Score)
    },
  })

  expect(scores).toHaveLength(SAMPLES)
  for (const [i, score] of scores.entries()) {
    const fault = faultOf(i)
    const fails = fault?.reason !== undefined && (fault.always || fault.once === undefined)
    // What is wrong with the answer itself is not tried again, unless it cannot be read; the connection and the server are.
    const told = [i, fault?.name, score.status, score.score, score.reason]
    expect(told).toEqual([i, fault?.name, ...(fails ? ['failed', null, fault.reason] : ['scored', i % 2, undefined])])
  }
  const failed = scores.filter(({ status }) => status === 'failed').length
  expect(report.groups[0]?.metrics.relevance).toMatchObject({
    total: SAMPLES,
    scored: SAMPLES - failed,
    failed,
    skipped: 0,
  })
  expect(new Set(scores.map(({ reason }) => reason).filter(Boolean))).toEqual(
    new Set(faults.flatMap(({ reason }) => reason ?? [])),
  )
  expect(JSON.stringify([scores, report])).not.toContain(key)
}, 120_000)
