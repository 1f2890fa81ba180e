import { describe, expect, test } from 'vitest'
import { evaluate, languageCorrectness, relevanceJudge } from '../../../src/index.js'
import { type ChatClient, type ChatCompletion, ChatError, type ChatRequest } from '../../../src/llm/index.js'

const sample = { input: 'Où est la gare ?', output: 'Tout droit, puis à gauche.', language: 'fr' }

function answering(answer: Partial<ChatCompletion> | Error) {
  const requests: ChatRequest[] = []
  const client: ChatClient = {
    model: 'm',
    identity: async () => 'm',
    complete: async (request) => {
      requests.push(request)
      if (answer instanceof Error) throw answer
      return { text: '', finishReason: 'stop', model: 'm-1', ...answer }
    },
  }
  return { client, requests }
}

describe('relevanceJudge', () => {
  test.each<[answer: string, verdict: 0 | 1]>([
    ['1', 1],
    ['0', 0],
    [' 1\n', 1],
    ['The answer is 1.', 1],
    ['"0"', 0],
    ['**1**', 1],
    ['0 or 1? 1', 1],
    ['Not 1 but 0', 0],
    ['Criterion 2 of 10: 1', 1],
    ['In 2021 it was 1', 1],
    ['{"relevance": 0}', 0],
    ['1 - Relevant', 1],
  ])('%j', async (text, verdict) => {
    const { client } = answering({ text })
    const score = await relevanceJudge({ client })(sample)
    expect(score).toMatchObject({ name: 'relevance', status: 'scored', score: verdict })
    expect(score.metadata).toEqual({ value: verdict, scale: '0-1', model: 'm-1' })
  })

  test.each<[what: string, answer: Partial<ChatCompletion>, reason: string]>([
    ['a year', { text: '2021' }, 'unparsable-verdict'],
    ['ten', { text: '10' }, 'unparsable-verdict'],
    ['a decimal', { text: '0.5' }, 'unparsable-verdict'],
    ['words', { text: 'Yes, it does.' }, 'unparsable-verdict'],
    ['nothing', { text: '' }, 'empty-output'],
    ['white space', { text: ' \n' }, 'empty-output'],
    ['nothing, cut', { text: '', finishReason: 'length' }, 'truncated'],
    ['cut', { text: 'Step 1: the task is', finishReason: 'length' }, 'truncated'],
    ['refused', { text: 'I cannot rate 1 of these.', finishReason: 'refusal' }, 'refusal'],
    ['refused in silence', { text: '', finishReason: 'refusal' }, 'refusal'],
  ])('no verdict: %s', async (_, answer, reason) => {
    const score = await relevanceJudge({ client: answering(answer).client })(sample)
    expect(score).toMatchObject({ status: 'failed', score: null, reason })
    if (answer.text?.trim() && reason !== 'empty-output') expect(score.metadata.raw).toBe(answer.text)
  })

  test('a digit is a verdict even when the answer was cut behind it', async () => {
    const { client } = answering({ text: '1', finishReason: 'length' })
    expect(await relevanceJudge({ client })(sample)).toMatchObject({ score: 1 })
  })

  test.each([
    'unreachable',
    'timeout',
    'rate-limited',
    'server-error',
    'unauthorized',
    'context-exceeded',
    'bad-request',
    'refusal',
    'malformed-response',
  ] as const)('no answer: %s', async (reason) => {
    const { client } = answering(new ChatError(reason, 'what happened'))
    const score = await relevanceJudge({ client })(sample)
    expect(score).toMatchObject({ status: 'failed', reason, metadata: { message: 'what happened' } })
  })

  test('any other error of the client is a failed score, too', async () => {
    const { client } = answering(new Error('broken'))
    expect(await relevanceJudge({ client })(sample)).toMatchObject({ status: 'failed', reason: 'error' })
  })

  test('asks greedily, with the task and the response in the prompt', async () => {
    const { client, requests } = answering({ text: '1' })
    await relevanceJudge({ client })(sample)
    expect(requests).toHaveLength(1)
    expect(requests[0]).toMatchObject({ messages: [{ role: 'user' }] })
    expect(requests[0]?.temperature ?? 0).toBe(0)
    expect(requests[0]?.messages[0]?.content).toContain(
      `[Task]: ${sample.input}\n***\n[Submission]: ${sample.output}\n`,
    )
  })

  test.each([undefined, '', ' \n'])('skipped without input: %j', async (input) => {
    const { client, requests } = answering({ text: '1' })
    const score = await relevanceJudge({ client })({ output: 'x', ...(input !== undefined && { input }) })
    expect(score).toMatchObject({ status: 'skipped', reason: 'no-input' })
    expect(requests).toHaveLength(0)
  })

  test('metadata: usage and cache', async () => {
    const usage = { promptTokens: 200, completionTokens: 1 }
    const { client } = answering({ text: '1', usage, cached: true })
    expect((await relevanceJudge({ client })(sample)).metadata).toMatchObject({ usage, cached: true })
  })

  describe('probability', () => {
    const half = Math.log(0.5)
    const digit = (top: { token: string; logprob: number }[], token = '1') => [{ token, logprob: half, top }]

    test.each<[what: string, logprobs: ChatCompletion['logprobs'], probability: number | null]>([
      [
        'both',
        digit([
          { token: '1', logprob: Math.log(0.6) },
          { token: '0', logprob: Math.log(0.2) },
        ]),
        0.75,
      ],
      [
        'spellings added up',
        digit([
          { token: '1', logprob: half },
          { token: ' 1', logprob: Math.log(0.1) },
          { token: '0', logprob: Math.log(0.2) },
        ]),
        0.75,
      ],
      [
        'no 0',
        digit([
          { token: '1', logprob: half },
          { token: 'a', logprob: half },
        ]),
        null,
      ],
      ['no 1', digit([{ token: '0', logprob: half }]), null],
      ['no alternatives', digit([]), null],
      [
        'no digit',
        digit(
          [
            { token: '1', logprob: half },
            { token: '0', logprob: half },
          ],
          'yes',
        ),
        null,
      ],
      ['none at all', undefined, null],
    ])('%s', async (_, logprobs, probability) => {
      const { client, requests } = answering({ text: '1', ...(logprobs !== undefined && { logprobs }) })
      const { metadata } = await relevanceJudge({ client, probability: true })(sample)
      if (probability === null) expect(metadata.probability).toBeNull()
      else expect(metadata.probability).toBeCloseTo(probability, 12)
      expect(requests[0]).toMatchObject({ responseFormat: { type: 'choice', choices: ['0', '1'] } })
      expect(requests[0]?.topLogprobs).toBeGreaterThanOrEqual(2)
    })
  })

  test('the signature names the model and the prompt, and whether probabilities were asked for', async () => {
    const { client } = answering({ text: '1' })
    const plain = await relevanceJudge({ client }).signature?.()
    expect(plain).toEqual({ relevance: expect.stringMatching(/^m#[0-9a-f]+$/) })
    const other = await relevanceJudge({ client, probability: true }).signature?.()
    expect(other).toEqual({ relevance: `${plain?.relevance}+probability` })
  })

  test('misuse', async () => {
    expect(() => relevanceJudge({} as never)).toThrow(TypeError)
    const { client } = answering({ text: '1' })
    await expect(relevanceJudge({ client })({ input: 'x' } as never)).rejects.toThrow(TypeError)
  })

  test('an abort rejects with its reason, before the call and during it', async () => {
    const reason = new Error('stop')
    const hanging: ChatClient = {
      model: 'm',
      identity: async () => 'm',
      complete: (_, { signal } = {}) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    }
    const judge = relevanceJudge({ client: hanging })
    await expect(judge(sample, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    const controller = new AbortController()
    const score = judge(sample, { signal: controller.signal })
    controller.abort(reason)
    await expect(score).rejects.toBe(reason)
  })

  test('under evaluate, a response in the wrong language is left out and the judge is not asked', async () => {
    const { client, requests } = answering({ text: '1' })
    const wrong = { ...sample, output: 'Straight on, and then to the left of the town hall.' }
    const { groups } = await evaluate([sample, wrong], { scorers: [languageCorrectness(), relevanceJudge({ client })] })
    expect(groups[0]?.metrics.relevance).toMatchObject({ scored: 1, wrongLanguage: 1, mean: 1 })
    expect(requests).toHaveLength(1)
  })
})
