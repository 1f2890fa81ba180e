import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const built = fileURLToPath(new URL('../../dist/browser/index.js', import.meta.url))

test('the build for browsers says how to hand in what a page does not have', async () => {
  const build = (await import(built)) as typeof import('../../src/index.js')
  const files = { aff: new TextEncoder().encode('SET UTF-8'), dic: new TextEncoder().encode('1\nmot') }
  const scores = await Promise.all([
    build.languageCorrectness({ language: 'fr' })({ output: 'Bonjour à tous' }),
    build.spellcheckRatio({ language: 'fr' })({ output: 'mot' }),
    build.spellcheckRatio({ language: 'fr', dictionaries: { fr: files } })({ output: 'mot' }),
  ])
  expect(scores.map((score) => (score.status === 'scored' ? score.status : score.metadata.message))).toEqual([
    expect.stringContaining('give its address, as fasttext({ model })'),
    expect.stringContaining('npm install dictionary-fr, and give its files as spellcheckRatio({ dictionaries })'),
    'scored',
  ])
  const scorers = [build.spellcheckRatio({ language: 'fr', dictionaries: { fr: files } })]
  const inWorkers = build.evaluate([{ output: 'mot' }], { scorers, wrongLanguage: 'include', workers: 2 })
  await expect(inWorkers).rejects.toThrow('workers need Node')
})
