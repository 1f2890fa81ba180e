import { describe, expect, test } from 'vitest'
import { lid176Labels, normalizeLanguage } from '../../src/text/language-code.js'

describe('normalizeLanguage', () => {
  test.each<[given: string, code: string]>([
    ['fr', 'fr'],
    ['FR', 'fr'],
    [' fr ', 'fr'],
    ['pt-BR', 'pt'],
    ['pt_PT', 'pt'],
    ['por', 'pt'],
    ['fra', 'fr'],
    ['fre', 'fr'], // ISO 639-2/B
    ['ger', 'de'],
    ['deu', 'de'],
    ['zh-Hant-TW', 'zh'],
    ['cmn', 'zh'],
    ['iw', 'he'], // withdrawn from ISO 639-1
    ['nb', 'no'],
    ['nb-NO', 'no'],
    ['nn', 'nn'],
    ['fil', 'tl'],
    ['ceb', 'ceb'],
    ['als', 'als'], // the model's own: Alemannic
    ['sh', 'sh'],
    ['rw', 'rw'], // known, though the model does not have it
    ['Portuguese', 'pt'],
    ['portuguese', 'pt'],
    ['Russian', 'ru'],
    ['français', 'fr'],
    ['Русский', 'ru'],
    ['Albanian', 'sq'],
    ['Norwegian', 'no'],
    ['Farsi', 'fa'],
    ['Mandarin', 'zh'],
    ['Brazilian Portuguese', 'pt'],
    ['French (France)', 'fr'],
    ['Portuguese (Brazil)', 'pt'],
    ['Simplified Chinese', 'zh'],
    ['Norwegian Bokmål', 'no'],
    ['Bengali', 'bn'],
  ])('%j is %s', (given, code) => {
    expect(normalizeLanguage(given)).toBe(code)
  })

  test.each([...lid176Labels])('the model’s label %s is itself', (label) => {
    expect(normalizeLanguage(label)).toBe(label)
  })

  test.each<[given: string, message: RegExp]>([
    ['Portugese', /unknown language "Portugese"; did you mean "portuguese"\?/],
    ['frnch', /did you mean "french"\?/],
    ['', /unknown language ""/],
    ['und', /unknown language "und", which stands for no one language; leave it empty where it is not known/],
    ['cn', /unknown language "cn" \(a country\); did you mean "zh"\?/],
    ['jp', /did you mean "ja"\?/],
    ['UA', /did you mean "uk"\?/],
    ['qx', /unknown language "qx"/],
    ['constructor', /unknown language "constructor"/],
    ['qqq', /unknown language/],
    ['english please, if you can', /Give an ISO 639 code/],
    ['\u001b[31m', /unknown language/],
  ])('%j is a RangeError', (given, message) => {
    expect(() => normalizeLanguage(given)).toThrow(RangeError)
    expect(() => normalizeLanguage(given)).toThrow(message)
  })
})
