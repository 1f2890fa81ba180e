import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  evaliteScorers,
  hostScorer,
  mastraSteps,
  openevalsEvaluator,
  promptfooAssertion,
  scoredJudges,
} from '../../../src/hosts/integrations/index.js'
import { defineScorer, failed, type Score, type Scorer, scored, skipped } from '../../../src/index.js'

const high = scorerOf(scored('high', 1))
const low = scorerOf(scored('low', 0.25))
const zero = scorerOf(scored('zero', 0))
const notApplicable = scorerOf(skipped('notApplicable', 'no-words', 'the response has no words'))
const broken = scorerOf(failed('broken', 'unreachable', 'no answer from the judge'))

function scorerOf(score: Score): Scorer {
  return defineScorer(score.name, () => score)
}

/** A scorer that tells what it was called with. */
const asked = defineScorer('asked', (args) => scored('asked', 1, { args: JSON.stringify(args) }))
const argsIn = ({ metadata }: { metadata: Score['metadata'] }) => JSON.parse(String(metadata.args))

describe('promptfooAssertion', () => {
  const fails = 'broken: failed, unreachable: no answer from the judge'
  const skips = 'notApplicable: skipped, no-words: the response has no words'
  test.each<[Scorer[], number | undefined, { pass: boolean; score: number; graderError?: true; reason: string }]>([
    [[high], undefined, { pass: true, score: 1, reason: 'high 1' }],
    [[low], undefined, { pass: true, score: 0.25, reason: 'low 0.25' }],
    [[zero], undefined, { pass: false, score: 0, reason: 'zero 0' }],
    [[zero], 0, { pass: true, score: 0, reason: 'zero 0' }],
    [[high, low], 0.5, { pass: false, score: 0.625, reason: 'high 1; low 0.25' }],
    [[high, low], 0.25, { pass: true, score: 0.625, reason: 'high 1; low 0.25' }],
    [[high, notApplicable], 1, { pass: true, score: 1, reason: `high 1; ${skips}` }],
    [[high, broken], 1, { pass: false, score: 1, graderError: true, reason: `high 1; ${fails}` }],
    [[notApplicable], 1, { pass: true, score: 1, reason: skips }],
    [[broken], 0, { pass: false, score: 0, graderError: true, reason: fails }],
    [[notApplicable, broken], 0, { pass: false, score: 0, graderError: true, reason: `${skips}; ${fails}` }],
  ])('%j, min %s: %j', async (scorers, min, { graderError, ...verdict }) => {
    const options = min === undefined ? {} : { min }
    const result = await promptfooAssertion(scorers, options)('Bonjour', { vars: {} })
    expect(result).toMatchObject(verdict)
    expect(result.metadata.graderError).toBe(graderError)
    expect(result.metadata.scores).toHaveLength(scorers.length)
  })

  test('the prompt is the input, unless a variable says so; other variables are not ours', async () => {
    const assertion = promptfooAssertion(asked)
    const vars = { language: 'fr', topic: 'x', modifier: 3 }
    const [plain] = (await assertion('Oui.', { prompt: 'System … Ça va ?', vars })).metadata.scores
    expect(plain && argsIn(plain)).toEqual({ output: 'Oui.', language: 'fr', input: 'System … Ça va ?' })
    const [named] = (await assertion('Oui.', { prompt: '…', vars: { input: 'Ça va ?' } })).metadata.scores
    expect(named && argsIn(named)).toEqual({ output: 'Oui.', input: 'Ça va ?' })
  })
})

describe('what the hosts hand over becomes a sample', () => {
  const full = { output: 'Oui.', input: 'Ça va ?', language: 'fr', modifier: 'short' }
  test.each<[string, Parameters<ReturnType<typeof hostScorer>>[0], object]>([
    ['a prompt', { input: 'Ça va ?', output: 'Oui.' }, { output: 'Oui.', input: 'Ça va ?' }],
    ['a row', { input: { ...full, id: 3 }, output: 'Oui.', expected: 4 }, full],
    ['a prompt and metadata', { input: 'Ça va ?', output: 'Oui.', metadata: { ...full, input: 'not this' } }, full],
    ['an output by name', { output: { output: 'Oui.' } }, { output: 'Oui.' }],
  ])('%s', async (_what, args, sample) => {
    expect(argsIn(await hostScorer(asked)(args))).toEqual(sample)
  })

  test('an output that is no text is refused by name', async () => {
    await expect(hostScorer(asked)({ output: { text: 'Oui.' } })).rejects.toThrow(
      'asked: output must be a string, got an object',
    )
  })

  test('openevals and Mastra take a way to read theirs', async () => {
    const sample = () => full
    const [result] = await openevalsEvaluator(asked, { sample })({ outputs: [{ content: 'Oui.' }] })
    expect(result && argsIn(result)).toEqual(full)
    const steps = mastraSteps(asked, { notScorable: () => null, sample })
    const step = await steps.preprocess({ run: { output: [] } })
    expect(step && argsIn(step)).toEqual(full)
  })
})

describe('evaliteScorers', () => {
  const row = { input: 'Ça va ?', output: 'Oui.' }
  const missing = 'broken: failed, unreachable: no answer from the judge. Evalite would count this as 0'

  test('a missing score that columns did not take out throws where it is read', async () => {
    const { scorers } = evaliteScorers([high, broken])
    const scores = await Promise.all(scorers.map((scorer) => scorer(row)))
    expect(scores[0]?.score).toBe(1)
    expect(() => scores[1]?.score).toThrow(missing)
    expect(() => JSON.stringify(scores)).toThrow(missing)
  })

  test('columns leaves what others scored', async () => {
    const { scorers, columns } = evaliteScorers([broken, high])
    const others = { name: 'other', score: null }
    const scores = [...(await Promise.all(scorers.map((scorer) => scorer(row)))), others]
    expect(columns({ ...row, scores })).toEqual([
      { label: 'Input', value: 'Ça va ?' },
      { label: 'Output', value: 'Oui.' },
      { label: 'Not scored', value: 'broken: failed, unreachable: no answer from the judge' },
    ])
    expect(scores.map(({ name }) => name)).toEqual(['high', 'other'])
  })
})

test('scoredJudges skips a test without any score, with the reasons', async () => {
  const notes: (string | undefined)[] = []
  const skip = (note?: string): never => {
    throw new Error(note)
  }
  const annotate = async (note: string) => notes.push(note)
  await expect(scoredJudges([notApplicable, broken], { output: '…' }, { skip, annotate })).rejects.toThrow(
    'notApplicable: skipped, no-words: the response has no words; broken: failed, unreachable: no answer from the judge',
  )
  expect(notes).toHaveLength(2)
})

describe('misuse', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['no scorers for promptfoo', () => promptfooAssertion([]), /promptfooAssertion: give at least one scorer/],
    ['no scorers for openevals', () => openevalsEvaluator([]), /openevalsEvaluator: give at least one scorer/],
    ['no scorers for evalite', () => evaliteScorers([]), /evaliteScorers: give at least one scorer/],
    ['two of one name', () => promptfooAssertion([high, high]), /promptfooAssertion: two scorers are named "high"/],
    ['a min of 2', () => promptfooAssertion(high, { min: 2 }), /min must be from 0 to 1, got 2/],
    ['no min', () => promptfooAssertion(high, { min: Number.NaN }), /from 0 to 1, got NaN/],
    ['no notScorable', () => mastraSteps(high, {} as never), /mastraSteps: give \{ notScorable \}/],
  ])('%s', (_what, misuse, message) => {
    expect(misuse).toThrow(message)
  })
  test('no scorers for vitest-evals', async () => {
    const context = { skip: () => {}, annotate: async () => {} }
    await expect(scoredJudges([], { output: '' }, context)).rejects.toThrow('scoredJudges: give at least one scorer')
  })
})

const scores = fc
  .array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom('skipped', 'failed')), {
    minLength: 1,
    maxLength: 6,
  })
  .map((all) =>
    all.map((value, i) => {
      if (typeof value === 'number') return scored(`m${i}`, value)
      return (value === 'skipped' ? skipped : failed)(`m${i}`, 'why', 'because')
    }),
  )

describe('somebody else’s scorer', () => {
  const foreign = (name: string, given: unknown) => Object.defineProperty(async () => given, 'name', { value: name })
  const scorers = [
    foreign('half', { name: 'half', score: 0.5 }),
    foreign('none', { name: 'none', score: null }),
    foreign('nan', { name: 'nan', score: Number.NaN }),
    foreign('percent', { name: 'percent', score: 95, metadata: null }),
    foreign('nothing', undefined),
  ] as unknown as Scorer[]
  const missing = [
    'none: skipped, no-score: the scorer gave no score',
    'nan: failed, invalid-score: the scorer gave NaN, which is not a number from 0 to 1',
    'percent: failed, invalid-score: the scorer gave 95, which is not a number from 0 to 1',
    'nothing: skipped, no-score: the scorer gave no score',
  ]
  const row = { output: 'Oui.' }

  test('promptfoo', async () => {
    const { namedScores, reason, metadata } = await promptfooAssertion(scorers)('Oui.', {})
    expect([namedScores, metadata.graderError]).toEqual([{ half: 0.5 }, true])
    expect(reason.split('; ')).toEqual(['half 0.5', ...missing])
  })

  test('openevals', async () => {
    expect(await openevalsEvaluator(scorers)({ outputs: 'Oui.' })).toEqual([{ key: 'half', score: 0.5, metadata: {} }])
  })

  test('vitest-evals', async () => {
    const notes: string[] = []
    const context = { skip: () => {}, annotate: async (note: string) => notes.push(note) }
    const judges = await scoredJudges(scorers, row, context)
    expect(judges.map(({ name, assess }) => [name, assess()])).toEqual([['half', { score: 0.5, metadata: {} }]])
    expect(notes).toEqual(missing)
  })

  test('evalite, and Braintrust', async () => {
    const evalite = evaliteScorers(scorers)
    const kept = await Promise.all(evalite.scorers.map((scorer) => scorer(row)))
    expect(evalite.columns({ input: '', ...row, scores: kept }).at(-1)?.value).toBe(missing.join('\n'))
    expect(kept.map(({ score }) => score)).toEqual([0.5])
    const all = await Promise.all(scorers.map((scorer) => hostScorer(scorer)(row)))
    expect(all.map(({ score }) => score)).toEqual([0.5, null, null, null, null])
  })

  test('Mastra', async () => {
    const steps = scorers.map((scorer) => mastraSteps(scorer, { notScorable: (reason = '') => reason }))
    const all = await Promise.all(steps.map(({ preprocess }) => preprocess({ run: row })))
    expect(all.slice(1)).toEqual(missing)
  })
})

test('every host gets the scores that there are, as they are, and no other', async () => {
  await fc.assert(
    fc.asyncProperty(scores, async (all) => {
      const scorers = all.map(scorerOf)
      const there = all.flatMap(({ name, score }) => (score === null ? [] : [[name, score]]))
      const row = { input: '', output: '' }

      const promptfoo = await promptfooAssertion(scorers)('', {})
      expect(Object.entries(promptfoo.namedScores)).toEqual(there)
      expect(promptfoo.score >= 0 && promptfoo.score <= 1).toBe(true)

      const openevals = await openevalsEvaluator(scorers)({ outputs: '' })
      expect(openevals.map(({ key, score }) => [key, score])).toEqual(there)

      const evalite = evaliteScorers(scorers)
      const kept = await Promise.all(evalite.scorers.map((scorer) => scorer(row)))
      evalite.columns({ ...row, scores: kept })
      expect(kept.map(({ name, score }) => [name, score])).toEqual(there)

      const notes: string[] = []
      const context = { skip: () => {}, annotate: async (note: string) => notes.push(note) }
      const judges = await scoredJudges(scorers, row, context)
      expect(judges.map(({ name, assess }) => [name, assess().score])).toEqual(there)
      expect(notes).toHaveLength(all.length - there.length)

      const mastra = scorers.map((scorer) => mastraSteps(scorer, { notScorable: () => null }))
      const steps = await Promise.all(mastra.map(({ preprocess }) => preprocess({ run: row })))
      const numbers = steps.flatMap((step, i) =>
        step === null ? [] : [[step.name, mastra[i]?.generateScore({ results: { preprocessStepResult: step } })]],
      )
      expect(numbers).toEqual(there)
    }),
  )
})
