import { describe, expect, test } from 'vitest'
import { evaluate, languageMixing } from '../../../src/index.js'

const mixing = languageMixing()

/** Kind, language and text of each span. */
async function spansOf(output: string, language: string, more: object = {}) {
  const { status, metadata } = await mixing({ output, language, ...more })
  expect(status).toBe('scored')
  for (const { start, end, text } of metadata.spans ?? []) expect(output.slice(start, end)).toBe(text)
  return metadata.spans?.map(({ kind, language, text }) => `${kind} ${language}: ${text}`)
}

// Of public reports: QwenLM/Qwen#543, anthropics/claude-code#77329. The others were written for this.
test.each([
  [
    'Han in English',
    'en',
    'To bake bread, mix flour, water and yeast, 然后 leave the dough for an hour.',
    ['script zh: 然后'],
  ],
  ['Han in Russian', 'ru', 'Чтобы испечь хлеб, смешайте муку и воду, 然后 оставьте тесто на час.', ['script zh: 然后']],
  [
    'a clause of English in French',
    'fr',
    'Ouvrez le fichier and then save your changes before closing the window, puis fermez tout.',
    ['foreign en: and then save your changes before closing the window'],
  ],
  [
    'a clause of French in English',
    'en',
    'You should open the window, parce que nous avons très chaud ici, and then sit down.',
    ['foreign fr: parce que nous avons très chaud ici'],
  ],
  [
    'a clause of Portuguese in Russian, by its script',
    'ru',
    'Откройте окно, porque está muito quente, и сядьте.',
    ['script pt: porque está muito quente'],
  ],
  ['a letter that looks like another', 'ru', 'Мой Тeлефон сломался вчера вечером.', ['homoglyph ru: Тeлефон']],
])('%s', async (_, language, output, spans) => {
  expect(await spansOf(output, language)).toEqual(spans)
})

test.each([
  ['a response in its language', 'fr', 'Le chat dort sur le canapé rouge, et le chien joue dans le jardin.', {}],
  ['a loanword alone', 'fr', 'Il a passé le week-end à regarder un film en streaming avec ses amis.', {}],
  ['a quotation', 'fr', 'Il a dit « I will be back tomorrow morning » avant de partir.', {}],
  ['a quoted block', 'fr', 'Voici le texte :\n> I will be back tomorrow morning.\n\nIl est court.', {}],
  [
    'words of the prompt',
    'fr',
    'Le titre the lord of the rings est connu de tous.',
    { input: 'Parle de the lord of the rings.' },
  ],
  ['a title', 'fr', 'J’ai lu hier soir The Grapes Of Wrath avec plaisir.', {}],
  ['code and addresses', 'fr', 'Lancez `save the file now` puis voyez https://example.org/save-the-file.', {}],
  ['reasoning', 'fr', '<think>The user asks in French, so I answer so.</think>Voici la réponse à la question.', {}],
  [
    'names, acronyms and units in another script',
    'ru',
    'Скачайте Python и iPhone, затем HTML на 5 km и формулу x.',
    {},
  ],
  [
    'a language that is allowed',
    'fr',
    'La traduction est : the house is red and big. Elle est simple.',
    { allow: ['en'] },
  ],
  ['the half word that a limit cut', 'fr', 'Le chat dort sur le canapé et le chien mang', { finishReason: 'length' }],
])('no span: %s', async (_, language, output, more) => {
  expect(await spansOf(output, language, more)).toEqual([])
})

test('the score is the share of letters in the language', async () => {
  const { score, metadata } = await mixing({ output: 'Муку и воду, 然后 тесто.', language: 'ru' })
  expect(metadata).toMatchObject({ letters: 16, foreign: 2, languages: { zh: 2 } })
  expect(score).toBe(1 - 2 / 16)
})

test('binary is 1 without a span, else 0', async () => {
  const binary = languageMixing({ binary: true })
  expect((await binary({ output: 'Муку и воду, 然后 тесто.', language: 'ru' })).score).toBe(0)
  expect((await binary({ output: 'Муку и воду, тесто.', language: 'ru' })).score).toBe(1)
})

test('a language that is named is heard in one word', async () => {
  const output = 'Il a regardé un film yesterday avec ses amis.'
  const { metadata } = await languageMixing({ others: ['en'] })({ output, language: 'fr' })
  expect(metadata.spans?.map(({ text }) => text)).toEqual(['yesterday'])
})

describe('without a dictionary of the language', () => {
  test('the identifier tells alone, and the note says so', async () => {
    const output =
      'Yarın sabah erkenden kalkıp işe gideceğim, but I do not know when the train leaves, sonra eve döneceğim.'
    const { metadata } = await mixing({ output, language: 'tr' })
    expect(metadata.note).toMatch(/no dictionary for tr/)
    expect(metadata.spans).toHaveLength(1)
    expect(metadata.spans?.[0]).toMatchObject({ language: 'en', kind: 'foreign' })
    expect(metadata.spans?.[0]?.text).toContain('do not know when the train leaves')
  })
})

test.each([
  ['no-words', { output: '42', language: 'fr' }],
  ['no-answer', { output: '<think>Hm', language: 'fr' }],
  ['no-prose', { output: '$$x^2$$ `let a`', language: 'fr' }],
  ['unknown-language', { output: 'Oui.', language: 'Klingonese' }],
])('%s', async (reason, sample) => {
  expect(await mixing(sample)).toMatchObject({ score: null, reason })
})

test('options that name no language are RangeErrors', () => {
  expect(() => languageMixing({ others: ['Klingonese'] })).toThrow(RangeError)
  expect(() => languageMixing({ allow: ['Klingonese'] })).toThrow(RangeError)
})

test('threads give the same, and the signature names the dictionaries', async () => {
  const samples = [
    { id: 'a', output: 'Ouvrez le fichier and then save your changes before closing it.', language: 'fr' },
    { id: 'b', output: 'Le chat dort.', language: 'fr' },
  ]
  const [here, there] = await Promise.all(
    [1, 2].map((workers) => evaluate(samples, { scorers: [languageMixing()], workers, wrongLanguage: 'include' })),
  )
  expect(there).toEqual(here)
  expect(here?.signature.dictionaries).toMatch(/fr@/)
})
