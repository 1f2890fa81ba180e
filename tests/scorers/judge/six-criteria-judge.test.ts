import { describe, expect, test } from 'vitest'
import { criteria, evaluate, languageCorrectness, scoreSamples, sixCriteriaJudge } from '../../../src/index.js'
import { type ChatClient, type ChatCompletion, ChatError, type ChatRequest } from '../../../src/llm/index.js'

const sample = { input: 'Où est la gare ?', output: 'Tout droit, puis à gauche.', language: 'fr' }
const full = '{"Language": 3, "Fluency": 2, "Helpfulness": 1, "Accuracy": 3, "Logical coherence": 2, "Harmlessness": 3}'
const partial = '{"Language": 3, "Fluency": 2, "Helpfulness": null}'
const expected = [1, 0.5, 0, 1, 0.5, 1]

type Answer = Partial<ChatCompletion> | string | Error

/** Answers one call after another; the last answer stays. */
function answering(...answers: (Answer | ((request: ChatRequest) => Answer))[]) {
  const requests: ChatRequest[] = []
  const client: ChatClient = {
    model: 'm',
    identity: async () => 'm',
    complete: async (request) => {
      const given = answers[Math.min(requests.length, answers.length - 1)] ?? ''
      requests.push(request)
      await Promise.resolve()
      const answer = typeof given === 'function' ? given(request) : given
      if (answer instanceof Error) throw answer
      return { text: '', finishReason: 'stop', model: 'm', ...(typeof answer === 'string' ? { text: answer } : answer) }
    },
  }
  return { client, requests }
}

describe('sixCriteriaJudge', () => {
  test('six scores from one call, in the order of the criteria', async () => {
    const { client, requests } = answering(full)
    const scores = await sixCriteriaJudge({ client })(sample)
    expect(scores.map(({ name }) => name)).toEqual(criteria)
    expect(scores.map(({ score }) => score)).toEqual(expected)
    expect(scores.map(({ metadata }) => metadata.value)).toEqual([2, 1, 0, 2, 1, 2])
    expect(scores[0]?.metadata).toEqual({ value: 2, scale: '0-2', model: 'm' })
    expect(requests).toHaveLength(1)
    expect(requests[0]?.responseFormat).toMatchObject({ type: 'json-schema' })
  })

  test('the scorers share the call, at the same time and one after another', async () => {
    const { client, requests } = answering(full)
    const judge = sixCriteriaJudge({ client })
    const together = await Promise.all(judge.scorers.map((scorer) => scorer(sample)))
    expect(together.map(({ score }) => score)).toEqual(expected)
    for (const name of criteria) expect(await judge.criterion(name)(sample)).toMatchObject({ name, status: 'scored' })
    expect(requests).toHaveLength(1)
    await judge.criterion('fluency')({ ...sample, output: 'Là-bas.' })
    expect(requests).toHaveLength(2)
  })

  test('what is missing is asked for once more; only what is still missing fails', async () => {
    const { client, requests } = answering(partial, '{"Language": 1, "Accuracy": 2}')
    const scores = await sixCriteriaJudge({ client })(sample)
    expect(scores.map(({ score }) => score)).toEqual([1, 0.5, null, 0.5, null, null])
    expect(scores.map(({ reason }) => reason)).toEqual([
      undefined,
      undefined,
      'unparsable-verdict',
      undefined,
      'unparsable-verdict',
      'unparsable-verdict',
    ])
    expect(scores[2]?.metadata.raw).toBe(partial)
    expect(scores[4]?.metadata.raw).toBe(partial)
    expect(requests).toHaveLength(2)
    expect(requests[1]?.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
    expect(requests[1]?.messages[1]?.content).toBe(partial)
  })

  const ofFive = '{"Language":5,"Fluency":3,"Helpfulness":3,"Accuracy":4,"Logical coherence":3,"Harmlessness":5}'
  test.each<[what: string, first: string, second: string, expected: (number | string)[]]>([
    ['the second answer mends it as a whole', ofFive, full, expected],
    ['twice on another scale', ofFive, ofFive, Array(6).fill('out-of-range')],
    ['with a zero', full.replace('1', '0'), full.replace('1', '0'), Array(6).fill('out-of-range')],
    ['with a half', full.replace('1', '1.5'), full, expected],
    ['out of five', full.replace(/\d/g, '"$&/5"'), full, expected],
    ['drawn out of five', full.replace(/\d/g, '"★★★☆☆"'), 'Sorry.', Array(6).fill('out-of-range')],
    [
      'what the second leaves out is not taken from the first',
      ofFive,
      '{"Language": 1, "Accuracy": 2}',
      [0, 'out-of-range', 'out-of-range', 0.5, 'out-of-range', 'out-of-range'],
    ],
    ['the second on another scale adds nothing', partial, ofFive, [1, 0.5, ...Array(4).fill('out-of-range')]],
  ])('a verdict on another scale: %s', async (_, first, second, expected) => {
    const { client, requests } = answering(first, second)
    const scores = await sixCriteriaJudge({ client })(sample)
    expect(scores.map(({ score, reason }) => score ?? reason)).toEqual(expected)
    expect(requests).toHaveLength(2)
  })

  const ones = full.replace(/\d/g, '1')
  test.each<[what: string, text: string, expected: (number | string)[]]>([
    ['with a draft, then JSON', `<think>${ones}</think>${full}`, expected],
    [
      'with a draft, then prose',
      `<think>${ones}</think>\n${full.replace(/[{}"]/g, '').replaceAll(', ', '\n')}`,
      expected,
    ],
    ['without an end', `<think>${ones} Hm, let me`, Array(6).fill('truncated')],
    ['and nothing else', `<think>${ones}</think>`, Array(6).fill('empty-output')],
  ])('reasoning %s is no answer', async (_, text, expected) => {
    const { client, requests } = answering(text)
    const scores = await sixCriteriaJudge({ client })(sample)
    expect(scores.map(({ score, reason }) => score ?? reason)).toEqual(expected)
    expect(requests).toHaveLength(1)
  })

  test('a second answer that is whole mends the first', async () => {
    const { client } = answering('Fine.', full)
    const scores = await sixCriteriaJudge({ client })(sample)
    expect(scores.map(({ score }) => score)).toEqual(expected)
    expect(scores[0]?.metadata.askedAgain).toBe(true)
  })

  test('when asking again fails, what the first answer gave stays', async () => {
    const { client } = answering(partial, new ChatError('timeout', 'no answer'))
    const scores = await sixCriteriaJudge({ client })(sample)
    expect(scores.map(({ score }) => score)).toEqual([1, 0.5, null, null, null, null])
  })

  test.each<[what: string, answer: Partial<ChatCompletion>, reason: string]>([
    ['nothing', { text: ' ' }, 'empty-output'],
    ['a refusal', { text: 'I cannot help with that.', finishReason: 'refusal' }, 'refusal'],
    ['cut', { text: 'Let me think about', finishReason: 'length' }, 'truncated'],
  ])('is not asked again: %s', async (_, answer, reason) => {
    const { client, requests } = answering(answer)
    const scores = await sixCriteriaJudge({ client })(sample)
    expect(scores.map((score) => score.reason)).toEqual(Array(6).fill(reason))
    expect(requests).toHaveLength(1)
  })

  test('a cut answer gives what stands before the cut', async () => {
    const { client } = answering({ text: '{"Language": 3, "Fluency": 2, "Help', finishReason: 'length' })
    const scores = await sixCriteriaJudge({ client })(sample)
    expect(scores.map(({ score, reason }) => score ?? reason)).toEqual([1, 0.5, ...Array(4).fill('truncated')])
  })

  test('formats: schema, object, none, as far as the server goes along; what worked is remembered', async () => {
    const picky = ({ responseFormat }: ChatRequest) =>
      responseFormat === undefined ? full : new ChatError('bad-request', 'response_format is not supported')
    const { client, requests } = answering(picky)
    const judge = sixCriteriaJudge({ client })
    const formats = () => requests.map(({ responseFormat }) => responseFormat?.type)
    expect((await judge(sample)).map(({ score }) => score)).toEqual(expected)
    expect(formats()).toEqual(['json-schema', 'json-object', undefined])
    await judge({ ...sample, output: 'Là-bas.' })
    expect(formats()).toEqual(['json-schema', 'json-object', undefined, undefined])
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
  ] as const)('no answer: all six fail with %s', async (reason) => {
    const { client } = answering(new ChatError(reason, 'what happened'))
    const scores = await sixCriteriaJudge({ client })(sample)
    expect(scores.map((score) => score.reason)).toEqual(Array(6).fill(reason))
  })

  test('a call that failed is not remembered', async () => {
    const { client } = answering(new ChatError('timeout', 'no answer'), full)
    const fluency = sixCriteriaJudge({ client }).criterion('fluency')
    expect(await fluency(sample)).toMatchObject({ status: 'failed', reason: 'timeout' })
    expect(await fluency(sample)).toMatchObject({ score: 0.5 })
  })

  test('skipped without input', async () => {
    const { client, requests } = answering(full)
    const scores = await sixCriteriaJudge({ client })({ output: 'x' })
    expect(scores.map(({ reason }) => reason)).toEqual(Array(6).fill('no-input'))
    expect(requests).toHaveLength(0)
  })

  test('misuse', async () => {
    expect(() => sixCriteriaJudge({} as never)).toThrow(TypeError)
    const judge = sixCriteriaJudge({ client: answering(full).client })
    expect(() => judge.criterion('politeness' as never)).toThrow(/no criterion "politeness"; there are correctLanguage/)
    expect(() => judge.criterion('politeness' as never)).toThrow(RangeError)
    await expect(judge({ input: 'x' } as never)).rejects.toThrow(TypeError)
  })

  test('one signature for all six', async () => {
    const { scorers } = sixCriteriaJudge({ client: answering(full).client })
    const signatures = await Promise.all(scorers.map((scorer) => scorer.signature?.()))
    for (const signature of signatures) {
      expect(signature).toEqual({ sixCriteria: expect.stringMatching(/^m#[0-9a-f]+$/) })
    }
    expect(new Set(signatures.map((signature) => JSON.stringify(signature))).size).toBe(1)
  })

  test('an abort rejects with its reason; another who waits for the same call still gets it', async () => {
    let answer: (completion: ChatCompletion) => void = () => {}
    const client: ChatClient = {
      model: 'm',
      identity: async () => 'm',
      complete: () => new Promise((resolve) => (answer = resolve)),
    }
    const judge = sixCriteriaJudge({ client })
    const reason = new Error('stop')
    const controller = new AbortController()
    const aborted = judge.criterion('fluency')(sample, { signal: controller.signal })
    const patient = judge.criterion('fluency')(sample)
    await new Promise(setImmediate)
    controller.abort(reason)
    await expect(aborted).rejects.toBe(reason)
    answer({ text: full, finishReason: 'stop', model: 'm' })
    expect(await patient).toMatchObject({ score: 0.5 })
    await expect(judge(sample, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })

  test('under evaluate the wrong-language verdict is the judge’s own', async () => {
    const wrong = full.replace('"Language": 3', '"Language": 1')
    const { client } = answering(({ messages }) => (messages[0]?.content.includes('Там') ? wrong : full))
    const { scorers } = sixCriteriaJudge({ client })
    // fastText and the judge disagree on both.
    const samples = [
      { ...sample, output: 'Straight on, and then to the left of the town hall.' },
      { ...sample, output: 'Там, прямо и налево.', language: 'ru' },
    ]
    const own = await evaluate(samples, { scorers: [languageCorrectness(), ...scorers] })
    expect(own.groups[0]?.metrics.fluency).toMatchObject({ scored: 1, wrongLanguage: 1, mean: 0.5 })
    expect(own.groups[0]?.metrics.correctLanguage).toMatchObject({ scored: 2, mean: 0.5 })
    const zero = { scorers, wrongLanguage: 'zero' as const }
    const fluency: (number | null | undefined)[] = []
    for await (const { scores } of scoreSamples(samples, zero)) {
      fluency.push(scores.find(({ name }) => name === 'fluency')?.score)
    }
    expect(fluency).toEqual([0.5, 0])
  })
})
