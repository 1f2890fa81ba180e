import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { proseOf } from '../../src/text/prose.js'
import { readWords, wordSpans, words } from '../../src/text/words.js'
import { demoSamples } from '../support/demo.js'

/** A word, as a pattern: what is read by hand in the package. */
const WORD =
  /[\p{L}--[ʼªº]][[\p{L}\p{M}]--[ʼªº\uFE00-\uFE0F]]*(?:['’ʼ\-‐‑\u200C\u200D][\p{L}--[ʼªº]][[\p{L}\p{M}]--[ʼªº\uFE00-\uFE0F]]*)*/gv

/** What the pattern finds, but for what belongs to the number before it. */
function wordsByPattern(text: string): string[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    if (word.length > 4) return [word]
    const before = text.slice(0, index)
    const isOrdinal = /[\p{Nd}&&[\0-\uFFFF]]$/v.test(before) && /^[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}]/u.test(word)
    return isOrdinal || (/[\p{Nd}&&[\0-\uFFFF]]['’ʼ\-‐‑\u200C\u200D]$/v.test(before) && /^\p{sc=Cyrillic}/u.test(word))
      ? []
      : [word]
  })
}

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
    ['3D H2O covid19 snake_case', ['H', 'covid', 'snake', 'case']],
    // ordinals and units; https://github.com/GNUAspell/aspell/issues/289, https://github.com/bartosz-antosik/vscode-spellright/issues/341
    ['the 1st, 2nd and 22nd, 10km', ['the', 'and']],
    ['le 1er, la 2ème, le XXe, n.º 3, 4ª', ['le', 'la', 'le', 'XXe', 'n']],
    ['2-й, 90-х, 5-го, 3-летний, 2-year', ['летний', 'year']],
    ['3월에는 2024年', ['월에는', '年']],
    // marks without a letter; https://github.com/tbroadley/spellchecker-cli/issues/41
    ['⚠️ Attention ❤️ 1️⃣Ouvrez 👩‍👩‍👧', ['Attention', 'Ouvrez']],
    ['\u0301 e\u0301te', ['e\u0301te']],
    // ZWNJ and ZWJ; https://github.com/hunspell/hunspell/issues/860
    ['کتاب\u200cها را \u200cمی', ['کتاب\u200cها', 'را', 'می']],
    ['مرحبا بالعالم', ['مرحبا', 'بالعالم']],
    ['你好，世界', ['你好', '世界']],
    // what is no prose
    ['voir https://example.org/a-b?c=d, merci', ['voir', 'merci']],
    ['voir www.example.org/été. Fin', ['voir', 'Fin']],
    ['écrire à jean.dupont+x@exemple.fr. Fin', ['écrire', 'à', 'Fin']],
    ['a <b>gras</b> <br/> <img src="x" alt="teh"> fin', ['a', 'gras', 'fin']],
    ['si 3 < 4 et 5 > 2', ['si', 'et']],
    ['un <!-- teh hidden --> deux &nbsp;trois &#233;', ['un', 'deux', 'trois', 'é']],
    ['<style>body { colour: red }</style>Texte<script>let teh</script>', ['Texte']],
    ['lancer `npm ci` puis ``a`b`` fin', ['lancer', 'puis', 'fin']],
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
        '\u200d',
        'º',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    )
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), (units) => {
        const text = units.join('').replace(/[\u00AD\u2060\uFEFF]/g, ' ')
        const reader = readWords(text)
        const found: string[] = []
        while (reader.next()) found.push(reader.word)
        expect(found).toEqual(wordsByPattern(text))
      }),
      { numRuns: 5000 },
    )
  })

  test('of real responses are what the pattern finds', () => {
    for (const { output } of demoSamples) {
      expect(words(output)).toEqual(wordsByPattern(proseOf(output).text.replaceAll('\u00AD', '')))
    }
  })
})

describe('wordSpans', () => {
  test.each<[text: string, slices: string[]]>([
    ['', []],
    ['Le <b>thé</b> `vert` est im\u00ADpos\u00ADsible', ['Le', 'thé', 'est', 'im\u00ADpos\u00ADsible']],
    ['avant\n```js\nconst teh = 1\n```\naprès', ['avant', 'après']],
  ])('%j', (text, slices) => {
    expect(wordSpans(proseOf(text)).map(({ start, end }) => text.slice(start, end))).toEqual(slices)
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
        const spans = wordSpans(proseOf(text))
        expect(spans.map(({ word }) => word)).toEqual(words(text))
        for (const { word, start, end } of spans) {
          const written = text.slice(start, end).replace(/\u00AD|<!--[\s\S]*?-->|<[^>]*>/g, '')
          expect(written.replace('&nbsp;', '')).toBe(word)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
