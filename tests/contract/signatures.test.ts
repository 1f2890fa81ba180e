import { expect, test } from 'vitest'
import { modifiers } from '../../src/evalset/index.js'
import {
  cappedByModifier,
  evaluate,
  fasttext,
  givenCorrectLanguage,
  languageConfusion,
  languageCorrectness,
  languageMixing,
  minimumBar,
  modifierFulfillment,
  nspell,
  relevanceJudge,
  type ScorerTraits,
  sixCriteriaJudge,
  spellcheckRatio,
  weightedMean,
  withDefaults,
} from '../../src/index.js'
import type { ChatClient } from '../../src/llm/index.js'

const judge = (model: string): ChatClient => ({
  model,
  identity: async () => model,
  complete: async () => ({ text: '1', finishReason: 'stop', model }),
})
const [client, other] = [judge('a'), judge('b')]
const set: ChatClient = { ...client, settings: { provider: 'p' } }
const identifier = fasttext({ model: new URL('../../fixtures/tiny-model/hs.ftz', import.meta.url) })
const spelled = spellcheckRatio()

/** The default of a factory, and with each of its options that can change a number. */
const variants: Record<string, [byDefault: ScorerTraits, ...others: ScorerTraits[]]> = {
  languageCorrectness: [
    languageCorrectness(),
    languageCorrectness({ language: 'fr' }),
    languageCorrectness({ language: () => 'fr' }),
    languageCorrectness({ language: () => 'ru' }),
    languageCorrectness({ identifier }),
    languageCorrectness({ text: 'whole' }),
    languageCorrectness({ truncated: true }),
    languageCorrectness({ truncated: ({ output }) => output.length > 400 }),
    languageCorrectness({ of: 'reasoning' }),
    languageCorrectness({ of: 'reasoning', text: 'whole' }),
  ],
  spellcheckRatio: [
    spelled,
    spellcheckRatio({ language: 'fr' }),
    spellcheckRatio({ engine: nspell }),
    spellcheckRatio({ identifier }),
    spellcheckRatio({ text: 'whole' }),
    spellcheckRatio({ truncated: false }),
    spellcheckRatio({ of: 'reasoning' }),
    spellcheckRatio({ accept: ['café'] }),
    spellcheckRatio({ accept: ['thé'] }),
  ],
  languageConfusion: [
    languageConfusion(),
    languageConfusion({ level: 'word' }),
    languageConfusion({ level: 'word', isEnglishWord: (word) => word === 'the' }),
    languageConfusion({ language: 'fr' }),
    languageConfusion({ identifier }),
    languageConfusion({ text: 'whole' }),
    languageConfusion({ truncated: true }),
  ],
  languageMixing: [
    languageMixing(),
    languageMixing({ language: 'fr' }),
    languageMixing({ others: ['en'] }),
    languageMixing({ others: ['en', 'es'] }),
    languageMixing({ allow: ['en'] }),
    languageMixing({ allow: () => ['en'] }),
    languageMixing({ binary: true }),
    languageMixing({ engine: nspell }),
    languageMixing({ identifier }),
    languageMixing({ truncated: true }),
  ],
  modifierFulfillment: [
    modifierFulfillment(),
    modifierFulfillment({ modifier: 'short' }),
    modifierFulfillment({ modifier: () => 'short' }),
    modifierFulfillment({ client }),
    modifierFulfillment({ client: other }),
    modifierFulfillment({ client: set }),
    modifierFulfillment({ client, decidedBy: 'judge' }),
    modifierFulfillment({ modifiers: modifiers.slice(0, 3) }),
    modifierFulfillment({ modifiers: modifiers.map((each) => ({ ...each, condition: () => 'The response rhymes.' })) }),
    modifierFulfillment({ brief: { maxWords: 50 } }),
    modifierFulfillment({ detailed: { minWords: 50 } }),
    modifierFulfillment({ arrow: '->' }),
    modifierFulfillment({ capitals: { of: 'lines' } }),
    modifierFulfillment({ identifier }),
    modifierFulfillment({ text: 'whole' }),
  ],
  relevanceJudge: [
    relevanceJudge({ client }),
    relevanceJudge({ client: other }),
    relevanceJudge({ client, probability: true }),
    relevanceJudge({ client, maxTokens: 512 }),
    relevanceJudge({ client, reasoningEffort: 'low' }),
    relevanceJudge({ client, extraBody: { top_k: 1 } }),
    relevanceJudge({ client: set }),
  ],
  sixCriteriaJudge: [
    sixCriteriaJudge({ client }).criterion('fluency'),
    sixCriteriaJudge({ client: other }).criterion('fluency'),
    sixCriteriaJudge({ client, maxTokens: 512 }).criterion('fluency'),
    sixCriteriaJudge({ client, reasoningEffort: 'low' }).criterion('fluency'),
    sixCriteriaJudge({ client, extraBody: { top_k: 1 } }).criterion('fluency'),
    sixCriteriaJudge({ client: set }).criterion('fluency'),
  ],
  givenCorrectLanguage: [
    givenCorrectLanguage(spelled),
    givenCorrectLanguage(spelled, { wrongLanguage: 'zero' }),
    givenCorrectLanguage(spelled, { language: languageCorrectness({ language: 'fr' }) }),
  ],
  weightedMean: [
    weightedMean({ parts: [{ scorer: spelled, weight: 1 }] }),
    weightedMean({ parts: [{ scorer: spelled, weight: 2 }] }),
    weightedMean({ parts: [{ scorer: spellcheckRatio({ engine: nspell }), weight: 1 }] }),
  ],
  minimumBar: [
    minimumBar({ parts: [{ scorer: spelled, min: 0.9 }] }),
    minimumBar({ parts: [{ scorer: spelled, min: 0.8 }] }),
  ],
  withDefaults: [
    withDefaults(spelled, {}),
    withDefaults(spelled, { language: 'fr' }),
    withDefaults(spelled, { language: 'ru' }),
  ],
  cappedByModifier: [
    cappedByModifier(spelled, modifierFulfillment()),
    cappedByModifier(spelled, modifierFulfillment({ arrow: '->' })),
  ],
}

test.each(Object.entries(variants))('%s: no two choices of options share a signature', async (_, scorers) => {
  const lines = await Promise.all(scorers.map(async ({ signature }) => JSON.stringify(await signature?.())))
  expect(new Set(lines).size).toBe(scorers.length)
})

test('a default that is given keeps the signature', async () => {
  expect(await spellcheckRatio({ text: 'prose', of: 'answer' }).signature?.()).toEqual(await spelled.signature?.())
})

test('a wrapper that changes nothing keeps the signature', async () => {
  expect(await withDefaults(spelled, {}).signature?.()).toEqual(await spelled.signature?.())
})

test('a text of one’s own stands by its hash: a signature is one line, and no place for a prompt', async () => {
  const input = 'Résume ce texte.\nIl y a | des barres, des virgules, '.repeat(20)
  const line = JSON.stringify(await withDefaults(relevanceJudge({ client }), { input }).signature?.())
  expect(line).toMatch(/"relevanceDefaults":"input=#[0-9a-f]{8}"/)
})

test('dictionaries of one’s own are in the signature of what they scored', async () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const signatureWith = async (word: string) => {
    const dictionaries = { fr: { aff: bytes('SET UTF-8\n'), dic: bytes(`1\n${word}\n`) } }
    const scorers = [spellcheckRatio({ dictionaries })]
    const samples = [{ output: 'Le chat dort sur le canapé.', language: 'fr' }]
    return (await evaluate(samples, { scorers })).signature.dictionaries
  }
  expect(await signatureWith('chat')).toMatch(/^custom-fr#[0-9a-f]{8}$/)
  expect(await signatureWith('chat')).not.toBe(await signatureWith('chien'))
})
