import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { affixSpeller } from '../../src/engines/hunspell/affix-speller.js'
import { nspell } from '../../src/engines/hunspell/nspell.js'
import type { DictionaryFiles } from '../../src/engines/speller.js'
import { hunspell } from '../support/hunspell.js'

function dictionary(language: string): DictionaryFiles {
  const folder = dirname(createRequire(import.meta.url).resolve(`dictionary-${language}`))
  return { aff: readFileSync(join(folder, 'index.aff')), dic: readFileSync(join(folder, 'index.dic')) }
}

const bytes = (text: string) => new TextEncoder().encode(text)

/** A dictionary in miniature: what every engine must get right of Hunspell's format. Verdicts by `man 5 hunspell`. */
const small: DictionaryFiles = {
  aff: bytes('SET UTF-8\nPFX U Y 1\nPFX U 0 un .\nSFX S Y 2\nSFX S 0 s [^y]\nSFX S y ies y\n'),
  dic: bytes('5\nlock/US\nberry/S\nParis\nNATO\ncafé\n'),
}

describe.each([affixSpeller, hunspell, nspell])('contract: $name', (engine) => {
  test.each<[word: string, correct: boolean]>([
    ['lock', true],
    ['locks', true],
    ['unlock', true],
    ['unlocks', true],
    ['Lock', true],
    ['LOCK', true],
    ['berry', true],
    ['berries', true],
    ['berrys', false],
    ['unberry', false],
    ['Paris', true],
    ['PARIS', true],
    ['paris', false],
    ['NATO', true],
    ['nato', false],
    ['café', true],
    ['cafe\u0301', true], // decomposed
    ['cafe', false],
  ])('%s: %s', async (word, correct) => {
    const speller = await engine.load(small, 'small')
    expect(speller.correct(word)).toBe(correct)
    speller.dispose()
  })

  test('any string has a verdict, the same each time', async () => {
    const speller = await engine.load(small, 'small')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (word) => {
        const verdict = speller.correct(word)
        expect(verdict).toBeTypeOf('boolean')
        expect(speller.correct(word)).toBe(verdict)
      }),
    )
    speller.dispose()
  })

  test('what is no dictionary is an error that names it', async () => {
    const broken = { aff: small.aff, dic: bytes('<html>404</html>') }
    await expect(engine.load(broken, 'xx')).rejects.toThrow(
      /dictionary xx: the \.dic file must start with its number of words/,
    )
    await expect(engine.load({ aff: 'SET', dic: '1' } as never, 'xx')).rejects.toThrow(TypeError)
  })
})

describe('nspell', () => {
  test('refuses Portuguese, which would not fit, and says what to use', async () => {
    await expect(nspell.load(dictionary('pt'), 'dictionary-pt')).rejects.toThrow(
      /nspell cannot load dictionary dictionary-pt: it would expand to as many as 56 million forms \(limit: 20 million\)\. Use affixSpeller/,
    )
  })

  test('agrees with Hunspell on plain English words', async () => {
    const [ours, reference] = await Promise.all([nspell, hunspell].map((engine) => engine.load(dictionary('en'), 'en')))
    for (const word of ['house', 'houses', 'hous', 'Unhappily', 'NASA', "don't", "dont'", 'colour', 'color', 'xyzzy']) {
      expect([word, ours?.correct(word)]).toEqual([word, reference?.correct(word)])
    }
  })
})

describe('hunspell', () => {
  test('takes odd casing for a mistake, where nspell does not look', async () => {
    expect((await hunspell.load(small, 'small')).correct('lOCK')).toBe(false)
    expect((await nspell.load(small, 'small')).correct('lOCK')).toBe(true)
  })

  test('a word of 299 bytes can be right, one of 300 cannot: the limit that spellcheckRatio relies on', async () => {
    const [short, long] = ['a'.repeat(299), 'a'.repeat(300)]
    const speller = await hunspell.load({ aff: bytes('SET UTF-8\n'), dic: bytes(`2\n${short}\n${long}\n`) }, 'long')
    expect([speller.correct(short), speller.correct(long)]).toEqual([true, false])
  })
})
