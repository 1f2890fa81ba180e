import { expect, test } from 'vitest'
import {
  defineScorer,
  evaluate,
  givenCorrectLanguage,
  languageConfusion,
  languageCorrectness,
  minimumBar,
  modifierFulfillment,
  relevanceJudge,
  type Score,
  type Scorer,
  scoreSamples,
  sixCriteriaJudge,
  spellcheckRatio,
  weightedMean,
  withDefaults,
} from '../../src/index.js'

// That this file compiles is the test of types: each `@ts-expect-error` is an error that a user is to get. The numbers are those of real scorers.

/** Rows as users have them: no index signature, fields of their own. */
interface Row {
  output: string
  language: string | null
  model: 'a' | 'b'
  asked: Date
}
const rows: Row[] = [
  { output: 'La tour mesure 330 mètres.', language: 'fr', model: 'a', asked: new Date(0) },
  { output: 'La tour mezure 330 mètres.', language: 'fr', model: 'b', asked: new Date(0) },
]
const client = {
  model: 'm',
  identity: async () => 'm',
  complete: async () => ({ text: '1', finishReason: 'stop' as const, model: 'm' }),
}

test('a score is told apart by its status', async () => {
  const score = await spellcheckRatio()({ output: 'Le chat dort sur le kanapé.', language: 'fr' })
  if (score.status === 'scored') {
    const number: number = score.score
    const misspelled: string[] = score.metadata.misspelled
    expect([number, misspelled]).toEqual([5 / 6, ['kanapé']])
    // @ts-expect-error: a typo in the metadata
    expect(score.metadata.mispelled).toBeUndefined()
  } else {
    const message: string = score.metadata.message
    const nothing: null = score.score
    // @ts-expect-error: a typo in the reason
    expect([score.reason === 'no-dictionry', message, nothing]).toBeUndefined()
  }
  const any: Score = score
  expect(any.name).toBe('spellcheckRatio')
  if (any.status === 'skipped') {
    const reason: string = any.reason
    expect(reason).toBeDefined()
  }
})

test('the evidence of a modifier is typed', async () => {
  const score = await modifierFulfillment()({ output: '1. lire\n2. nager', modifier: 'num_items_3' })
  const items: string[] | undefined = score.metadata.items
  const decidedBy: 'check' | 'judge' | undefined = score.metadata.decidedBy
  // @ts-expect-error: a typo in the metadata
  expect([items, decidedBy, score.metadata.item]).toEqual([['lire', 'nager'], 'check', undefined])
})

test('names are part of the type, given ones too', () => {
  const spelled: 'spellcheckRatio' = spellcheckRatio().name
  const second: 'second' = spellcheckRatio({ name: 'second' }).name
  const lines: 'linePassRate' = languageConfusion().name
  const words: 'wordPassRate' = languageConfusion({ level: 'word' }).name
  const fluency: 'gpt.fluency' = sixCriteriaJudge({ client, name: 'gpt' }).criterion('fluency').name
  const wrapped: 'languageCorrectness' = withDefaults(languageCorrectness(), { language: 'fr' }).name
  const bar: 'bar' = minimumBar({ name: 'bar', parts: [{ scorer: spellcheckRatio(), min: 0.9 }] }).name
  const mean: 'weightedMean' = weightedMean({ parts: [{ scorer: spellcheckRatio(), weight: 1 }] }).name
  const given: 'spellcheckRatio' = givenCorrectLanguage(spellcheckRatio()).name
  expect([spelled, second, lines, words, fluency, wrapped, bar, mean, given]).toEqual([
    'spellcheckRatio',
    'second',
    'linePassRate',
    'wordPassRate',
    'gpt.fluency',
    'languageCorrectness',
    'bar',
    'weightedMean',
    'spellcheckRatio',
  ])
  // @ts-expect-error: there is no such criterion
  expect(() => sixCriteriaJudge({ client }).criterion('fluencyy')).toThrow(RangeError)
})

test('metrics and fields of a report are those that were asked for', async () => {
  const report = await evaluate(rows, { scorers: [languageCorrectness(), spellcheckRatio()], by: ['model'] })
  const [a, b] = report.groups
  expect([a?.metrics.spellcheckRatio.mean, b?.metrics.spellcheckRatio.mean]).toEqual([1, 3 / 4])
  expect([a?.by.model, b?.by.model]).toEqual(['a', 'b'])
  // @ts-expect-error: no such metric
  expect(a?.metrics.spelcheckRatio).toBeUndefined()
  // @ts-expect-error: not grouped by it
  expect(a?.by.language).toBeUndefined()

  const judge = sixCriteriaJudge({ client })
  const judged = await evaluate(rows, { scorers: [judge, relevanceJudge({ client })], by: ['model'] })
  expect(judged.groups[0]?.metrics.fluency.skipped).toBe(1)
  expect(judged.groups[0]?.metrics.languageCorrectness?.mean).toBe(1)
})

test('rows come back with their own type', async () => {
  for await (const { sample } of scoreSamples(rows, { scorers: [languageCorrectness()] })) {
    const asked: Date = sample.asked
    expect(asked).toEqual(new Date(0))
    // @ts-expect-error: the row has no such field
    expect(sample.askedAt).toBeUndefined()
  }
  const own = await evaluate(rows, { scorers: [spellcheckRatio({ language: (row) => row.language })] })
  expect(own.groups[0]?.metrics.languageCorrectness?.mean).toBe(1)
})

test('a scorer that needs a field is refused for rows without it', async () => {
  const cites = defineScorer('cites', ({ output, citations }: { output: string; citations: string[] }) =>
    citations.every((citation) => output.includes(citation)),
  )
  const name: 'cites' = cites.name
  const cited = [{ output: 'La tour mesure 330 mètres [1].', language: 'fr', citations: ['[1]'] }]
  expect((await evaluate(cited, { scorers: [cites] })).groups[0]?.metrics[name].mean).toBe(1)
  // @ts-expect-error: these rows have no citations
  const refused = await evaluate(rows, { scorers: [cites] })
  expect(refused.groups[0]?.metrics.cites).toMatchObject({ failed: 2 })
})

test('what defineScorer takes', async () => {
  const number = defineScorer('number', () => 0.5)
  const yes = defineScorer('yes', ({ output }) => output !== '')
  const none = defineScorer('none', () => null)
  const evidence = defineScorer('evidence', () => ({ score: 1, metadata: { seen: ['x'] } }))
  const reason = defineScorer('reason', () => ({
    status: 'skipped',
    reason: 'mine',
    metadata: { message: 'not today' },
  }))
  const outside = defineScorer('outside', () => 2)
  const scores = await Promise.all([number, yes, none, evidence, reason, outside].map((each) => each({ output: 'x' })))
  expect(scores).toEqual([
    { name: 'number', score: 0.5, status: 'scored', metadata: {} },
    { name: 'yes', score: 1, status: 'scored', metadata: {} },
    {
      name: 'none',
      score: null,
      status: 'skipped',
      reason: 'no-score',
      metadata: { message: 'the scorer gave no score' },
    },
    { name: 'evidence', score: 1, status: 'scored', metadata: { seen: ['x'] } },
    { name: 'reason', score: null, status: 'skipped', reason: 'mine', metadata: { message: 'not today' } },
    {
      name: 'outside',
      score: null,
      status: 'failed',
      reason: 'invalid-score',
      metadata: { message: 'the scorer gave 2, which is not a number from 0 to 1' },
    },
  ])
  // @ts-expect-error: text is no score
  expect(await defineScorer('text', () => 'good')({ output: 'x' })).toMatchObject({
    status: 'failed',
    reason: 'invalid-score',
    metadata: { message: 'the scorer gave a string, which is not a number from 0 to 1' },
  })
  // @ts-expect-error: nor is a number in a text
  expect(await defineScorer('quoted', () => ({ score: '0.5' }))({ output: 'x' })).toMatchObject({ status: 'failed' })
})

test('somebody else’s scorer goes in as it is', async () => {
  // As autoevals types its Levenshtein.
  const Levenshtein = async ({ output, expected }: { output: string; expected?: string }) => ({
    name: 'Levenshtein',
    score: output === expected ? 1 : 0,
    metadata: undefined,
  })
  const scorers = [languageCorrectness(), Levenshtein]
  const report = await evaluate([{ output: 'Oui, bien sûr.', language: 'fr', expected: 'Oui, bien sûr.' }], { scorers })
  expect(report.groups[0]?.metrics.Levenshtein?.mean).toBe(1)
})

test('typed scorers are scorers', () => {
  const all: Scorer[] = [languageCorrectness(), spellcheckRatio(), languageConfusion(), relevanceJudge({ client })]
  expect(all).toHaveLength(4)
})
