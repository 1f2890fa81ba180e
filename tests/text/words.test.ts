import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withoutMarkup } from '../../src/text/markup.js'
import { wordSpans, words } from '../../src/text/words.js'
import { demoSamples } from '../support/demo.js'

/** A word, as a pattern: what is read by hand in the package. */
const WORD = /[[\p{L}\p{M}]--ʼ]+(?:['’ʼ\-‐‑][[\p{L}\p{M}]--ʼ]+)*/gv

describe('words', () => {
  test.each<[text: string, expected: string[]]>([
    ['', []],
    ['42 + 3.14 = ?', []],
    ['Bonjour, tout le monde !', ['Bonjour', 'tout', 'le', 'monde']],
    ["L'eau n’est pas lʼair", ["L'eau", 'n’est', 'pas', 'lʼair']],
    ['arc-en-ciel, vis‑à‑vis, dit-il -- oui-', ['arc-en-ciel', 'vis‑à‑vis', 'dit-il', 'oui']],
    ["'quoted' ʼeditedʼ rock'n'roll o''clock", ['quoted', 'edited', "rock'n'roll", 'o', 'clock']],
    ['Ёжик в тумане', ['Ёжик', 'в', 'тумане']],
    ['cafe\u0301 na\u0308ive', ['cafe\u0301', 'na\u0308ive']],
    ['im\u00ADpos\u00ADsible', ['impossible']],
    ['3D H2O covid19 snake_case', ['D', 'H', 'O', 'covid', 'snake', 'case']],
    ['مرحبا بالعالم', ['مرحبا', 'بالعالم']],
    ['你好，世界', ['你好', '世界']],
    // what is no prose
    ['voir https://example.org/a-b?c=d, merci', ['voir', 'merci']],
    ['voir www.example.org/été. Fin', ['voir', 'Fin']],
    ['écrire à jean.dupont+x@exemple.fr. Fin', ['écrire', 'à', 'Fin']],
    ['a <b>gras</b> <br/> <img src="x" alt="teh"> fin', ['a', 'gras', 'fin']],
    ['si 3 < 4 et 5 > 2', ['si', 'et']],
    ['un <!-- teh hidden --> deux &nbsp;trois &#233;', ['un', 'deux', 'trois']],
    ['<style>body { colour: red }</style>Texte<script>let teh</script>', ['Texte']],
    ['lancer `npm ci` puis ``a`b`` fin', ['lancer', 'puis', 'b', 'fin']],
    ['avant\n```js\nconst teh = 1\n```\naprès', ['avant', 'après']],
    ['avant\n  ~~~\nteh\n  ~~~\naprès', ['avant', 'après']],
    ['avant\n````md\n```\nteh\n```\n````\naprès', ['avant', 'après']],
    ['avant\n```\nteh jamais fermé\n\nsuite', ['avant']],
    ['un ``` trois\ndeux', ['un', 'trois', 'deux']],
  ])('%j', (text, expected) => {
    expect(words(text)).toEqual(expected)
  })

  test('are what the pattern of a word finds, in any text', () => {
    const unit = fc.oneof(
      fc.constantFrom(
        "'",
        '’',
        'ʼ',
        '-',
        '‐',
        '‑',
        ' ',
        'é',
        'e\u0301',
        'я',
        '語',
        '𐐷',
        '𝒳',
        '😀',
        '\ud800',
        '\udc00',
        '7',
        '_',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    )
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), (units) => {
        const text = units.join('').replace(/[`<>&@~:.\u00AD]/g, ' ')
        expect(words(text)).toEqual(text.match(WORD) ?? [])
      }),
      { numRuns: 5000 },
    )
  })

  test('of real responses are what the pattern finds', () => {
    for (const { output } of demoSamples) {
      expect(words(output)).toEqual(withoutMarkup(output.replaceAll('\u00AD', '')).match(WORD) ?? [])
    }
  })
})

describe('wordSpans', () => {
  test.each<[text: string, slices: string[]]>([
    ['', []],
    ['Le <b>thé</b> `vert` est im\u00ADpos\u00ADsible', ['Le', 'thé', 'est', 'im\u00ADpos\u00ADsible']],
    ['avant\n```js\nconst teh = 1\n```\naprès', ['avant', 'après']],
  ])('%j', (text, slices) => {
    expect(wordSpans(text).map(({ start, end }) => text.slice(start, end))).toEqual(slices)
  })

  test('gives the words of words, in order, each where it stands', () => {
    const part = fc.constantFrom(
      'é',
      'mot',
      "l'",
      '-',
      ' ',
      '\n',
      '\u00AD',
      '```',
      '~~~',
      '`',
      '<',
      'b>',
      '</',
      '<!--',
      '-->',
      '&nbsp;',
      'www.a.fr',
      'a@b.fr',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const text = parts.join('')
        const spans = wordSpans(text)
        expect(spans.map(({ word }) => word)).toEqual(words(text))
        for (const { word, start, end } of spans) expect(text.slice(start, end).replaceAll('\u00AD', '')).toBe(word)
      }),
      { numRuns: 2000 },
    )
  })
})
