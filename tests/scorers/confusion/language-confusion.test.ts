import { describe, expect, test } from 'vitest'
import { evaluate, languageConfusion, macroMeans, type SampleArgs } from '../../../src/index.js'
import { benchmarkLines } from '../../../src/scorers/confusion/benchmark-lines.js'
import { wholeText } from '../../../src/text/prose.js'
import { hasShared, sharedResponses } from '../../support/shared.js'

describe('benchmarkLines: the rules of compute_metrics.py', () => {
  test.each<[string, string, string, string[]]>([
    [
      'short lines are left out',
      'fr',
      'un deux trois quatre\nun deux trois quatre cinq',
      ['un deux trois quatre cinq'],
    ],
    [
      'what a base model asks itself is cut',
      'fr',
      'un deux trois quatre cinq\nQ: six sept huit neuf dix',
      ['un deux trois quatre cinq'],
    ],
    ['a Q: at the very start stays', 'fr', 'Q: un deux trois quatre cinq', ['Q un deux trois quatre cinq']],
    [
      'ASCII punctuation is deleted, not spaced',
      'fr',
      "l'eau, peut-être: un (deux) trois!",
      ['leau peutêtre un deux trois'],
    ],
    ['other punctuation stays', 'fr', '« un » deux trois', ['« un » deux trois']],
    ['a dash is a space', 'fr', 'un—deux—trois—quatre—cinq', ['un deux trois quatre cinq']],
    ['an Arabic comma is deleted', 'ar', 'واحد، اثنان، ثلاثة، أربعة، خمسة', ['واحد اثنان ثلاثة أربعة خمسة']],
    ['Chinese is segmented', 'zh', '今天天气很好我们去公园散步', ['今天天气很好我们去公园散步']],
    ['empty', 'fr', ' \n \n', []],
  ])('%s', (_, language, output, expected) => {
    expect(benchmarkLines(wholeText(output), output, language).map(({ text }) => text)).toEqual(expected)
  })
})

describe('languageConfusion', () => {
  const french = 'Voici un petit résumé du texte.'
  const english = 'Let me know if you need anything more.'
  const russian = 'Мы будем рады видеть вас в нашем доме завтра.'

  test.each<[string, 'line' | 'word', SampleArgs, object]>([
    ['every line in the language', 'line', { output: `${french}\n${french}`, language: 'fr' }, { score: 1 }],
    ['one line in another', 'line', { output: `${french}\n${english}`, language: 'fr' }, { score: 0 }],
    ['no line long enough', 'line', { output: 'Oui.\nNon.', language: 'fr' }, { score: null, reason: 'no-lines' }],
    ['empty', 'line', { output: '', language: 'fr' }, { score: null, reason: 'no-lines' }],
    ['no expected language', 'line', { output: french }, { score: null, reason: 'no-language' }],
    ['word level: none', 'word', { output: russian, language: 'ru' }, { score: 1 }],
    [
      'word level: one English word',
      'word',
      { output: russian.replace('доме', 'house'), language: 'ru' },
      { score: 0 },
    ],
    [
      'word level: short and capitalised ones do not count',
      'word',
      { output: `${russian} API Google the`, language: 'ru' },
      { score: 1 },
    ],
    [
      'word level: failed by lines',
      'word',
      { output: english, language: 'ru' },
      { score: null, reason: 'failed-lines' },
    ],
    [
      'word level: a Latin script',
      'word',
      { output: french, language: 'fr' },
      { score: null, reason: 'no-word-level' },
    ],
  ])('%s', async (_, level, args, expected) => {
    expect(await languageConfusion({ level })(args)).toMatchObject(expected)
  })

  test('metadata says which line, in what language, and which words', async () => {
    const { metadata } = await languageConfusion()({ output: `${french}\nOui.\n${english}`, language: 'fr' })
    expect(metadata).toMatchObject({ lines: 2, wrongLines: [{ line: 3, detected: 'en' }] })
    const word = await languageConfusion({ level: 'word' })({
      output: russian.replace('доме', 'house'),
      language: 'ru',
    })
    expect(word.metadata.englishWords).toEqual(['house'])
  })

  test('an English word list of one’s own', async () => {
    const words = new Set(['завтра'])
    const scorer = languageConfusion({ level: 'word', isEnglishWord: (token) => words.has(token) })
    expect((await scorer({ output: russian, language: 'ru' })).metadata.englishWords).toEqual(['завтра'])
  })

  test('an unknown level is a RangeError', () => {
    expect(() => languageConfusion({ level: 'char' as never })).toThrow(/level must be "line" or "word", got "char"/)
  })
})

// Line pass rates of the benchmark's monolingual part by its own script's rules with native fastText and the same lid.176.ftz, in
// percent: per source, then the mean over a language's sources. Word pass rates with the benchmark's own list of English words.
describe.skipIf(!hasShared)('the benchmark’s own numbers (needs ../shared)', () => {
  test.each([
    ['llama-2-instruct', { fr: 87.0, ru: 89.9, de: 60.0, es: 96.3, ko: 0.0 }, { ru: 93.3, zh: 94.1 }],
    ['gpt-3.5-turbo', { fr: 99.3, ru: 100.0, de: 100.0 }, { ru: 100.0, zh: 100.0 }],
  ] as const)(
    '%s',
    async (model, lines, wordRates) => {
      const samples = sharedResponses(model).filter(({ setting }) => setting === 'monolingual')
      const scorers = [languageConfusion({ text: 'whole' }), languageConfusion({ level: 'word', text: 'whole' })]
      const report = await evaluate(samples, { scorers, by: ['source', 'language'] })
      const measured = (language: string, metric: string) => {
        const group = macroMeans(report, 'source').find(({ by }) => by.language === language)
        return Number(((group?.metrics[metric]?.mean ?? NaN) * 100).toFixed(1))
      }
      for (const [language, rate] of Object.entries(lines)) {
        expect([language, measured(language, 'linePassRate')]).toEqual([language, rate])
      }
      for (const [language, rate] of Object.entries(wordRates)) {
        expect([language, measured(language, 'wordPassRate')]).toEqual([language, rate])
      }
    },
    120_000,
  )
})
