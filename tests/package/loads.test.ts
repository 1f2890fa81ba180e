import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadingProgram, loads } from '../support/loads.js'

/** The packages that importing a subpath loads; all others come on first use of what needs them. */
const LOADED: Readonly<Record<string, readonly string[]>> = {
  crosslingual: ['fastest-levenshtein', 'lru-cache', 'simple-statistics'],
  'crosslingual/fasttext-wasm': [],
  'crosslingual/generate': ['fastest-levenshtein'],
  'crosslingual/llm': [],
  'crosslingual/evalset': ['fastest-levenshtein'],
  'crosslingual/files': ['fastest-levenshtein'],
  'crosslingual/report': ['simple-statistics'],
  'crosslingual/integrations': [],
  'crosslingual/notebook': [],
}

/** In the test runners alone, which have them. */
const IN_RUNNERS = ['crosslingual/vitest', 'crosslingual/jest', 'crosslingual/package.json']

test('every subpath is here', () => {
  const { exports } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const subpaths = Object.keys(exports).map((subpath) => subpath.replace('.', 'crosslingual'))
  expect([...Object.keys(LOADED), ...IN_RUNNERS].sort()).toEqual(subpaths.sort())
})

describe.each(['esm', 'cjs'] as const)('%s', (format) => {
  test.each(Object.entries(LOADED))('%s loads the packages %j', (subpath, packages) => {
    const loaded = loads(loadingProgram(subpath, format), format)
    expect(loaded.modules).toBeGreaterThan(0)
    expect(Object.keys(loaded.packages).sort()).toEqual(packages)
  })

  test('a score of language and spelling loads no more of them', () => {
    const program = `${format === 'esm' ? "import { languageCorrectness, spellcheckRatio } from 'crosslingual'" : "const { languageCorrectness, spellcheckRatio } = require('crosslingual')"}
      const args = { output: 'Bonjour tout le monde', language: 'fr' }
      Promise.all([languageCorrectness()(args), spellcheckRatio()(args)]).then((scores) => {
        if (scores.some(({ score }) => score !== 1)) throw new Error(JSON.stringify(scores))
      })`
    expect(Object.keys(loads(program, format).packages).sort()).toEqual(LOADED.crosslingual)
  })

  test('what is used loads its package: the tests above would see it', () => {
    const make = `diskStore(join(tmpdir(), 'crosslingual-not-there')).get('key')`
    const program =
      format === 'esm'
        ? `import { tmpdir } from 'node:os'; import { join } from 'node:path'; import { diskStore } from 'crosslingual/llm'; await ${make}`
        : `const { tmpdir } = require('node:os'); const { join } = require('node:path'); const { diskStore } = require('crosslingual/llm'); ${make}`
    expect(Object.keys(loads(program, format).packages)).toContain('cacache')
  })
})
