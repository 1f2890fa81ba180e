import { languageName } from '../../text/language-code.js'
import { isInLanguage } from './checks/answer-language.js'
import { pointsWithArrow } from './checks/arrow.js'
import { isBrief } from './checks/brief.js'
import { hasCapitals } from './checks/capitals.js'
import { isDetailed } from './checks/detailed.js'
import { isHtmlPage } from './checks/html-page.js'
import { hasItemCount } from './checks/item-count.js'
import { isMarkdown } from './checks/markdown.js'
import { type Modifier, plainWording } from './modifier.js'

/** Tasks whose answers say how or what to do: they can be given in points. */
const ADVICE = ['games', 'home', 'learning', 'health', 'work', 'recipes', 'trips', 'planning', 'outlines', 'comparison']
/** Tasks whose answers explain. */
const EXPLANATIONS = ['facts', 'health', 'why', 'mathematics', 'technology', 'comparison']
/** Tasks about the words of a language: their answers cannot be in another one. */
const OF_THE_LANGUAGE = ['rewriting', 'word-tasks']

// Bundlers then leave the modifiers out where nobody uses them.
/* @__NO_SIDE_EFFECTS__ */
const ofTasks =
  (...tasks: readonly string[]): Modifier['suits'] =>
  ({ task }) =>
    task !== undefined && tasks.includes(task)

/** The eleven modifiers of arXiv 2402.14778, section 5.2 and table 1, in its order, with our own wording. */
export const modifiers: readonly Modifier[] = [
  {
    id: 'short',
    count: 20,
    suits: ofTasks(...ADVICE, ...EXPLANATIONS),
    wordings: (_, texts) => plainWording(texts.short),
    condition: () => 'The response is brief: a few sentences at most.',
    check: isBrief,
  },
  {
    id: 'long',
    count: 20,
    suits: ofTasks(...ADVICE, ...EXPLANATIONS),
    wordings: (_, texts) => plainWording(texts.long),
    condition: () => 'The response is detailed.',
    check: isDetailed,
  },
  {
    id: 'num_items_N',
    count: 12,
    suits: ofTasks('music-and-films', 'lists', 'word-tasks'),
    wordings: ({ language }, { num_items_N: texts }) => {
      const plural = new Intl.PluralRules(language)
      return [2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => ({
        parameter: String(n),
        text: (texts[plural.select(n)] ?? texts.other).replace('{N}', String(n)),
      }))
    },
    condition: (n) => `The response lists exactly ${n} options.`,
    check: hasItemCount,
  },
  {
    id: 'lang_XX',
    count: 100,
    suits: (prompt) => !ofTasks(...OF_THE_LANGUAGE)(prompt),
    wordings: (_, { lang_XX: texts }) => Object.entries(texts).map(([parameter, text]) => ({ parameter, text })),
    condition: (language) => `The response is written in ${languageName(language)}.`,
    check: isInLanguage,
  },
  {
    id: 'markdown_template',
    count: 14,
    suits: ofTasks(...ADVICE),
    wordings: (_, texts) => plainWording(texts.markdown_template),
    condition: () => 'The response is formatted with Markdown.',
    check: isMarkdown,
  },
  {
    id: 'html_template',
    count: 14,
    suits: ofTasks(...ADVICE),
    wordings: (_, texts) => plainWording(texts.html_template),
    condition: () => 'The response is an HTML page and nothing else.',
    check: isHtmlPage,
  },
  {
    id: 'arrow_template',
    count: 14,
    suits: ofTasks(...ADVICE),
    wordings: (_, texts) => plainWording(texts.arrow_template),
    condition: () => 'Each point of the response begins with the sign that the task names.',
    check: pointsWithArrow,
  },
  {
    id: 'cap_template',
    count: 14,
    suits: ofTasks(...ADVICE),
    wordings: (_, texts) => plainWording(texts.cap_template),
    condition: () => 'Each word of the response begins with a capital letter.',
    check: hasCapitals,
  },
  {
    id: 'scientific_style',
    count: 14,
    suits: ofTasks(...EXPLANATIONS),
    wordings: (_, texts) => plainWording(texts.scientific_style),
    condition: () => 'The response is written in a scientific style.',
  },
  {
    id: 'simple_style',
    count: 14,
    suits: ofTasks(...EXPLANATIONS),
    wordings: (_, texts) => plainWording(texts.simple_style),
    condition: () => 'The response uses simple words that a child can easily understand.',
  },
  {
    id: 'complex_inst',
    count: 15,
    suits: ofTasks('recipes', 'trips', 'mathematics'),
    wordings: ({ task = '' }, { complex_inst: texts }) => plainWording(texts[task] ?? ''),
    condition: () => 'The response does both things that the task asks for, the second after the first.',
  },
]
