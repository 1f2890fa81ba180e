import type { ModifierTexts } from './modifier-texts.js'

export const pt: ModifierTexts = {
  short: 'Seja breve: no máximo algumas frases.',
  long: 'Entre em detalhes na sua resposta.',
  num_items_N: 'Indique exatamente {N}.',
  lang_XX: {
    fr: 'Escreva a sua resposta em francês.',
    ru: 'Escreva a sua resposta em russo.',
    de: 'Escreva a sua resposta em alemão.',
  },
  markdown_template: 'Formate a sua resposta com Markdown: títulos, negrito etc., e não só listas.',
  html_template: 'Escreva a sua resposta como uma página HTML completa, sem nada antes nem depois.',
  arrow_template: 'Responda com uma única lista. Em vez de um número ou marcador, comece cada item com o sinal {arrow}',
  cap_template: 'Comece cada palavra da sua resposta com letra maiúscula.',
  scientific_style: 'Responda no estilo de um trabalho científico.',
  simple_style: 'Use palavras simples, que uma criança entenda com facilidade.',
  complex_inst: {
    recipes: 'Depois explique como cuidar da apresentação ao servir.',
    trips: 'Depois diga como costuma ser o clima lá.',
    mathematics: 'Depois diga a que ramo da matemática isso pertence.',
  },
}
