import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { languageOfLabel } from '../../../src/engines/fasttext/fasttext-label.js'
import { fasttextWasm } from '../../../src/engines/fasttext-wasm.js'
import { evaluate, fasttext, languageConfusion, languageCorrectness } from '../../../src/index.js'

const model = new URL('../../../fixtures/script-model/scripts.ftz', import.meta.url)

describe('labels', () => {
  // GlotLID 3 (languages-v3.md), OpenLID (languages.md) and NLLB's lid218e have ISO 639-3 and ISO 15924; lid.176 its own.
  test.each([
    ['__label__fra_Latn', { language: 'fr', script: 'Latn' }],
    ['__label__cmn_Hani', { language: 'zh', script: 'Hani' }],
    ['__label__zho_Hans', { language: 'zh', script: 'Hans' }],
    ['__label__yue_Hant', { language: 'yue', script: 'Hant' }],
    ['__label__arb_Arab', { language: 'ar', script: 'Arab' }],
    ['__label__srp_Latn', { language: 'sr', script: 'Latn' }],
    ['__label__als_Latn', { language: 'sq', script: 'Latn' }],
    ['__label__swh_Latn', { language: 'sw', script: 'Latn' }],
    ['__label__zsm_Latn', { language: 'ms', script: 'Latn' }],
    ['__label__nob_Latn', { language: 'no', script: 'Latn' }],
    ['__label__tgl_Latn', { language: 'tl', script: 'Latn' }],
    ['__label__pes_Arab', { language: 'fa', script: 'Arab' }],
    ['__label__aba_Latn', { language: 'aba', script: 'Latn' }],
    ['sr_Cyrl', { language: 'sr', script: 'Cyrl' }],
    ['__label__fr', { language: 'fr' }],
    ['__label__als', { language: 'als' }],
    ['__label__zh', { language: 'zh' }],
    ['__label__spam', { language: 'spam' }],
    ['__label__not_Spam', { language: 'not', script: 'Spam' }],
    ['__label__not_spam', { language: 'not_spam' }],
    ['__label__', { language: '' }],
  ])('%s', (label, language) => {
    expect(languageOfLabel(label)).toEqual(language)
  })
})

describe.each([
  ['fasttext', fasttext({ model })],
  ['fasttextWasm', fasttextWasm({ model: readFileSync(model) })],
])('%s with a model of such labels', (_, identifier) => {
  test('the languages that it knows', async () => {
    expect([...(await identifier.languages())].sort()).toEqual(['en', 'fr', 'ru', 'sq', 'sr', 'sw', 'zh'])
  })

  // What Debian's fasttext 0.9.2 predicts with the model.
  test.each([
    ['Habari za asubuhi watoto.', 'sw', 'Latn'],
    ['Danas je lep dan i idemo u šetnju pored reke.', 'sr', 'Latn'],
    ['Данас је леп дан и идемо у шетњу поред реке.', 'sr', 'Cyrl'],
    ['Les enfants ont faim.', 'fr', 'Latn'],
    ['他们 在 唱歌', 'zh', 'Hani'],
    ['Fëmijët kanë uri dhe duan ujë.', 'sq', 'Latn'],
    ['Сегодня дети дома.', 'ru', 'Cyrl'],
  ])('%s', async (text, language, script) => {
    expect((await identifier.identify(text, 1))[0]).toMatchObject({ language, script })
  })

  const latin = 'Danas je lep dan i idemo u šetnju pored reke.'
  const cyrillic = 'Данас је леп дан и идемо у шетњу поред реке.'
  test.each<[output: string, language: string, score: number, expected: string, detected: string]>([
    [latin, 'sr-Latn', 1, 'sr', 'sr'],
    [latin, 'srp_Latn', 1, 'sr', 'sr'],
    [latin, 'sr', 1, 'sr', 'sr'],
    [cyrillic, 'sr', 1, 'sr', 'sr'],
    [cyrillic, 'sr-Latn', 0, 'sr-Latn', 'sr-Cyrl'],
    [latin, 'sr-Cyrl-RS', 0, 'sr-Cyrl', 'sr-Latn'],
    [latin, 'fr', 0, 'fr', 'sr'],
    ['他们 在 唱歌', 'zh-Hans', 1, 'zh', 'zh'],
    ['他们 在 唱歌', 'zh-TW', 1, 'zh', 'zh'],
    ['Habari za asubuhi watoto.', 'Swahili', 1, 'sw', 'sw'],
    ['Les enfants ont faim.', 'fr-CA', 1, 'fr', 'fr'],
  ])('%s as %s', async (output, language, score, expected, detected) => {
    const correct = languageCorrectness({ identifier })
    expect(await correct({ output, language })).toMatchObject({ score, metadata: { expected, detected } })
  })

  test('what it does not know is skipped', async () => {
    const correct = languageCorrectness({ identifier })
    expect(await correct({ output: 'Guten Tag', language: 'de' })).toMatchObject({ reason: 'unsupported-language' })
  })

  test('lines too, and groups by language are those of the code', async () => {
    const samples = [
      { output: `${latin}\n${latin}`, language: 'sr-Latn' },
      { output: `${cyrillic}\n${cyrillic}`, language: 'sr-Cyrl' },
    ]
    const scorers = [languageCorrectness({ identifier }), languageConfusion({ identifier })]
    const { groups } = await evaluate(samples, { scorers, by: ['language'] })
    expect(groups.map(({ by, metrics }) => [by.language, metrics.languageCorrectness.mean])).toEqual([['sr', 1]])
    expect(groups[0]?.metrics.linePassRate).toMatchObject({ scored: 2, mean: 1 })
  })
})
