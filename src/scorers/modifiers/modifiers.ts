import type { Prompt } from '../../core/prompt.js'
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
/** Tasks whose answers explain, in sentences that have a style. */
const EXPLANATIONS = ['health', 'why', 'mathematics', 'technology', 'comparison']
/** Tasks about the words of a language: their answers cannot be in another one. */
const OF_THE_LANGUAGE = ['rewriting', 'word-tasks']
/** Tasks whose answer is a message that may itself ask for an answer. */
const LETTERS = ['email', 'letters']
/** Tasks whose right answer is a word or a number. */
const OF_ONE_WORD = ['classification', 'calculation']

// Bundlers then leave the modifiers out where nobody uses them.
/* @__NO_SIDE_EFFECTS__ */
const ofTasks =
  (...tasks: readonly string[]): Modifier['suits'] =>
  ({ task }) =>
    task !== undefined && tasks.includes(task)

/** Whether the right answer may be a bare word, number or name: whether that is brief, or French, says nothing. */
function hasBareAnswer({ task, bareAnswer }: Prompt): boolean {
  return bareAnswer === true || OF_ONE_WORD.includes(task ?? '')
}

/** Whether an answer may be of a few sentences or of many. */
function hasSentences(prompt: Prompt): boolean {
  return ofTasks(...ADVICE, ...EXPLANATIONS, 'facts')(prompt) && !hasBareAnswer(prompt)
}

/** Whether an answer may be in one style or another. */
function hasStyle(prompt: Prompt): boolean {
  return ofTasks(...EXPLANATIONS)(prompt) && !hasBareAnswer(prompt)
}

/** The eleven modifiers of arXiv 2402.14778, section 5.2 and table 1, in its order, with our own wording. */
export const modifiers: readonly Modifier[] = [
  {
    id: 'short',
    count: 20,
    // The lines of an outline are no sentences, but would count as such.
    suits: (prompt) => hasSentences(prompt) && prompt.task !== 'outlines',
    wordings: (_, texts) => plainWording(texts.short),
    condition: () => 'The response is brief: a few sentences at most.',
    check: isBrief,
  },
  {
    id: 'long',
    count: 20,
    suits: hasSentences,
    wordings: (_, texts) => plainWording(texts.long),
    condition: () => 'The response is detailed.',
    check: isDetailed,
  },
  {
    id: 'num_items_N',
    count: 12,
    suits: ofTasks('music-and-films', 'lists', 'word-tasks'),
    wordings: (_, texts) =>
      ['2', '3', '4', '5', '6', '7', '8', '9', '10'].map((n) => ({
        parameter: n,
        text: texts.num_items_N.replace('{N}', n),
      })),
    condition: (n) => `The response lists exactly ${n} items.`,
    check: hasItemCount,
  },
  {
    id: 'lang_XX',
    count: 100,
    suits: (prompt) => !ofTasks(...OF_THE_LANGUAGE)(prompt) && !hasBareAnswer(prompt),
    wordings: (prompt, { lang_XX, lang_XX_letters = lang_XX }) =>
      Object.entries(ofTasks(...LETTERS)(prompt) ? lang_XX_letters : lang_XX).map(([parameter, text]) => ({
        parameter,
        text,
      })),
    condition: (language) => `The response is written in ${languageName(language)}.`,
    check: isInLanguage,
  },
  {
    id: 'markdown_template',
    count: 14,
    suits: ofTasks(...ADVICE),
    wordings: (_, texts) => plainWording(texts.markdown_template),
    condition: () => 'The response is formatted with Markdown, not just with lists: headings, bold or the like.',
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
    condition: () =>
      'Each point of the response begins with the sign that the task names, not with a number or a bullet.',
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
    suits: hasStyle,
    wordings: (_, texts) => plainWording(texts.scientific_style),
    condition: () => 'The response is written in a scientific style.',
  },
  {
    id: 'simple_style',
    count: 14,
    suits: hasStyle,
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
