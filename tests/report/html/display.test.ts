import fc from 'fast-check'
import { parseFragment } from 'parse5'
import { describe, expect, test } from 'vitest'
import { verdict } from '../../../src/hosts/matchers/verdict.js'
import {
  evaluate,
  failed,
  languageConfusion,
  type Score,
  scored,
  skipped,
  spellcheckRatio,
} from '../../../src/index.js'
import { DISPLAY } from '../../../src/report/html/display.js'
import { display } from '../../../src/report/index.js'

/** What somebody may well have of their own. */
const likeReport = { signature: {}, wrongLanguage: 'x', groups: [], macro: [] }
const spelling = scored('spellcheckRatio', 0.8, { language: 'fr', words: 5, correct: 4, misspelled: ['mezure'] })

describe('display', () => {
  test('a score: a badge and what it rests on', () => {
    const shown = display(spelling)
    expect(textOf(shown['text/html'])).toBe('spellcheckRatio 0.804 of 5 words correct\nmisspelt: mezure\nlanguage: fr')
    expect(shown['text/plain']).toBe('spellcheckRatio 0.80\n  4 of 5 words correct\n  misspelt: mezure\n  language: fr')
    expect(shown[DISPLAY]()).toEqual({ 'text/html': shown['text/html'], 'text/plain': shown['text/plain'] })
  })

  test('with the response: misspelt words are marked where they are words, and nowhere else', () => {
    const html = display(spelling, 'Elle mezure, `mezure` et mezurer 3 m.')['text/html']
    expect(marked(html)).toEqual(['mezure'])
    expect(textOf(html)).toContain('Elle mezure, `mezure` et mezurer 3 m.')
  })

  test('lines in another language are marked with it, counted as the benchmark counts them', async () => {
    const output =
      '\n\nIl faut arroser la plante une fois.\r\nThis line is in plain English words.\r\nPuis il faut attendre un mois entier.'
    const score = await languageConfusion({ language: 'fr' })({ output })
    expect(score.score).toBe(0)
    const html = display(score, output)['text/html']
    expect(html).toMatch(
      /<span style="background:[^"]*">This line is in plain English words\.\r?<\/span> <span [^>]*>en 0\.\d\d</,
    )
    expect(html.match(/<span style="background:/g)).toHaveLength(1)
  })

  test('what was left out is told, and pale in the response', async () => {
    const output = `<think>${'Hm. '.repeat(300)}</think>\nElle mezure \`x\` et col·lecció.`
    const score = await spellcheckRatio({ language: 'fr' })({ output })
    const { 'text/html': html, 'text/plain': plain } = display(score, output)
    expect(plain).toContain('left out: reasoning 1,215 characters, code 3')
    expect(html).toContain('<span style="opacity:.5">`x`</span>')
    expect(marked(html)).toContain('mezure')
  })

  test('a word with what joins letters in its dictionary is marked whole', () => {
    const score = scored('spellcheckRatio', 0.5, { misspelled: ['col·lecio'] })
    expect(marked(display(score, 'Una col·lecio.')['text/html'])).toEqual(['col·lecio'])
  })

  test('words of the reasoning are not marked in the response, those of the whole text are', () => {
    const inCode = scored('spellcheckRatio', 0.5, { misspelled: ['mezure'], text: 'whole' })
    expect(marked(display(inCode, 'Elle `mezure`.')['text/html'])).toEqual(['mezure'])
    const inReasoning = scored('reasoningSpellcheckRatio', 0.5, { misspelled: ['mezure'], of: 'reasoning' })
    expect(marked(display(inReasoning, 'Elle mezure.')['text/html'])).toEqual([])
  })

  test('the parts of a combined score are marked too', () => {
    const combined = scored('minimumBar', 0, { parts: { spellcheckRatio: spelling } as never })
    expect(marked(display(combined, 'Elle mezure 3 m.')['text/html'])).toEqual(['mezure'])
    expect(display(combined)['text/plain']).toContain('part spellcheckRatio 0.80\n')
  })

  test('a score that is not quite 1 is not shown as 1', () => {
    expect(display(scored('a', 0.9999))['text/plain']).toBe('a 0.99')
    expect(display(scored('a', 1))['text/plain']).toBe('a 1.00')
  })

  test('skipped and failed scores say why, and have no bar', () => {
    const scores = [skipped('a', 'no-words', 'the response has no words'), failed('b', 'error', 'broken')]
    const { 'text/html': html, 'text/plain': plain } = display(scores)
    expect(plain).toBe('a skipped (no-words): the response has no words\nb failed (error): broken')
    expect(textOf(html)).toMatch(/a +skipped *no-words: the response has no words *b +failed *error: broken/)
    expect(html).not.toContain('width:0.0%')
  })

  test('one score says once why it is missing', () => {
    const text = textOf(display(skipped('a', 'no-words', 'the response has no words'))['text/html'])
    expect(text.match(/no-words/g)).toHaveLength(1)
    expect(text).toContain('the response has no words')
  })

  // The joiners of Persian and Hindi, and characters of two code units where a text is cut.
  test('text in any script stays whole', () => {
    const words = ['می‌خواهم', 'क्‍ष']
    const shown = display(
      scored('a', 0, { misspelled: words, note: '😀'.repeat(300) }),
      `${words.join(' ')} ${'😀'.repeat(3000)}`,
    )
    for (const text of Object.values(bundle(shown))) {
      for (const word of words) expect(text).toContain(word)
      expect(text).not.toContain('�')
    }
    expect(shown['text/plain']).toContain(`note: ${'😀'.repeat(199)}…`)
  })

  test.each<[string, Score['metadata'], string]>([
    ['parts that are texts', { parts: ['a'] }, 'part 0: a'],
    ['parts that lack what a score has', { parts: { a: { score: 1 } } }, 'part a: {"score":1}'],
    ['no parts', { parts: null }, 'm 0.50'],
    ['lines that are none', { wrongLines: [null, 'x'] }, 'm 0.50'],
    ['languages that are none', { detected: 'fr', runnersUp: [null, 3] }, 'detected: fr'],
    ['misspelt words that are none', { misspelled: [null, { a: 1 }] }, 'misspelt: null, {"a":1}'],
    ['items that are none', { items: [null], count: 'x', asked: null }, 'x of null items'],
  ])('metadata of a foreign scorer: %s', async (_, metadata, line) => {
    const score = scored('m', 0.5, metadata)
    const { 'text/html': html, 'text/plain': plain } = display([score], 'Elle mezure 3 m.')
    expect(html).toContain('Elle mezure')
    expect(plain).toContain(line)
    expect(() =>
      verdict(score, { matcher: 'toScore', args: { output: '' }, expected: '', min: 1 }).message(),
    ).not.toThrow()
  })

  test('a report: every mean, interval and count of the table, and its signature', async () => {
    const samples = [
      { model: 'm<1>', language: 'fr', output: 'La tour mesure 330 mètres.' },
      { model: 'm<1>', language: 'fr', output: 'La tour mezure 330 mètres.' },
      { model: 'm<1>', language: 'fr', output: 'The tower is 330 metres tall.' },
      { model: 'm<1>', language: 'en', output: 'The tower is 330 metres tall.' },
      { model: 'm<1>', language: 'en', output: '42' },
    ]
    const { languageCorrectness } = await import('../../../src/index.js')
    const report = await evaluate(samples, {
      scorers: [languageCorrectness(), spellcheckRatio()],
      by: ['model', 'language'],
    })
    const { 'text/html': html, 'text/plain': plain } = display(report)
    const text = textOf(html)
    for (const part of [
      'm<1> · en',
      'm<1> · fr',
      'm<1> · all (macro)',
      '2 scored, 1 wrong language',
      'over en fr',
      'no-words',
    ]) {
      expect(text).toContain(part)
    }
    const { mean, interval } = report.groups[1]?.metrics.languageCorrectness ?? {}
    expect(text).toContain(`languageCorrectness ${((mean as number) * 100).toFixed(1)}`)
    expect(html).toContain(`left:${((interval as [number, number])[0] * 100).toFixed(1)}%`)
    expect(text).toContain('signaturecrosslingual:')
    expect(plain).toMatch(/^model +language +metric/)
  })

  test('samples with their scores; of many the first fifty', () => {
    const one = { sample: { id: 'a1', output: 'Elle mezure 3 m.' }, scores: [spelling], signature: {} }
    const { 'text/html': html, 'text/plain': plain } = display(Array(60).fill(one))
    expect(html.match(/<mark /g)).toHaveLength(50)
    expect(textOf(html)).toMatch(/… and 10 more$/)
    expect(plain).toMatch(/\n… and 10 more$/)
    expect(marked(display(one)['text/html'])).toEqual(['mezure'])
  })

  test.each([
    undefined,
    null,
    3,
    'text',
    {},
    [],
    [spelling, 3],
    { score: 1 },
    likeReport,
    { ...likeReport, by: ['language'], groups: [1] },
  ])('%j is a TypeError', (value) => {
    expect(() => display(value as never)).toThrow(TypeError)
  })

  const hostile = fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        '<script>',
        '</div>',
        '\u001b[31m',
        '\u202e',
        '\n',
        '\ud800',
        'mot ',
        'é',
      ),
    )
    .map((parts) => parts.join(''))

  test('whatever stands in a response, a name or metadata, the HTML has our elements and attributes alone', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.double({ min: 0, max: 1, noNaN: true }), (text, name, number) => {
        const metadata = {
          [name]: text,
          misspelled: ['mot', text],
          message: text,
          wrongLines: [{ line: 1, text, detected: name }],
        }
        const scores: Score[] = [scored(name, number, metadata), skipped(name, text, text, metadata)]
        for (const value of [
          scores,
          scores[1] as Score,
          { sample: { output: text, id: name }, scores, signature: {} },
        ]) {
          const { 'text/html': html, 'text/plain': plain } = display(value, text)
          expect(plain.replaceAll('\n', '')).not.toMatch(/\p{C}/u)
          expect(html.replace(/[\n\r\t]/g, '')).not.toMatch(/\p{C}/u)
          for (const [element, attributes] of elements(html)) {
            expect(['div', 'span', 'b', 'i', 'mark']).toContain(element)
            expect(attributes.filter((attribute) => attribute !== 'style')).toEqual([])
          }
        }
      }),
    )
  })
})

describe('crosslingual/notebook', () => {
  test('scores, lists, samples and reports answer the kernel; they stay the JSON that they are, and nothing else answers', async () => {
    const report = await evaluate([{ language: 'fr', output: 'Oui, bien sûr.' }])
    const before = [structuredClone(spelling), JSON.stringify(report), Object.keys(report)]
    await import('../../../src/hosts/notebook.js')
    const ask = (value: object) => (value as { [DISPLAY]?: () => unknown })[DISPLAY]
    expect(ask(spelling)?.()).toEqual({ ...bundle(display(spelling)) })
    expect(ask([spelling, spelling])?.()).toEqual(bundle(display([spelling, spelling])))
    expect(ask(report)?.()).toEqual(bundle(display(report)))
    for (const other of [
      {},
      [],
      [1],
      () => 1,
      { score: 1 },
      new Map(),
      likeReport,
      { ...likeReport, signature: null, by: [] },
    ])
      expect(ask(other)).toBeUndefined()

    expect([structuredClone(spelling), JSON.stringify(report), Object.keys(report)]).toEqual(before)
    expect(spelling).toStrictEqual(before[0])
    expect(Reflect.ownKeys(spelling)).toEqual(['name', 'score', 'status', 'metadata'])
    const visited: string[] = []
    for (const key in spelling) visited.push(key)
    expect(visited).toEqual(['name', 'score', 'status', 'metadata'])

    const own = () => ({ 'text/plain': 'mine' })
    const theirs: Record<symbol, unknown> = {}
    theirs[DISPLAY] = own
    expect(theirs[DISPLAY]).toBe(own)
    expect(ask({})).toBeUndefined()
  })
})

function bundle({ 'text/html': html, 'text/plain': plain }: Record<'text/html' | 'text/plain', string>) {
  return { 'text/html': html, 'text/plain': plain }
}

type Node = { nodeName: string; value?: string; childNodes?: Node[]; attrs?: { name: string }[] }

function nodes(html: string): Node[] {
  const all = (node: Node): Node[] => [node, ...(node.childNodes ?? []).flatMap(all)]
  return all(parseFragment(html) as unknown as Node).slice(1)
}

function textOf(html: string): string {
  return nodes(html)
    .map(({ value = '' }) => value)
    .join('')
}

function elements(html: string): [element: string, attributes: string[]][] {
  return nodes(html)
    .filter(({ nodeName }) => !nodeName.startsWith('#'))
    .map(({ nodeName, attrs = [] }) => [nodeName, attrs.map(({ name }) => name)])
}

function marked(html: string): string[] {
  return nodes(html)
    .filter(({ nodeName }) => nodeName === 'mark')
    .map(({ childNodes = [] }) => childNodes.map(({ value = '' }) => value).join(''))
}
