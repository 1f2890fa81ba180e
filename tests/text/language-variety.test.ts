import { describe, expect, test } from 'vitest'
import { languageVariety, scriptsAgree, varietyInText } from '../../src/text/language-variety.js'

describe('languageVariety', () => {
  test.each([
    ['fr', 'fr'],
    ['pt-BR', 'pt-BR'],
    [' pt_br ', 'pt-BR'],
    ['por-PT', 'pt-PT'],
    ['Portuguese', 'pt'],
    ['português', 'pt'],
    ['srp_Latn', 'sr-Latn'],
    ['sr-latn-rs', 'sr-Latn-RS'],
    ['zh-Hant-TW', 'zh-Hant-TW'],
    ['nb-NO', 'no-NO'],
    ['als', 'als'], // Alemannic in lid.176, though a tag would make it Albanian
    ['en-US-u-ca-buddhist', 'en-US'],
  ])('%j is %s', (name, tag) => {
    expect(languageVariety(name).tag).toBe(tag)
  })

  test('what is none is the error of normalizeLanguage', () => {
    expect(() => languageVariety('frnch')).toThrow(/did you mean "french"/)
    expect(() => languageVariety('und-Latn')).toThrow(RangeError)
  })
})

test.each([
  ['sr', 'Danas', 'sr-Latn'],
  ['sr', 'Данас', 'sr'],
  ['sr', 'Данас Go', 'sr'],
  ['sr', 'Да JavaScript', 'sr-Latn'],
  ['sr', '42', 'sr'],
  ['sr-Cyrl', 'Danas', 'sr-Cyrl'],
  ['sr-ME', 'Данас', 'sr-Cyrl-ME'], // Latn is usual in Montenegro
  ['ru', 'Danas', 'ru'],
  ['uz', 'Бугун', 'uz-Cyrl'],
  ['pa-PK', 'ਅੱਜ', 'pa-Guru-PK'],
])('%s in %j is %s', (name, text, tag) => {
  expect(varietyInText(languageVariety(name), text).tag).toBe(tag)
})

test.each([
  ['Latn', 'Latn', true],
  ['Latn', 'Cyrl', false],
  [undefined, 'Cyrl', true],
  ['Hani', 'Hant', true],
  ['Hans', 'Hani', true],
  ['Hans', 'Hant', false],
  ['Jpan', 'Hira', true],
])('%s and %s: %s', (one, other, agree) => {
  expect(scriptsAgree(one, other)).toBe(agree)
  expect(scriptsAgree(other, one)).toBe(agree)
})
