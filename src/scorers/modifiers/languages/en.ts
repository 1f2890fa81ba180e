import type { ModifierTexts } from './modifier-texts.js'

export const en: ModifierTexts = {
  short: 'Keep your answer brief: a few sentences at most.',
  long: 'Please go into detail in your answer.',
  num_items_N: { other: 'Give exactly {N} options.' },
  lang_XX: {
    fr: 'Write your answer in French.',
    pt: 'Write your answer in Portuguese.',
    ru: 'Write your answer in Russian.',
  },
  markdown_template: 'Format your answer with Markdown.',
  html_template: 'Write your answer as an HTML page.',
  arrow_template: 'Start every point with the sign {arrow}',
  cap_template: 'Start each word of your answer with a capital letter.',
  scientific_style: 'Use the style of a scientific text.',
  simple_style: 'Use simple words that a child can easily understand.',
  complex_inst: {
    recipes: 'Once you have given the recipe, tell me how to serve the dish so that it looks beautiful.',
    trips: 'Once you have answered, tell me what the weather is usually like there.',
    mathematics: 'Once you have explained it, tell me which branch of mathematics it belongs to.',
  },
}
