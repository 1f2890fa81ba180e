import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { affixSpeller, type SampleArgs, spellcheckRatio } from '../../../src/index.js'
import { dictionaryPackageName } from '../../../src/scorers/spelling/dictionaries.js'
import { missingPackage, packageVarieties } from '../../../src/scorers/spelling/dictionary-choice.js'
import { languageVariety } from '../../../src/text/language-variety.js'

const bytes = (text: string) => new TextEncoder().encode(text)
const source = (...words: string[]) => ({
  aff: bytes('SET UTF-8\n'),
  dic: bytes(`${words.length}\n${words.join('\n')}\n`),
})

/** A project in which these packages are installed; the words of each are its own name and what is here. */
const packages: Record<string, string[]> = {
  'dictionary-en-gb': ['colour'],
  'dictionary-pt-pt': ['receção', 'de'],
  'dictionary-sr': ['дан', 'је', 'леп'],
  'dictionary-sr-latn': ['dan', 'je', 'lep'],
  'dictionary-de': ['Januar'],
  'dictionary-de-at': ['Jänner'],
  'dictionary-uz': ['kun'],
}
const project = mkdtempSync(join(tmpdir(), 'crosslingual-'))
beforeAll(() => {
  for (const [name, words] of Object.entries(packages)) {
    const folder = join(project, 'node_modules', name)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '9.9.9', main: 'index.js' }))
    writeFileSync(join(folder, 'index.js'), '')
    writeFileSync(join(folder, 'index.aff'), source().aff)
    writeFileSync(join(folder, 'index.dic'), source(...words).dic)
  }
})
afterAll(() => rmSync(project, { recursive: true }))
afterEach(() => void vi.restoreAllMocks())
/** What is installed is looked for once for each engine. */
let engines = 0
const newEngine = () => ({ ...affixSpeller, name: `engine-${engines++}` })
const inProject = () => vi.spyOn(process, 'cwd').mockReturnValue(project)

describe('an installed dictionary of the region or the script is taken', () => {
  test.each<[SampleArgs, score: number, dictionary: string, note?: string]>([
    [{ output: 'colour', language: 'en-GB' }, 1, 'dictionary-en-gb@9.9.9'],
    [{ output: 'colour', language: 'en_gb' }, 1, 'dictionary-en-gb@9.9.9'],
    [{ output: 'color', language: 'en-US' }, 1, 'dictionary-en@4.0.0'],
    [{ output: 'color', language: 'en' }, 1, 'dictionary-en@4.0.0'],
    [{ output: 'color', language: 'en-IN' }, 1, 'dictionary-en@4.0.0', 'that of en, since there is none of en-IN'],
    [{ output: 'receção', language: 'pt-PT' }, 1, 'dictionary-pt-pt@9.9.9'],
    [{ output: 'receção', language: 'por-PT' }, 1, 'dictionary-pt-pt@9.9.9'],
    [{ output: 'recepção', language: 'pt-BR' }, 1, 'dictionary-pt@4.0.0'],
    [{ output: 'Jänner', language: 'de-AT' }, 1, 'dictionary-de-at@9.9.9'],
    [{ output: 'Januar', language: 'de-DE' }, 1, 'dictionary-de@9.9.9'],
    [{ output: 'Januar', language: 'de-Latn-CH' }, 1, 'dictionary-de@9.9.9', 'npm install dictionary-de-ch'],
    [{ output: 'dan je lep', language: 'sr-Latn' }, 1, 'dictionary-sr-latn@9.9.9'],
    [{ output: 'dan je lep', language: 'srp_Latn' }, 1, 'dictionary-sr-latn@9.9.9'],
    [{ output: 'dan je lep', language: 'sr-Latn-RS' }, 1, 'dictionary-sr-latn@9.9.9'],
    [{ output: 'dan je lep', language: 'sr' }, 1, 'dictionary-sr-latn@9.9.9'],
    [{ output: 'дан је леп', language: 'sr' }, 1, 'dictionary-sr@9.9.9'],
    [{ output: 'дан је леп', language: 'sr-Cyrl' }, 1, 'dictionary-sr@9.9.9'],
    // Who says which letters are wanted gets a score for them.
    [{ output: 'dan je lep', language: 'sr-Cyrl' }, 0, 'dictionary-sr@9.9.9'],
    [{ output: 'дан је леп', language: 'sr-Latn' }, 0, 'dictionary-sr-latn@9.9.9'],
    // A language with one script: another one is another language.
    [{ output: 'Hello there', language: 'ru' }, 0, 'dictionary-ru@3.0.0'],
  ])('%j', async (args, score, dictionary, note) => {
    inProject()
    const result = await spellcheckRatio()(args)
    expect(result).toMatchObject({ status: 'scored', score, metadata: { dictionary } })
    if (note === undefined) expect(result.metadata).not.toHaveProperty('note')
    else expect(result.metadata.note).toContain(note)
  })

  test.each<[SampleArgs, mend: string, language: string]>([
    [{ output: 'dan je lep', language: 'sr-Latn' }, 'npm install dictionary-sr-latn', 'Serbian (Latin)'],
    [{ output: 'dan je lep', language: 'sr' }, 'npm install dictionary-sr-latn', 'Serbian (Latin)'],
    [{ output: 'дан је леп', language: 'sr' }, 'npm install dictionary-sr;', 'Serbian'],
    [{ output: 'Januar', language: 'de-AT' }, 'npm install dictionary-de;', 'German'],
    [{ output: 'кун', language: 'uz' }, 'npm install dictionary-uz-cyrl', 'Uzbek (Cyrillic)'],
  ])('%j without one in its script is skipped, and never 0', async (args, mend, language) => {
    const result = await spellcheckRatio({ engine: newEngine() })(args)
    expect(result).toMatchObject({ status: 'skipped', score: null, reason: 'no-dictionary' })
    const message = result.status === 'scored' ? '' : result.metadata.message
    expect(`${message};`).toContain(mend)
    expect(message).toContain(`no dictionary for ${language};`)
  })
})

describe('dictionaries of one’s own', () => {
  const pt = source('receção')
  const br = source('recepção')

  test('of two regions: both are kept', async () => {
    const spelled = spellcheckRatio({ dictionaries: { 'pt-PT': pt, 'pt-BR': br } })
    for (const [output, language, score] of [
      ['receção', 'pt-PT', 1],
      ['recepção', 'pt-PT', 0],
      ['recepção', 'pt-BR', 1],
      ['recepção', 'pt', 1], // what is usual
      ['receção', 'pt', 0],
    ] as const) {
      const result = await spelled({ output, language })
      expect([output, language, result.score]).toEqual([output, language, score])
      expect(result.metadata.dictionary).toMatch(language === 'pt-PT' ? /^custom-pt-PT#/ : /^custom-pt-BR#/)
      expect(result.metadata).not.toHaveProperty('note')
    }
  })

  test.each<[keys: string[], language: string, dictionary: string, note: boolean]>([
    [['pt'], 'pt-PT', 'custom-pt#', true],
    [['pt'], 'pt-BR', 'custom-pt#', false],
    [['pt', 'pt-PT'], 'pt-PT', 'custom-pt-PT#', false],
    [['pt', 'pt-PT'], 'pt-AO', 'custom-pt#', true],
    [['pt-BR'], 'pt', 'custom-pt-BR#', false],
    [['pt-PT'], 'pt', 'dictionary-pt@', false],
    [['de-AT'], 'de', 'custom-de-AT#', true],
    [['de-AT'], 'de-CH', 'custom-de-AT#', true],
    [['sr-Latn', 'sr'], 'sr-Latn', 'custom-sr-Latn#', false],
    [['sr', 'sr-Latn'], 'sr-Cyrl-RS', 'custom-sr#', false],
  ])('of %j, for %s', async (keys, language, dictionary, hasNote) => {
    const dictionaries = Object.fromEntries(keys.map((key) => [key, source('x')]))
    const { metadata } = await spellcheckRatio({ dictionaries, engine: newEngine() })({ output: 'x', language })
    expect(metadata.dictionary).toContain(dictionary)
    expect(metadata.note !== undefined).toBe(hasNote)
  })

  test('one in another script is not taken', async () => {
    const dictionaries = { sr: source('дан') }
    const spelled = spellcheckRatio({ dictionaries, engine: newEngine() })
    expect(await spelled({ output: 'dan', language: 'sr-Latn' })).toMatchObject({ reason: 'no-dictionary' })
    expect(await spelled({ output: 'dan', language: 'sr' })).toMatchObject({ reason: 'no-dictionary' })
    expect(await spelled({ output: 'дан', language: 'sr' })).toMatchObject({ score: 1 })
    inProject()
    const installed = spellcheckRatio({ dictionaries, engine: newEngine() })
    expect(await installed({ output: 'dan', language: 'sr-Latn' })).toMatchObject({
      score: 1,
      metadata: { dictionary: 'dictionary-sr-latn@9.9.9' },
    })
  })

  test.each([
    [['pt-PT', 'pt_pt'], '"pt-PT" and "pt_pt" are both pt-PT'],
    [['pt', 'por'], '"pt" and "por" are both pt'],
    [['Portuguese', 'pt'], '"Portuguese" and "pt" are both pt'],
    [['sr-Latn', 'srp_latn'], 'are both sr-Latn'],
  ])('two keys for one, %j, are an error', (keys, message) => {
    const dictionaries = Object.fromEntries(keys.map((key) => [key, pt]))
    expect(() => spellcheckRatio({ dictionaries })).toThrow(RangeError)
    expect(() => spellcheckRatio({ dictionaries })).toThrow(message)
  })
})

describe('the names of packages', () => {
  test.each([
    ['en', ['dictionary-en']],
    ['en-US', ['dictionary-en']],
    ['en-GB', ['dictionary-en-gb', 'dictionary-en']],
    ['sr-Latn', ['dictionary-sr-latn']],
    ['sr-Latn-ME', ['dictionary-sr-latn-me', 'dictionary-sr-latn']],
    ['nb-NO', ['dictionary-nb']],
    ['zh-Hant', ['dictionary-zh-hant']],
    ['es-AR', ['dictionary-es-ar', 'dictionary-es']],
  ])('of %s', (language, names) => {
    expect(packageVarieties(languageVariety(language)).map(dictionaryPackageName)).toEqual(names)
    expect(missingPackage(languageVariety(language))).toBe(names.at(-1))
  })
})
