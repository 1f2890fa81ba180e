import { describe, expect, test } from 'vitest'
import { listItems } from '../../src/text/list-items.js'
import { sentenceCount, wordCount } from '../../src/text/sentences.js'
import { tidy } from '../../src/text/tidy.js'

describe('sentenceCount', () => {
  test.each<[count: number, text: string]>([
    // https://github.com/GatorEducator/gatorgrader/issues/20, https://github.com/Legilibre/SedLex/issues/4
    [3, 'J. R. R. Tolkien wrote The Hobbit in 1937. It sold well in the U.K. and elsewhere. The sequel followed.'],
    [3, 'M. Eiffel a construit la tour en 1889. Elle se trouve av. G. Eiffel, à Paris. Elle mesure 330 m. de haut.'],
    [3, 'А. С. Пушкин родился в 1799 г. в Москве. Он умер в 1837 г. Его читают все.'],
    [2, 'Es gibt z. B. Brot und Käse. Das ist gut.'],
    [2, 'Mr. Smith met Dr. Jones. They talked.'],
    [2, 'Am 3. Oktober ist Feiertag. Wir feiern.'],
    [2, 'He lives in the U.S. He works there.'],
    [2, 'The U.S. Army came. Then it left.'],
    [2, 'A Sra. Silva mora na Av. Paulista. Ela gosta.'],
    [2, 'ул. Ленина, д. 5. Там живёт И. И. Иванов.'],
    [2, 'Use e.g. Python, i.e. Ruby. Done.'],
    [2, 'Du pain, du sel, etc. Puis rien.'],
    // What looks like an abbreviation and ends a sentence.
    [2, 'Oranges are rich in vitamin C. It keeps you well.'],
    [2, 'It costs 5. Buy it.'],
    [5, 'Hello! How are you? I am fine! Really? Yes!'],
    [2, '1. Lire\n2. Nager'],
    [0, ''],
  ])('%i: %j', (count, text) => {
    expect(sentenceCount(text)).toBe(count)
  })
})

test('wordCount keeps what ZWNJ and the middle dot join', () => {
  expect(wordCount('می‌خوانم col·lecció')).toBe(2)
})

describe('listItems of HTML', () => {
  test.each<[text: string, items: string[]]>([
    // https://github.com/LiveBench/LiveBench/issues/468
    ['<ol>\n<li>Read</li>\n<li>Swim</li>\n</ol>', ['Read', 'Swim']],
    [
      '<p>Deux :</p><ul><li><p>L&rsquo;eau</p></li><li>Le <b>vin</b><ul><li>rouge</li><li>blanc</li></ul></li></ul>',
      ['L’eau', 'Le **vin**'],
    ],
    [
      '<html><head><title>Idées</title></head><body><h2>Lire</h2><p>Un roman.</p><h2>Nager</h2><p>En mer.</p></body></html>',
      ['Lire', 'Nager'],
    ],
    [
      '<table><tr><th>Jour</th><th>Plat</th></tr><tr><td>lundi</td><td>riz</td></tr><tr><td>mardi</td><td>blé</td></tr></table>',
      ['lundi | riz |', 'mardi | blé |'],
    ],
    ['1. `npm ci`\n2. Soit $x$ :\n```js\n- a\n- b\n```', ['`npm ci`', 'Soit $x$ :']],
  ])('%j', (text, items) => {
    expect(listItems(tidy(text))).toEqual(items)
  })
})
