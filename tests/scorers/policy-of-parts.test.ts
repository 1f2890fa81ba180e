import { describe, expect, test } from 'vitest'
import {
  defineScorer,
  evaluate,
  languageCorrectness,
  minimumBar,
  type Scorer,
  spellcheckRatio,
  type WrongLanguagePolicy,
  weightedMean,
  withDefaults,
} from '../../src/index.js'

const spelled = { scorer: spellcheckRatio(), weight: 1, min: 0.9 }
const inLanguage = { scorer: languageCorrectness(), weight: 3, min: 1 }
const english = { id: 'a', output: 'This response is in English, not in French.', language: 'fr' }

async function summaryOf(scorer: Scorer, sample: object, wrongLanguage: WrongLanguagePolicy = 'exclude') {
  const { groups } = await evaluate([sample as typeof english], { scorers: [scorer], wrongLanguage })
  return groups[0]?.metrics[scorer.name]
}

describe('the wrong-language policy reaches the parts of a score', () => {
  const whole = weightedMean({ name: 'whole', parts: [inLanguage, spelled] })
  const alone = weightedMean({ name: 'alone', parts: [spelled] })
  const nested = weightedMean({ name: 'nested', parts: [inLanguage, { scorer: alone, weight: 1 }] })

  test.each<[WrongLanguagePolicy, Scorer, number | null, object]>([
    ['exclude', whole, 0, { partial: 1 }],
    ['zero', whole, 0, {}],
    ['exclude', nested, 0, { partial: 1 }],
    ['zero', nested, 0, {}],
    ['exclude', alone, null, { 'wrong-language': 1 }],
    ['zero', alone, 0, {}],
    ['exclude', withDefaults(whole, { language: 'en' }), 1, {}],
  ])('%s: %o', async (policy, scorer, mean, reasons) => {
    const sample = scorer === whole || scorer === nested || scorer === alone ? english : { ...english, language: null }
    const found = await summaryOf(scorer, sample, policy)
    expect(found?.mean ?? null).toBe(mean)
    const counts = Object.entries(found?.reasons ?? {}).map(([reason, { count }]) => [reason, count])
    expect(Object.fromEntries(counts)).toEqual(reasons)
  })

  test('include leaves the parts as they are', async () => {
    const { score } = await spellcheckRatio()(english)
    expect((await summaryOf(whole, english, 'include'))?.mean).toBeCloseTo((score as number) / 4, 12)
  })

  test('what the policy leaves out of all parts is counted as wrong language', async () => {
    expect(await summaryOf(alone, english)).toMatchObject({ wrongLanguage: 1, skipped: 0 })
  })

  test('a part in the wrong language is not run where its score would be thrown away', async () => {
    let runs = 0
    const counting = defineScorer('counting', () => {
      runs += 1
      return 1
    })
    await summaryOf(weightedMean({ name: 'w', parts: [inLanguage, { scorer: counting, weight: 1 }] }), english)
    expect(runs).toBe(0)
  })
})

describe('what was skipped is not lost', () => {
  const german = { id: 'b', output: 'Disser Text ist foller Feler und hat kein Wörterbuhc.', language: 'de' }

  test('a mean without a part is counted as partial, and says without what', async () => {
    const found = await summaryOf(weightedMean({ name: 'w', parts: [inLanguage, spelled] }), german)
    expect(found).toMatchObject({
      mean: 1,
      reasons: { partial: { count: 1, message: 'without spellcheckRatio (no-dictionary)' } },
    })
  })

  test('a bar that nobody knows to be reached is skipped', async () => {
    const found = await summaryOf(minimumBar({ parts: [inLanguage, spelled] }), german)
    expect(found).toMatchObject({ mean: null, skipped: 1, reasons: { partial: { count: 1 } } })
  })

  test.each([
    ['in the wrong language, with a dictionary', english],
    ['in the wrong language, without one', { ...english, language: 'de' }],
  ])('an answer %s fails the bar whatever its spelling', async (_, sample) => {
    const found = await summaryOf(minimumBar({ parts: [inLanguage, spelled] }), sample)
    expect(found).toMatchObject({ mean: 0, scored: 1, skipped: 0, wrongLanguage: 0 })
  })
})
