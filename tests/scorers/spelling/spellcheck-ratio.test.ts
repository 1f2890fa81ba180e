import { describe, expect, test } from 'vitest'
import { nspell, type SampleArgs, spellcheckRatio } from '../../../src/index.js'

const bytes = (text: string) => new TextEncoder().encode(text)
const tiny = { aff: bytes('SET UTF-8\n'), dic: bytes('2\nHaus\nMaus\n') }

describe('spellcheckRatio', () => {
  test.each<[string, SampleArgs, number, string[]]>([
    ['en', { output: 'The qick brown fox', language: 'en' }, 3 / 4, ['qick']],
    ['fr', { output: "L'élève n’a pas manjé d'arc-en-ciel", language: 'fr' }, 4 / 5, ['manjé']],
    ['pt', { output: 'A água e o copo d’água estão na meza', language: 'pt' }, 8 / 9, ['meza']],
    ['ru', { output: 'Мама мыла рамму', language: 'ru' }, 2 / 3, ['рамму']],
    [
      'words of another language count as misspelt',
      { output: 'Voici the summary', language: 'fr' },
      1 / 3,
      ['the', 'summary'],
    ],
    ['repeats count, and are listed once', { output: 'teh teh cat', language: 'en' }, 1 / 3, ['teh']],
    ['in order', { output: 'zzyx aabb zzyx cat', language: 'en' }, 1 / 4, ['zzyx', 'aabb']],
    ['code and addresses are no words', { output: 'Run `npmm xci` at https://qwrt.example', language: 'en' }, 1, []],
    ['the language of the input', { output: 'Le chat dort', input: 'Que fait le chat ?' }, 1, []],
  ])('%s', async (_, args, score, misspelled) => {
    const result = await spellcheckRatio()(args)
    expect(result).toMatchObject({ status: 'scored', metadata: { misspelled, engine: 'crosslingual' } })
    expect(result.score).toBeCloseTo(score, 12)
    expect(result.metadata.words).toBeGreaterThanOrEqual(misspelled.length)
  })

  test('metadata: counts, and which dictionary', async () => {
    const { metadata } = await spellcheckRatio()({ output: 'The qick brown fox', language: 'en-GB' })
    expect(metadata).toMatchObject({ language: 'en', words: 4, correct: 3 })
    expect(metadata.dictionary).toMatch(/^dictionary-en@\d+\.\d+\.\d+$/)
  })

  test.each<[string, SampleArgs, { status: string; reason: string }]>([
    ['no words', { output: '42 ⚠️', language: 'en' }, { status: 'skipped', reason: 'no-words' }],
    ['no prose', { output: '42 https://example.org', language: 'en' }, { status: 'skipped', reason: 'no-prose' }],
    ['no dictionary', { output: 'Huset', language: 'da' }, { status: 'skipped', reason: 'no-dictionary' }],
    ['no language', { output: 'Das Haus' }, { status: 'skipped', reason: 'no-language' }],
    ['unknown language', { output: 'Das Haus', language: 'Grman' }, { status: 'failed', reason: 'unknown-language' }],
  ])('%s', async (_, args, expected) => {
    expect(await spellcheckRatio()(args)).toMatchObject({ score: null, ...expected })
  })

  test('a missing dictionary comes with the line that installs it', async () => {
    const { metadata } = await spellcheckRatio()({ output: 'Et hus', language: 'nb' })
    expect(metadata.mend).toBe('npm install dictionary-nb')
  })

  test('a dictionary of the user’s wins, under any name of its language', async () => {
    const spelled = spellcheckRatio({ dictionaries: { German: tiny } })
    const score = await spelled({ output: 'Haus Maus Laus', language: 'de' })
    expect(score).toMatchObject({
      score: 2 / 3,
      metadata: { dictionary: expect.stringMatching(/^custom-de#[0-9a-f]{8}$/), misspelled: ['Laus'] },
    })
  })

  test('the second engine gives its name; a dictionary it refuses is a failed score, not a hang', async () => {
    const spelled = spellcheckRatio({ engine: nspell })
    expect(await spelled({ output: 'Haus', language: 'en' })).toMatchObject({ metadata: { engine: 'nspell' } })
    const refused = await spelled({ output: 'casa', language: 'pt' })
    expect(refused).toMatchObject({
      status: 'failed',
      reason: 'error',
      metadata: { message: expect.stringMatching(/nspell cannot load dictionary dictionary-pt/) },
    })
  })

  test('many first uses at once load a dictionary once, and agree', async () => {
    const files = { ...tiny }
    const spelled = spellcheckRatio({ dictionaries: { de: files } })
    const scores = await Promise.all(Array.from({ length: 50 }, () => spelled({ output: 'Haus', language: 'de' })))
    expect(new Set(scores.map(({ score }) => score))).toEqual(new Set([1]))
  })

  test('unknown languages in the options throw at once', () => {
    expect(() => spellcheckRatio({ language: 'xx-unknown' })).toThrow(RangeError)
    expect(() => spellcheckRatio({ dictionaries: { Grman: tiny } })).toThrow(/did you mean "german"/)
  })
})
