import { describe, expect, test } from 'vitest'
import { languageCorrectness, type SampleArgs } from '../../../src/index.js'

const french = 'Le conseil municipal se réunira demain soir.'
const english = 'The town council will meet tomorrow evening.'

describe('languageCorrectness', () => {
  test.each<[string, SampleArgs, { score: number | null; status: string; reason?: string }]>([
    ['right language', { output: french, language: 'fr' }, { score: 1, status: 'scored' }],
    ['wrong language', { output: english, language: 'fr' }, { score: 0, status: 'scored' }],
    ['language by name', { output: french, language: 'French' }, { score: 1, status: 'scored' }],
    ['language of the input', { output: french, input: 'Que se passe-t-il demain ?' }, { score: 1, status: 'scored' }],
    ['wrong for the input', { output: english, input: 'Que se passe-t-il demain ?' }, { score: 0, status: 'scored' }],
    ['language wins over input', { output: english, input: french, language: 'en' }, { score: 1, status: 'scored' }],
    ['empty', { output: '', language: 'fr' }, { score: 0, status: 'scored', reason: 'empty-response' }],
    ['white space only', { output: ' \n\t', language: 'fr' }, { score: 0, status: 'scored', reason: 'empty-response' }],
    ['no letters', { output: '42 ☕', language: 'fr' }, { score: null, status: 'skipped', reason: 'no-letters' }],
    ['nothing expected', { output: french }, { score: null, status: 'skipped', reason: 'no-language' }],
    [
      'input without letters',
      { output: french, input: '42?' },
      { score: null, status: 'skipped', reason: 'no-language' },
    ],
    ['unknown', { output: french, language: 'frnch' }, { score: null, status: 'failed', reason: 'unknown-language' }],
    [
      'not in the model',
      { output: french, language: 'rw' },
      { score: null, status: 'skipped', reason: 'unsupported-language' },
    ],
  ])('%s', async (_, args, expected) => {
    expect(await languageCorrectness()(args)).toMatchObject(expected)
  })

  test('metadata: expected, detected, probability and the two runners-up', async () => {
    const { metadata } = await languageCorrectness({ language: 'fr' })({ output: english })
    expect(metadata).toMatchObject({ expected: 'fr', detected: 'en' })
    expect(metadata.probability).toBeGreaterThan(0.5)
    expect(metadata.runnersUp).toHaveLength(2)
  })

  test('the option may be a function of the sample, and wins over the sample', async () => {
    const scorer = languageCorrectness({ language: ({ input }) => (input === 'en?' ? 'en' : 'fr') })
    expect((await scorer({ output: english, input: 'en?', language: 'ru' })).score).toBe(1)
    expect((await scorer({ output: english, input: 'fr?', language: 'en' })).score).toBe(0)
  })

  test('an unknown language in the options throws at once, naming the nearest', () => {
    expect(() => languageCorrectness({ language: 'Frech' })).toThrow(
      /unknown language "Frech"; did you mean "french"\?/,
    )
  })

  test('an identifier that breaks gives a failed score with its message', async () => {
    const identifier = {
      name: 'broken',
      identify: async () => {
        throw new Error('model server is down')
      },
      signature: async () => 'broken',
      languages: async () => new Set(['fr']),
    }
    const score = await languageCorrectness({ identifier })({ output: french, language: 'fr' })
    expect(score).toMatchObject({
      status: 'failed',
      score: null,
      reason: 'error',
      metadata: { message: 'model server is down' },
    })
  })

  test('an identifier without a guess is a failed score, not a wrong language', async () => {
    const identifier = {
      name: 'mute',
      identify: async () => [],
      signature: async () => 'mute',
      languages: async () => new Set(['fr']),
    }
    const score = await languageCorrectness({ identifier })({ output: french, language: 'fr' })
    expect(score).toMatchObject({ status: 'failed', score: null, reason: 'no-prediction' })
  })
})
