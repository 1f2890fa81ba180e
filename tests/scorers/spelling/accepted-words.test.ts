import { describe, expect, test } from 'vitest'
import { evaluate, languageCorrectness, spellcheckRatio } from '../../../src/index.js'
import { acceptedWords } from '../../../src/scorers/spelling/accepted-words.js'

const misspelt = async (output: string, accept: readonly string[], language = 'en') => {
  const { metadata } = await spellcheckRatio({ accept })({ output, language })
  return metadata.misspelled
}

describe('spellcheckRatio({ accept })', () => {
  test.each<[entry: string, accepted: string[], refused: string[]]>([
    ['blorf', ['blorf', 'Blorf', 'BLORF'], ['bLorf', 'blorfs', 'blor']],
    ['Blorf', ['Blorf', 'BLORF'], ['blorf']],
    ['iBlorf', ['iBlorf', 'IBLORF'], ['iblorf', 'IBlorf']],
    ['école-blorf', ['école-blorf', 'e\u0301cole-blorf', 'école\u2011blorf', 'École-blorf'], ['École-Blorf']],
    ['l’blorf', ["l'blorf", 'l’blorf', 'lʼblorf'], []],
    ['𐐨blorf', ['𐐨blorf', '𐐀blorf'], []],
  ])('%s', async (entry, accepted, refused) => {
    expect(await misspelt([...accepted, ...refused].join(' '), [entry])).toEqual(refused)
  })

  test('beside the dictionary, in every language, and in no other scorer', async () => {
    const output = 'Le kanapé du kanapé'
    expect(await misspelt(output, ['kanapé'], 'fr')).toEqual([])
    expect(await misspelt(output, [], 'fr')).toEqual(['kanapé'])
    const scorers = [spellcheckRatio({ accept: ['kanapé'] }), spellcheckRatio({ name: 'plain' }), languageCorrectness()]
    const report = await evaluate([{ output, language: 'fr' }], { scorers, wrongLanguage: 'include' })
    const { spellcheckRatio: lenient, plain } = report.groups[0]?.metrics ?? {}
    expect([lenient?.mean, plain?.mean]).toEqual([1, 0.5])
  })

  test.each(['New York', '', '  ', '42', '--', 3 as unknown as string])('%j is not one word', (entry) => {
    expect(() => spellcheckRatio({ accept: ['fine', entry] })).toThrow(RangeError)
    expect(() => spellcheckRatio({ accept: [entry] })).toThrow('is not one word')
  })

  test('the signature has them by what they are, and not by their order', async () => {
    const line = async (accept: readonly string[]) => (await spellcheckRatio({ accept }).signature?.())?.spellcheckRatio
    expect(await line(['a', 'b'])).toBe(await line(['b', ' a', 'a']))
    expect(await line(['a', 'b'])).not.toBe(await line(['a']))
    expect(await line([])).toBe((await spellcheckRatio().signature?.())?.spellcheckRatio)
    expect(acceptedWords([]).has('a')).toBe(false)
  })
})
