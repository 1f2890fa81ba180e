import { expect, test } from 'vitest'
import { WordVerdicts } from '../../../src/scorers/spelling/word-verdicts.js'
import { WordReader } from '../../../src/text/word-reader.js'

/** A speller that notes what it is asked. */
function asked() {
  const words: string[] = []
  const correct = (word: string) => {
    words.push(word)
    return !word.endsWith('x')
  }
  return { words, verdicts: new WordVerdicts({ correct, dispose: () => {} }) }
}

const count = (verdicts: WordVerdicts, text: string) => {
  const reader = new WordReader(text)
  reader.next()
  return verdicts.count(reader)
}

/** The i-th word of letters. */
const word = (i: number) => i.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] as string)

test('a word is asked for once, and told as it is in the text', () => {
  const { words, verdicts } = asked()
  const expected = { words: 5, correct: 3, misspelled: ['l’eaux', 'x'] }
  expect(count(verdicts, 'l’eaux et l’eau, x ‑ et')).toEqual(expected)
  expect(count(verdicts, 'l’eaux et l’eau, x ‑ et')).toEqual(expected)
  expect(words).toEqual(["l'eaux", 'et', "l'eau", 'x'])
})

test('a word of 300 letters is wrong without asking, one of more than 64 is asked for each time', () => {
  const { words, verdicts } = asked()
  expect(count(verdicts, `${'a'.repeat(300)} ${'b'.repeat(65)} ${'b'.repeat(65)}`).correct).toBe(2)
  expect(words).toEqual(['b'.repeat(65), 'b'.repeat(65)])
})

test('words are kept as the table grows', () => {
  const { words, verdicts } = asked()
  const text = Array.from({ length: 20_000 }, (_, i) => word(i)).join(' ')
  expect(count(verdicts, text)).toEqual(count(verdicts, text))
  expect(words).toHaveLength(20_000)
})

test('more words than are kept: the verdicts are the speller’s all the same', () => {
  const { words, verdicts } = asked()
  const all = Array.from({ length: 100_000 }, (_, i) => word(i))
  const wrong = all.filter((each) => each.endsWith('x'))
  for (let round = 1; round <= 2; round++) {
    expect(count(verdicts, all.join(' '))).toEqual({
      words: all.length,
      correct: all.length - wrong.length,
      misspelled: wrong,
    })
    expect(words).toHaveLength(round * all.length)
  }
})

test('words that all want the same place are not compared with all the others: those beyond 64 are asked for again', () => {
  const { words, verdicts } = asked()
  const same: string[] = []
  for (let i = 0; same.length < 100; i++) {
    const reader = new WordReader(word(i))
    reader.next()
    if (((reader.hash ^ (reader.hash >>> 16)) & 0xffff) === 0) same.push(word(i))
  }
  const once = count(verdicts, same.join(' '))
  expect(words).toEqual(same)
  expect(count(verdicts, same.join(' '))).toEqual(once)
  expect(words.slice(100)).toEqual(same.slice(64))
})
