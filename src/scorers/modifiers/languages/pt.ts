import type { ModifierTexts } from './modifier-texts.js'

export const pt: ModifierTexts = {
  short: 'Seja breve: bastam algumas frases.',
  long: 'Entre em detalhes na sua resposta.',
  num_items_N: { other: 'Apresente exatamente {N} opções.' },
  lang_XX: {
    fr: 'Escreva a sua resposta em francês.',
    ru: 'Escreva a sua resposta em russo.',
    de: 'Escreva a sua resposta em alemão.',
  },
  markdown_template: 'Formate a sua resposta com Markdown.',
  html_template: 'Escreva a sua resposta como uma página HTML.',
  arrow_template: 'Comece cada um dos pontos com o sinal {arrow}',
  cap_template: 'Comece cada palavra da sua resposta com letra maiúscula.',
  scientific_style: 'Responda no estilo de um trabalho científico.',
  simple_style: 'Use palavras simples, que uma criança entenda com facilidade.',
  complex_inst: {
    recipes: 'Depois de dar a receita, diga-me como servir o prato para que fique bonito.',
    trips: 'Depois de responder, diga-me como costuma ser o clima nesse lugar.',
    mathematics: 'Depois de explicar, diga-me a que ramo da matemática isso pertence.',
  },
}
