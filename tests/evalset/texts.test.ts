import { describe, expect, test } from 'vitest'
import { applyModifiers, evaluationSet, modifierTexts } from '../../src/evalset/index.js'

// What docs/guide/modifiers.md says of how the texts are written, as far as a program can tell.

const languages = ['en', 'fr', 'pt', 'ru'] as const
type Language = (typeof languages)[number]

const instructions = Object.fromEntries(
  languages.map((language) => [language, evaluationSet([language]).map(({ id, input }) => ({ id, input }))]),
) as Record<Language, { id: string; input: string }[]>
const wordings = Object.fromEntries(
  languages.map((language) => [
    language,
    Object.entries(modifierTexts[language] ?? {}).flatMap(([id, text]) =>
      Object.values(typeof text === 'string' ? [text] : (text as Record<string, string>)).map((input) => ({
        id,
        input: input.replace('{N}', '5').replace('{arrow}', '-->'),
      })),
    ),
  ]),
) as Record<Language, { id: string; input: string }[]>
const texts = (language: Language) => [...instructions[language], ...wordings[language]]

/** The text without what it quotes: a quoted neighbour may say what she likes. */
const unquoted = (text: string) => text.replace(/«[^»]*»|"[^"]*"/gu, ' ')
const whole = (words: string) => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu')

describe('quotation marks, apostrophes and letters', () => {
  const table: Record<Language, { quotes: RegExp; never: RegExp }> = {
    en: { quotes: /"[^"]+"/u, never: /[«»“”„‘’‹›\u00A0\u202F]/u },
    fr: { quotes: /« [^«» ][^«»]* »/u, never: /["“”„‘’‹›\u00A0\u202F]|[^ ][:;?!»]|«[^ ]/u },
    pt: { quotes: /"[^"]+"/u, never: /['«»“”„‘’‹›\u00A0\u202F]/u },
    ru: { quotes: /«[^«»]+»/u, never: /["'“”„‘’‹›ёЁ\u00A0\u202F]|« | »|\.»/u },
  }

  test.each(languages)('%s', (language) => {
    const { quotes, never } = table[language]
    for (const { id, input } of texts(language)) expect(input, id).not.toMatch(never)
    expect(texts(language).filter(({ input }) => quotes.test(input)).length).toBeGreaterThan(10)
    for (const { id, input } of texts(language)) {
      expect([...input.matchAll(/[«"]/gu)].length % (language === 'fr' || language === 'ru' ? 1 : 2), id).toBe(0)
      expect(input.split('«').length, id).toBe(input.split('»').length)
    }
  })
})

describe('register', () => {
  const familiar: Partial<Record<Language, RegExp>> = {
    fr: whole(
      "tu|te|t'|toi|ton(?! plus formel)|ta|tes|(?:aide|compare|dis|donne|écris|explique|mets|organise|planifie|prépare|propose|raccourcis|recommande|rédige|réécris|rends|résume|trouve)(?:-moi|-nous)?",
    ),
    ru: whole(
      'ты|тебе?|тво[йяею]|можешь|посоветуешь|(?:напиши|объясни|определи|найди|назови|набросай|перепиши|перескажи|передай|помоги|посоветуй|поставь|предложи|сделай|сократи|составь|скажи|опиши|сравни)',
    ),
  }
  const polite: Partial<Record<Language, RegExp>> = {
    fr: whole('vous|votre|vos|(?!(?:assez|chez|nez|rez)(?!\\p{L}))\\p{L}+ez'),
    ru: whole('вы|вам|вас|ваш\\p{L}*|можете|\\p{L}+[йи]те'),
  }
  const registerOf = (language: Language, text: string) => {
    const plain = unquoted(text)
    const [isFamiliar, isPolite] = [familiar[language]?.test(plain), polite[language]?.test(plain)]
    if (isFamiliar && isPolite) return 'both'
    return isFamiliar ? 'familiar' : isPolite ? 'polite' : 'none'
  }

  test.each(['fr', 'ru'] as const)('%s: instructions are familiar, polite or neither, each often', (language) => {
    const registers = instructions[language].map(({ input }) => registerOf(language, input))
    expect(registers).not.toContain('both')
    for (const register of ['familiar', 'polite', 'none']) {
      expect(registers.filter((each) => each === register).length, register).toBeGreaterThan(20)
    }
  })

  test('French and Russian do not contradict each other', () => {
    const clashes = instructions.fr.flatMap(({ id, input }, at) => {
      const both = [registerOf('fr', input), registerOf('ru', instructions.ru[at]?.input ?? '')]
      return new Set(both.filter((each) => each !== 'none')).size > 1 ? [id] : []
    })
    expect(clashes).toEqual([])
  })

  test.each(['fr', 'ru'] as const)('%s: modifiers are impersonal, so that no prompt changes register', (language) => {
    for (const { id, input } of wordings[language]) expect(registerOf(language, input), id).toBe('none')
    for (const { id, input, instructionLanguage } of applyModifiers(evaluationSet([language]))) {
      expect(instructionLanguage).toBe(language)
      expect(registerOf(language, input), id).not.toBe('both')
    }
  })

  test('pt: neither tu nor você, but the imperative of the third person', () => {
    for (const { id, input } of texts('pt')) {
      expect(unquoted(input), id).not.toMatch(whole('tu|te|ti|contigo|teus?|tuas?|você|vocês|vós|escreve|explica'))
    }
    expect(
      instructions.pt.filter(({ input }) => whole('escreva|explique|diga|faça|pode').test(input)).length,
    ).toBeGreaterThan(15)
  })
})

describe('varieties', () => {
  test('pt: no word that only Brazil or only Portugal says', () => {
    const local =
      'aldeias?|autocarros?|ônibus|comboios?|trens?|trem|telemóve(?:l|is)|celular(?:es)?|equipas?|equipes?|factos?|receção|recepção|banheiro|pequeno-almoço|ecrã|frigorífico|geladeira|sumos?|sucos?|rapariga|moça|miúdos?|apelido|sobrenome|económic[oa]|econômic[oa]|Amazónia|Amazônia|tarte|torta'
    for (const { id, input } of texts('pt')) expect(input, id).not.toMatch(whole(local))
  })

  test('en: American spelling', () => {
    const british =
      '\\p{L}*(?:colour|neighbour|favour|behaviour)\\p{L}*|grey|litres?|metres?|centre|theatre|organise|summarise|recognise|programme|jewellery|maths'
    for (const { id, input } of texts('en')) expect(input, id).not.toMatch(whole(british))
  })

  test('first persons whose gender shows are not all of one', () => {
    const table: Partial<Record<Language, [masculine: RegExp, feminine: RegExp]>> = {
      fr: [whole('fatigué|assis'), whole('assise')],
      ru: [whole('заказал|дочитал'), whole('пролила|сфотографировала|болела')],
    }
    for (const [language, [masculine, feminine]] of Object.entries(table)) {
      const plain = instructions[language as Language].map(({ input }) => unquoted(input))
      expect(
        plain.some((text) => masculine.test(text)),
        language,
      ).toBe(true)
      expect(
        plain.some((text) => feminine.test(text)),
        language,
      ).toBe(true)
    }
  })
})

describe('instructions carry no condition that a modifier adds', () => {
  const conditions: Record<Language, RegExp> = {
    en: whole(
      'brief|briefly|a few sentences|(?:in|into) detail|detailed|exactly \\d+|list \\d+|\\d+ (?:ideas|options|examples|items)|in (?:English|French|German|Portuguese|Russian)|Markdown|HTML|each item|capital letters?|scientific (?:text|style)|simple words|step by step',
    ),
    fr: whole(
      'bref|brève|brièvement|quelques (?:phrases|mots|lignes)|détaillée?|en détail|exactement \\d+|\\d+ (?:idées|options|exemples)|en (?:allemand|anglais|français|portugais|russe)|Markdown|HTML|chaque élément|majuscules?|(?:texte|style) scientifique|mots simples|étape par étape',
    ),
    pt: whole(
      'breve|brevemente|algumas (?:frases|palavras|linhas)|em detalhes?|detalhad[ao]|exatamente \\d+|\\d+ (?:ideias|opções|exemplos)|em (?:alemão|francês|inglês|português|russo)|Markdown|HTML|em tópicos|cada item|maiúsculas?|(?:estilo|texto|trabalho) científico|palavras simples|passo a passo',
    ),
    ru: whole(
      'кратк\\p{L}+|вкратце|нескольк\\p{L}+ (?:предложени|слов|строк)\\p{L}*|подробн\\p{L}+|ровно \\d+|\\d+ (?:идей|вариант\\p{L}*|пример\\p{L}*)|на (?:английском|немецком|португальском|русском|французском)|Markdown|HTML|каждый пункт|заглавн\\p{L}+|научн\\p{L}+ (?:текст|стил)\\p{L}*|простыми словами|по шагам|пошагов\\p{L}+',
    ),
  }

  test.each(languages)('%s', (language) => {
    for (const { id, input } of instructions[language]) expect(unquoted(input), id).not.toMatch(conditions[language])
  })

  test.each(languages)('%s: every modifier would be found, but for the second question', (language) => {
    for (const { id, input } of wordings[language]) {
      if (id !== 'complex_inst') expect(input, id).toMatch(conditions[language])
    }
  })
})
