import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { generate, serverGenerator } from '../../src/generate/index.js'
import {
  cappedByModifier,
  evaluate,
  givenCorrectLanguage,
  judgeScorer,
  minimumBar,
  modifierFulfillment,
  relevanceJudge,
  type Scorer,
  scoreSamples,
  sixCriteriaJudge,
  weightedMean,
  withDefaults,
} from '../../src/index.js'
import { aiSdkClient, type ChatClient, cached, chatClient, metered, openaiClient } from '../../src/llm/index.js'
import { crosslingual } from '../support/cli.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))

const samples = [{ input: 'Quoi ?', output: 'Oui, bien sûr.', language: 'fr' }]
const model = {
  specificationVersion: 'v3',
  provider: 'p',
  modelId: 'm',
  doGenerate: async () => ({
    content: [],
    finishReason: { unified: 'stop' },
    usage: { inputTokens: undefined, outputTokens: undefined },
  }),
}
const generator = {
  model: 'm',
  concurrency: 1,
  describe: async () => ({}),
  generate: async () => ({ text: 'a', finishReason: 'stop' as const }),
}

/** Everything that takes one. */
const takers: Record<string, (concurrency: number) => unknown> = {
  openaiClient: (concurrency) => openaiClient({ model: 'm', baseURL: 'http://127.0.0.1:9', concurrency }),
  aiSdkClient: (concurrency) => aiSdkClient(model, { concurrency }),
  chatClient: (concurrency) => chatClient({ model: 'm', run: () => '1', concurrency }),
  evaluate: (concurrency) => evaluate(samples, { concurrency }),
  scoreSamples: (concurrency) =>
    scoreSamples(samples, { scorers: [modifierFulfillment()], wrongLanguage: 'include', concurrency }).next(),
  'scoreSamples, by a client of somebody’s own': (concurrency) => {
    const client: ChatClient = { ...chatClient({ model: 'm', run: () => '1' }), concurrency }
    return scoreSamples(samples, { scorers: [relevanceJudge({ client })], wrongLanguage: 'include' }).next()
  },
  generate: (concurrency) => generate([], { generator, concurrency }).next(),
  'generate, by a generator of somebody’s own': (concurrency) =>
    generate([], { generator: { ...generator, concurrency } }).next(),
  // Nobody listens there: it is refused before a server is waited for.
  serverGenerator: (concurrency) => serverGenerator({ url: 'http://127.0.0.1:9', concurrency }),
}
const none: [string, number][] = [
  ['0', 0],
  ['NaN', Number.NaN],
  ['a negative number', -1],
  ['a fraction', 1.5],
  ['no end', Number.POSITIVE_INFINITY],
  ['no number', '8' as never],
]

describe.each(Object.entries(takers))('%s', (_, take) => {
  test.each(none)('%s is no concurrency', async (_, concurrency) => {
    await expect((async () => take(concurrency))()).rejects.toThrow(
      expect.objectContaining({
        name: 'RangeError',
        message: expect.stringMatching(/^concurrency must be a whole number from 1, got /),
      }),
    )
  })
})

describe('options of the command line', () => {
  const runWith = (key: 'judge' | 'models', concurrency: string) => {
    const judge = { names: ['relevance'], server: 'http://127.0.0.1:9', model: 'm' }
    const one = { name: 'm', server: 'http://127.0.0.1:9' }
    const config = { out: 'out', models: [key === 'models' ? { ...one, concurrency: 0 } : one], judge }
    const text = JSON.stringify({ ...config, judge: key === 'judge' ? { ...judge, concurrency: 0 } : judge })
    const path = join(folder, 'config.json')
    writeFileSync(path, text.replace('"concurrency":0', `"concurrency":${concurrency}`))
    return ['run', path]
  }
  const commands: Record<string, (concurrency: string) => string[]> = {
    '--judge-concurrency': (number) => ['score', 'none.jsonl', '--judge-concurrency', number],
    'generate --concurrency': (number) => ['generate', '--server', 'http://127.0.0.1:9', '--concurrency', number],
    'the judge’s in the file of a run': (number) => runWith('judge', number),
    'a model’s in the file of a run': (number) => runWith('models', number),
  }
  test.each(
    Object.entries(commands).flatMap(([name, args]) =>
      ['0', '-1', '1.5', ...(name.includes('--') ? ['NaN'] : [])].map((number) => [name, number, args] as const),
    ),
  )('%s: %s is none', async (_, number, args) => {
    const { status, stderr } = await crosslingual(...args(number))
    expect(status).toBe(2)
    expect(stderr).toMatch(/concurrency/)
    expect(stderr).toMatch(/whole number|>=1|>0|expected int|too small/i)
  })
})

describe('a client’s own concurrency is that of the run', () => {
  /** A judge that answers nobody until so many wait at once; and the most who ever did. */
  function crowd(wanted: number, concurrency?: number) {
    let waiting = 0
    let most = 0
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const client = chatClient({
      model: 'crowd',
      ...(concurrency !== undefined && { concurrency }),
      run: async () => {
        waiting += 1
        most = Math.max(most, waiting)
        if (waiting === wanted) setTimeout(open, 50) // for those who should not be there
        await gate
        waiting -= 1
        return '1'
      },
    })
    return { client, most: () => most }
  }
  const many = Array.from({ length: 60 }, (_, i) => ({ input: 'Quoi ?', output: `Oui, ${i}.` }))
  const wrapped: Record<string, (client: ChatClient) => Scorer> = {
    relevanceJudge: (client) => relevanceJudge({ client }),
    'relevanceJudge, cached and metered': (client) => relevanceJudge({ client: metered(cached(client)) }),
    sixCriteriaJudge: (client) => sixCriteriaJudge({ client }).criterion('fluency'),
    judgeScorer: (client) => judgeScorer({ name: 'j', client, prompt: '{{output}}', choices: { 1: 1, 0: 0 } }),
    modifierFulfillment: (client) => modifierFulfillment({ client, decidedBy: 'judge', modifier: 'short' }),
    weightedMean: (client) => weightedMean({ parts: [{ scorer: relevanceJudge({ client }), weight: 1 }] }),
    minimumBar: (client) => minimumBar({ parts: [{ scorer: relevanceJudge({ client }), min: 1 }] }),
    withDefaults: (client) => withDefaults(relevanceJudge({ client }), { language: 'fr' }),
    givenCorrectLanguage: (client) =>
      givenCorrectLanguage(relevanceJudge({ client }), { language: relevanceJudge({ client }) }),
    cappedByModifier: (client) => cappedByModifier(relevanceJudge({ client }), modifierFulfillment()),
  }

  test.each(Object.entries(wrapped))('%s: 20, and not 8', async (_, scorer) => {
    const { client, most } = crowd(20, 20)
    await evaluate(many, { scorers: [scorer(client)], wrongLanguage: 'include' })
    expect(most()).toBe(20)
  })

  test('8 for a client that says nothing, and what a run is told goes first', async () => {
    const silent = crowd(8)
    await evaluate(many, { scorers: [relevanceJudge({ client: silent.client })], wrongLanguage: 'include' })
    expect(silent.most()).toBe(8)
    const told = crowd(3, 20)
    const scorers = [relevanceJudge({ client: told.client })]
    await evaluate(many, { scorers, wrongLanguage: 'include', concurrency: 3 })
    expect(told.most()).toBe(3)
  })
})
