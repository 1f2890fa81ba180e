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
  // arXiv 2402.14778, table 1 and appendix; the released files have the same counts. Of lang_XX there are 92 and not 100: no more instructions have an
  // answer whose language can be told.
  const counted = {
    short: 20,
    long: 20,
    num_items_N: 12,
    lang_XX: 92,
    markdown_template: 14,
    html_template: 14,
    arrow_template: 14,
    cap_template: 14,
    scientific_style: 14,
    simple_style: 14,
    complex_inst: 15,
  }

  test.each(languages)('%s: 243 instructions, each modifier as often as published but for lang_XX', (language) => {
    const own = modified.filter(({ instructionLanguage }) => instructionLanguage === language)
    const counts: Record<string, number> = {}
    for (const { modifier } of own) {
      const id = findModifier(modifier, modifiers)?.modifier.id ?? 'unknown'
      counts[id] = (counts[id] ?? 0) + 1
    }
    expect(own).toHaveLength(243)
    expect(counts).toEqual(counted)
    expect(new Set(own.map(({ id }) => id)).size).toBe(243)
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
      for (const each of new Set(to)) expect(to.filter((other) => other === each).length).toBeOneOf([30, 31])
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

  test('after an e-mail or a letter, French and Russian do not say "the answer", which could be the reply to it', () => {
    const letters = modified.filter(
      ({ task, modifier }) => /^(?:email|letters)$/.test(task ?? '') && /^lang_/.test(modifier),
    )
    expect(letters.length).toBeGreaterThan(30)
    for (const { input } of letters) expect(input).not.toMatch(/La réponse|Ответ/u)
    for (const { input, task, modifier, instructionLanguage } of modified) {
      if (!/^lang_/.test(modifier) || task !== 'why' || !/^(?:fr|ru)$/.test(instructionLanguage)) continue
      expect(input).toMatch(/La réponse|Ответ/u)
    }
  })

  test('they stand where they fit: with any seed, on no other instruction', () => {
    const tasks: [modifier: RegExp, never: RegExp][] = [
      [/^lang_/, /^(classification|calculation|rewriting|word-tasks)-|^(facts-3|facts-4|lists-3)$/],
      [/^short$/, /^(outlines|classification|calculation)-|^(facts-3|facts-4)$/],
      [/^long$/, /^(classification|calculation)-|^(facts-3|facts-4)$/],
      [/_style$/, /^(facts|classification|calculation|outlines)-/],
      [/^complex_inst$/, /^(?!(recipes|trips|mathematics)-)/],
    ]
    for (const seed of [0, 1, 2, 3, 4]) {
      const prompts = applyModifiers(evaluationSet(['ru']), { seed })
      for (const [of, never] of tasks) {
        const own = prompts.filter(({ modifier }) => of.test(modifier))
        expect(own.length).toBeGreaterThan(0)
        for (const { promptId } of own) expect(promptId).not.toMatch(never)
      }
    }
  })

  test('a prompt of one’s own may say that its answer is bare', () => {
    const prompts = [
      { id: 'a', task: 'why', input: 'Why?', language: 'en', bareAnswer: true },
      { id: 'b', task: 'calculation', input: '1 + 1?', language: 'en' },
    ]
    expect(applyModifiers(prompts)).toEqual([])
  })

  // What a model may rightly answer without a sentence, in each of the languages asked for. Where fastText does not know one of them, the instruction is
  // asked for in no other language.
  const bare: Record<string, readonly [language: string, output: string][]> = {
    'facts-2': [
      ['de', 'Deutschland, Österreich, Slowakei, Ungarn, Kroatien, Serbien, Rumänien, Bulgarien, Moldau, Ukraine'],
      ['fr', 'Allemagne, Autriche, Slovaquie, Hongrie, Croatie, Serbie, Roumanie, Bulgarie, Moldavie, Ukraine'],
      ['pt', 'Alemanha, Áustria, Eslováquia, Hungria, Croácia, Sérvia, Romênia, Bulgária, Moldávia, Ucrânia'],
      ['ru', 'Германия, Австрия, Словакия, Венгрия, Хорватия, Сербия, Румыния, Болгария, Молдавия, Украина'],
    ],
    'lists-5': [
      ['de', 'Eulen, Fledermäuse, Igel, Füchse, Dachse'],
      ['fr', 'Hiboux, chauves-souris, hérissons, renards, blaireaux'],
      ['pt', 'Corujas, morcegos, ouriços, raposas, texugos'],
      ['ru', 'Совы, летучие мыши, ежи, лисы, барсуки'],
    ],
    'music-and-films-4': [
      ['de', 'Der Graf von Monte Christo, Die drei Musketiere, Die Schatzinsel, In 80 Tagen um die Welt'],
      ['fr', "Le Comte de Monte-Cristo, Les Trois Mousquetaires, L'Île au trésor, Le Tour du monde en 80 jours"],
      ['pt', 'O Conde de Monte Cristo, Os Três Mosqueteiros, A Ilha do Tesouro, A Volta ao Mundo em 80 Dias'],
      ['ru', '«Граф Монте-Кристо», «Три мушкетера», «Остров сокровищ», «Вокруг света за 80 дней»'],
    ],
    'facts-3': [['fr', 'La Flûte enchantée, Don Giovanni, Les Noces de Figaro, Così fan tutte']],
    'facts-4': [
      ['de', '27 Knochen'],
      ['fr', '27 os'],
      ['pt', '27'],
    ],
    'lists-3': [
      ['de', 'Schneeflocke, Wölkchen, Perle, Luna'],
      ['fr', 'Flocon, Neige, Perle, Nuage'],
    ],
    'classification-1': [
      ['de', 'Gemischt'],
      ['pt', 'Mista'],
    ],
    'classification-2': [['fr', 'Question']],
    'classification-3': [
      ['de', 'Angst'],
      ['pt', 'Medo'],
    ],
    'classification-4': [['de', 'Science-Fiction-Roman']],
    'calculation-1': [['ru', '395']],
    'calculation-2': [['fr', '50 minutes']],
    'calculation-3': [['pt', '256 alunos']],
    'calculation-4': [['de', '10 Tage']],
  }
  test.each(Object.entries(bare))('%s: lang_XX, and only if a bare right answer follows it', async (id, answers) => {
    const asked = modified.some(({ promptId, modifier }) => promptId === id && modifier.startsWith('lang_'))
    const fulfilled = modifierFulfillment()
    for (const [language, output] of answers) {
      const { score } = await fulfilled({ output, modifier: `lang_${language}` })
      expect({ output, asked, followed: score === 1 }).toEqual({ output, asked, followed: asked })
    }
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
    expect(prompts).toHaveLength(2 * 253)
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
      num_items_N: 'Nenne genau {N}.',
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
