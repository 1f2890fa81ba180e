import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cappedByModifier,
  givenCorrectLanguage,
  judgeScorer,
  languageConfusion,
  languageCorrectness,
  languageMixing,
  minimumBar,
  modifierFulfillment,
  nspell,
  relevanceJudge,
  type Score,
  type Scorer,
  sixCriteriaJudge,
  spellcheckRatio,
  weightedMean,
  withDefaults,
} from '../../src/index.js'
import type { ChatClient } from '../../src/llm/chat-client.js'
import { count } from '../support/counts.js'

/** A judge that answers at once, and the same to the same prompt: what a judge's scorer does around the model is what is tested here. */
const client: ChatClient = {
  model: 'steady',
  identity: async () => 'steady',
  complete: async ({ messages }) => {
    const length = messages[0]?.content.length ?? 0
    const text = messages[0]?.content.includes('relevance')
      ? String(length % 2)
      : JSON.stringify({ Language: 1 + (length % 3), Fluency: 5, Helpfulness: '2 stars' })
    return { text, finishReason: 'stop', model: 'steady' }
  },
}
const input = 'What does it say?'

/** What every scorer must satisfy, on any text. */
const scorers: Record<string, Scorer> = {
  languageCorrectness: languageCorrectness(),
  'languageCorrectness, of the whole text': languageCorrectness({ text: 'whole' }),
  'languageCorrectness, of the reasoning': languageCorrectness({ of: 'reasoning' }),
  linePassRate: languageConfusion(),
  wordPassRate: languageConfusion({ level: 'word' }),
  languageMixing: languageMixing(),
  spellcheckRatio: spellcheckRatio(),
  'spellcheckRatio, of what was cut': spellcheckRatio({ truncated: true }),
  'spellcheckRatio by nspell': spellcheckRatio({ engine: nspell, language: 'en' }),
  givenCorrectLanguage: givenCorrectLanguage(spellcheckRatio()),
  'givenCorrectLanguage, zero': givenCorrectLanguage(spellcheckRatio(), { wrongLanguage: 'zero' }),
  weightedMean: weightedMean({
    parts: [
      { scorer: languageCorrectness(), weight: 2 },
      { scorer: spellcheckRatio(), weight: 1 },
    ],
  }),
  minimumBar: minimumBar({ parts: [{ scorer: spellcheckRatio(), min: 0.9 }] }),
  withDefaults: withDefaults(languageCorrectness(), { language: 'ru' }),
  relevanceJudge: withDefaults(relevanceJudge({ client }), { input }),
  judgeScorer: judgeScorer({ name: 'polite', client, prompt: 'relevance of {{output}}?', choices: { 1: 1, 0: 0 } }),
  'sixCriteriaJudge, a criterion it gives': withDefaults(sixCriteriaJudge({ client }).criterion('correctLanguage'), {
    input,
  }),
  'sixCriteriaJudge, one off the scale': withDefaults(sixCriteriaJudge({ client }).criterion('fluency'), { input }),
  ...Object.fromEntries(
    [
      'short',
      'long',
      'num_items_3',
      'lang_pt',
      'markdown_template',
      'html_template',
      'arrow_template',
      'cap_template',
    ].map((modifier) => [`modifierFulfillment, ${modifier}`, modifierFulfillment({ modifier })]),
  ),
  'modifierFulfillment, without a modifier': modifierFulfillment(),
  'modifierFulfillment, by a judge': withDefaults(modifierFulfillment({ modifier: 'simple_style', client }), { input }),
  cappedByModifier: cappedByModifier(spellcheckRatio(), modifierFulfillment({ modifier: 'short' })),
  'sixCriteriaJudge, one it does not give': withDefaults(sixCriteriaJudge({ client }).criterion('harmlessness'), {
    input,
  }),
}

function expectScore(score: Score, name: string) {
  expect(score.name).toBe(name)
  if (score.status === 'scored') {
    expect(Number.isFinite(score.score)).toBe(true)
    expect(score.score).toBeGreaterThanOrEqual(0)
    expect(score.score).toBeLessThanOrEqual(1)
  } else {
    expect(['skipped', 'failed']).toContain(score.status)
    expect(score.score).toBeNull()
    expect(score.reason).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(score.metadata.message).toEqual(expect.any(String))
  }
  // Metadata is JSON: what is written and read again is the same.
  expect(JSON.parse(JSON.stringify(score.metadata))).toEqual(withoutUndefined(score.metadata))
}

function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, member) => (typeof member === 'number' ? finite(member) : member)))
}

function finite(value: number): number {
  expect(Number.isFinite(value)).toBe(true)
  return value
}

/** As much text as nothing that takes the square of its length would get through. */
const MB = count(2 ** 16, 2 ** 20)
const SIZE = MB === 2 ** 20 ? '1 MB' : '64 KB'

const hostileTexts: Record<string, string> = {
  empty: '',
  'white space': ' \n\t\u00a0\u3000\u2028 ',
  'lone surrogates': 'abc \ud800 def \udc00\udc00 ghi',
  'right to left': 'مرحبا بالعالم، هذا نص عربي \u202e reversed \u202c',
  emoji: '👩‍👩‍👧‍👦🏳️‍🌈 ☕️ 🇫🇷',
  NUL: 'un texte\0avec un octet nul\0',
  'end of sentence token': '</s> Bonjour </s> tout le monde </s>',
  'label look-alike': '__label__en __label__ru bonjour',
  'combining marks': `e${'\u0301'.repeat(2000)} vu`,
  'reasoning that does not end': '<think> The user asks',
  'reasoning alone': '<think> The user asks </think>',
  'code alone': '```js\nlet x\n```',
  'a formula alone': '$$x^2$$',
  'JSON alone': '{"a": ["b"]}',
  'terminal escapes': '\u001b[2J\u001b[31mrouge\u001b[0m',
  [`one word of ${SIZE}`]: 'a'.repeat(MB),
  [`one Cyrillic word of ${SIZE}`]: 'ж'.repeat(MB / 2),
  [`${SIZE} of hyphens and letters`]: 'a-'.repeat(MB / 2),
  [`${SIZE} of apostrophes`]: "l'".repeat(MB / 2),
  [`${SIZE} of backticks`]: '`'.repeat(MB),
  [`${SIZE} of back-tick and letter`]: '`a'.repeat(MB / 2),
  [`${SIZE} of open tags`]: '<a '.repeat(MB / 3),
  [`${SIZE} of open comments`]: '<!--'.repeat(MB / 4),
  [`${SIZE} of open scripts`]: '<script>'.repeat(MB / 8),
  [`${SIZE} of fences`]: '```\n'.repeat(MB / 4),
  [`${SIZE} of tildes`]: '~~~ '.repeat(MB / 4),
  [`${SIZE} of at signs`]: 'a@'.repeat(MB / 2),
  [`${SIZE} of dotted addresses`]: 'a@b.'.repeat(MB / 4),
  [`${SIZE} of ampersands`]: '&amp'.repeat(MB / 4),
  [`${SIZE} of spaces`]: ' '.repeat(MB),
  [`${SIZE} of lines`]: '\n'.repeat(MB),
}

describe.each(Object.entries(scorers))('%s', (_, scorer) => {
  test.each(Object.entries(hostileTexts))('%s', async (_, output) => {
    expectScore(await scorer({ output, language: 'en' }), scorer.name)
  })

  test('any text in any language gives a score, the same each time, whatever came between', async () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.lorem({ maxCount: 30 }))
    const sample = fc.record(
      { output: text, input: text, language: fc.constantFrom('en', 'fr', 'ru', 'zh', 'th', 'Klingon?', '') },
      { requiredKeys: ['output'] },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(sample, { minLength: 1, maxLength: 4 }), async (samples) => {
        const forwards = await Promise.all(samples.map((args) => scorer(args)))
        const backwards = await Promise.all([...samples].reverse().map((args) => scorer(args)))
        for (const score of forwards) expectScore(score, scorer.name)
        expect(backwards.reverse()).toEqual(forwards)
      }),
      { numRuns: count(30, 100) },
    )
  })

  test('carries its name and tells its signature', async () => {
    expect(scorer.name).toMatch(/^[a-z][A-Za-z]+$/)
    const signature = await scorer.signature?.()
    expect(Object.keys(signature ?? {}).length).toBeGreaterThan(0)
  })

  test('misuse rejects with a TypeError that says what was given', async () => {
    await expect(scorer({} as never)).rejects.toThrow(/output must be a string, got undefined/)
    await expect(scorer({ output: null } as never)).rejects.toThrow(TypeError)
    await expect(scorer(null as never)).rejects.toThrow(TypeError)
    await expect(scorer({ output: 'x', language: 3 } as never)).rejects.toThrow(
      /language must be a string, got a number/,
    )
  })

  test('an abort rejects with the signal’s reason', async () => {
    const reason = new Error('stop')
    await expect(scorer({ output: 'x' }, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})
