import type { ModifierTexts } from './modifier-texts.js'

export const en: ModifierTexts = {
  short: 'Keep your answer brief: a few sentences at most.',
  long: 'Go into detail in your answer.',
  num_items_N: 'Give exactly {N}.',
  lang_XX: {
    fr: 'Write your answer in French.',
    pt: 'Write your answer in Portuguese.',
    ru: 'Write your answer in Russian.',
  },
  markdown_template: 'Format your answer with Markdown: headings, bold and the like, not just lists.',
  html_template: 'Write your answer as a complete HTML page, with nothing before or after it.',
  arrow_template: 'Answer with a single list. Instead of a number or a bullet, start each item with the sign {arrow}',
  cap_template: 'Start each word of your answer with a capital letter.',
  scientific_style: 'Use the style of a scientific text.',
  simple_style: 'Use simple words that a child can easily understand.',
  complex_inst: {
    recipes: 'Then explain how to serve it attractively.',
    trips: 'Then tell me what the weather is usually like there.',
    mathematics: 'Then name the branch of mathematics this belongs to.',
  },
}
