import { describe, expect, test } from 'vitest'
import {
  applyModifiers,
  evaluationSet,
  findModifier,
  type Modifier,
  modifiers,
  modifierTexts,
} from '../../src/evalset/index.js'
import { languageCorrectness, modifierFulfillment, spellcheckRatio } from '../../src/index.js'

const modified = applyModifiers(evaluationSet())
const languages = ['en', 'fr', 'pt', 'ru']

describe('applyModifiers', () => {
  // arXiv 2402.14778, table 1 and appendix; the released files have the same counts.
  const published = {
    short: 20,
    long: 20,
    num_items_N: 12,
    lang_XX: 100,
    markdown_template: 14,
    html_template: 14,
    arrow_template: 14,
    cap_template: 14,
    scientific_style: 14,
    simple_style: 14,
    complex_inst: 15,
  }

  test.each(languages)('%s: 251 instructions, each modifier as often as published', (language) => {
    const own = modified.filter(({ instructionLanguage }) => instructionLanguage === language)
    const counts: Record<string, number> = {}
    for (const { modifier } of own) {
      const id = findModifier(modifier, modifiers)?.modifier.id ?? 'unknown'
      counts[id] = (counts[id] ?? 0) + 1
    }
    expect(own).toHaveLength(251)
    expect(counts).toEqual(published)
    expect(new Set(own.map(({ id }) => id)).size).toBe(251)
  })

  test('a prompt gets a modifier in every language or in none, with the same N', () => {
    const keys = (language: string) =>
      modified
        .filter(({ instructionLanguage }) => instructionLanguage === language)
        .map(({ promptId, modifier }) => `${promptId} ${modifier.replace(/^lang_.*/, 'lang')}`)
    for (const language of languages) expect(keys(language)).toEqual(keys('en'))
  })

  test('parameters are spread evenly, over the paper’s languages and N from 2 to 10', () => {
    const requested: Record<string, string[]> = {
      en: ['fr', 'pt', 'ru'],
      fr: ['de', 'pt', 'ru'],
      pt: ['de', 'fr', 'ru'],
      ru: ['de', 'fr', 'pt'],
    }
    for (const language of languages) {
      const own = modified.filter(({ instructionLanguage }) => instructionLanguage === language)
      const to = own.filter(({ modifier }) => modifier.startsWith('lang_')).map((prompt) => prompt.language)
      expect([...new Set(to)].sort()).toEqual(requested[language])
      for (const each of new Set(to)) expect(to.filter((other) => other === each).length).toBeOneOf([33, 34])
      const numbers = own.flatMap(({ modifier }) => /^num_items_(\d+)$/.exec(modifier)?.[1] ?? [])
      expect(new Set(numbers).size).toBe(9)
    }
  })

  test('the same seed gives the same prompts, another gives others', () => {
    const french = evaluationSet(['fr'])
    expect(applyModifiers(french, { seed: 3 })).toEqual(applyModifiers(french, { seed: 3 }))
    expect(applyModifiers(french, { seed: 3 })).not.toEqual(applyModifiers(french, { seed: 4 }))
  })

  test('the two-hop question fits the task', () => {
    for (const { task, modifier, input, instructionLanguage } of modified) {
      if (modifier !== 'complex_inst') continue
      expect(input.endsWith(modifierTexts[instructionLanguage]?.complex_inst[task ?? ''] as string)).toBe(true)
    }
  })

  test('the plural of a number is right in Russian', () => {
    const [two, five] = ['num_items_2', 'num_items_5'].map(
      (name) =>
        modified.find(({ modifier, instructionLanguage }) => modifier === name && instructionLanguage === 'ru')?.input,
    )
    expect(two).toMatch(/2 варианта\.$/)
    expect(five).toMatch(/5 вариантов\.$/)
  })

  test('the sign of the paper by option', () => {
    const [prompt] = applyModifiers(evaluationSet(['en']), { arrow: '->' }).filter(
      ({ modifier }) => modifier === 'arrow_template',
    )
    expect(prompt?.input).toMatch(/ ->$/)
  })

  test.each(languages)('every wording is spelt right: %s', async (language) => {
    const texts = modifierTexts[language]
    const all = Object.values(texts ?? {}).flatMap((text) =>
      typeof text === 'string' ? [text] : Object.values(text as Record<string, string>),
    )
    expect(all.length).toBeGreaterThanOrEqual(15)
    const spelled = spellcheckRatio()
    for (const text of all) {
      const output = text.replace('{N}', '5').replace('{arrow}', '')
      const { metadata } = await spelled({ output, language })
      expect((metadata.misspelled as string[]).filter((word) => !['Markdown', 'HTML'].includes(word))).toEqual([])
    }
  })

  test.each(languages)('every modified instruction is in its language: %s', async (language) => {
    const correct = languageCorrectness({ language })
    const wrong: string[] = []
    for (const { id, input, instructionLanguage } of modified) {
      if (instructionLanguage === language && (await correct({ output: input })).score !== 1) wrong.push(id)
    }
    expect(wrong).toEqual([])
  })

  test('a language without texts is an error', () => {
    expect(() => applyModifiers([{ id: 'a', input: 'Wie spät ist es?', language: 'de' }])).toThrow(
      'no wording of the modifiers in "de"',
    )
  })
})

describe('one object more', () => {
  test('a twelfth modifier', async () => {
    const texts: Record<string, string> = { en: 'End with a question.', fr: 'Terminez par une question.' }
    const question: Modifier = {
      id: 'question',
      count: 10,
      suits: ({ task }) => task !== 'calculation',
      wordings: ({ language }) => [{ parameter: '', text: texts[language] as string }],
      condition: () => 'The response ends with a question.',
      check: (response) => ({ fulfilled: /[?？]$/u.test(response), evidence: { end: response.slice(-1) } }),
    }
    const twelve = [...modifiers, question]
    const prompts = applyModifiers(evaluationSet(['en', 'fr']), { modifiers: twelve })
    expect(prompts).toHaveLength(2 * 261)
    const { score } = await modifierFulfillment({ modifiers: twelve })({
      output: 'Oui. Et vous ?',
      modifier: 'question',
    })
    expect(score).toBe(1)
  })

  test('a fifth language', () => {
    const de = {
      short: 'Antworte kurz.',
      long: 'Antworte ausführlich.',
      num_items_N: { other: 'Nenne genau {N} Möglichkeiten.' },
      lang_XX: { en: 'Antworte auf Englisch.' },
      markdown_template: 'Benutze Markdown.',
      html_template: 'Antworte als HTML-Seite.',
      arrow_template: 'Beginne jeden Punkt mit {arrow}',
      cap_template: 'Beginne jedes Wort groß.',
      scientific_style: 'Schreibe wissenschaftlich.',
      simple_style: 'Schreibe einfach.',
      complex_inst: {},
    }
    const prompts = applyModifiers([{ id: 'bread', task: 'why', input: 'Warum wird Brot hart?', language: 'de' }], {
      texts: { de },
    })
    expect(prompts.map(({ modifier }) => modifier)).toEqual([
      'short',
      'long',
      'lang_en',
      'scientific_style',
      'simple_style',
    ])
  })
})
