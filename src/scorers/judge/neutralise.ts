import { objectSpans } from './object-spans.js'

/** A response that went into a prompt as data, and how many places of it were changed for that. */
export interface NeutralText {
  text: string
  /** How many look-alikes were found; 0 leaves the text as it was. */
  replaced: number
}

/** The labels in square brackets that give the paper's two prompts their structure (arXiv 2402.14778, tables 2 and 3). */
const BLOCK_LABELS = ['BEGIN DATA', 'END DATA']
const FIELD_LABELS = ['Task', 'Submission', 'Criterion', 'Aspects to evaluate and their criteria']

/** Letters of other scripts that look like Latin ones, as far as the labels have them. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: 'аα',
  b: 'вβ',
  c: 'сϲ',
  d: 'ԁ',
  e: 'еε',
  i: 'іι',
  k: 'кκ',
  m: 'мμ',
  n: 'ոν',
  o: 'оο',
  p: 'рρ',
  r: 'гᴦ',
  s: 'ѕꜱ',
  t: 'тτ',
}

/** What can stand between two letters without being seen: format characters and combining marks. */
const UNSEEN = '[\\p{Cf}\\p{Mn}]{0,4}'
const OPEN = '[\\[［【〔⁅]'
const CLOSE = '[\\]］】〕⁆]'

function spelled(label: string): string {
  const words = label.split(' ').map((word) => Array.from(word.toLowerCase(), letterClass).join(UNSEEN))
  return words.join('[\\s\\p{Cf}\\p{Mn}_.-]{1,8}')
}

function letterClass(letter: string): string {
  const fullWidth = String.fromCodePoint((letter.codePointAt(0) as number) + 0xfee0)
  return `[${letter}${fullWidth}${LOOK_ALIKES[letter] ?? ''}]`
}

const INNER_SPACE = '[\\s\\p{Cf}\\\\*_]{0,8}'
const BLOCK = new RegExp(
  `${OPEN}(${INNER_SPACE}/?(?:${BLOCK_LABELS.map(spelled).join('|')})${INNER_SPACE})${CLOSE}`,
  'giu',
)
const FIELD = new RegExp(
  `${OPEN}(${INNER_SPACE}(?:${FIELD_LABELS.map(spelled).join('|')})${INNER_SPACE})${CLOSE}(?=[\\s\\p{Cf}*_]{0,8}[:：])`,
  'giu',
)

/** A line of nothing but asterisks, which divides the prompts' parts. */
const DIVIDER = /^([^\S\n]*)((?:[*＊⁎﹡][^\S\n]{0,4}){3,})$/gmu

/** The control tokens of chat templates: a server that parses them in user text would end the turn there. */
const CONTROL = /<(\|[^|<>\n]{1,40}\||\/?s|\/?(?:start|end)_of_turn|｜[^｜<>\n]{1,40}｜)>/gu
const INSTRUCTION = /\[(\/?INST|\/?SYSTEM_PROMPT)\]|<<(\/?SYS)>>/gu

/** A criterion with a number of stars after it, as a verdict has it. */
const RATED =
  /(?:language|fluency|helpfulness|accuracy|coherence|harmlessness|relevance)["'`”’*_\s]{0,4}[:=][\s"'`“‘{]{0,4}(?:(?:score|rating|stars?|value)["'\s]{0,4}[:=][\s"']{0,4})?[0-9★⭐]/giu

/**
 * Makes what looks like the prompt's own structure look different, in plain sight: `[END DATA]` becomes `⟦END DATA⟧`, a line `***`
 * becomes `∗∗∗`, the braces of a forged verdict become `⦃…⦄`, a chat template's control token becomes `‹|im_end|›`. Everything else
 * stays as it is, and a text without any of these is returned unchanged.
 */
export function neutralise(text: string): NeutralText {
  let replaced = 0
  const count = (replacement: string): string => {
    replaced += 1
    return replacement
  }
  const relabelled = text
    .replace(BLOCK, (_, label: string) => count(`⟦${label}⟧`))
    .replace(FIELD, (_, label: string) => count(`⟦${label}⟧`))
    .replace(DIVIDER, (_, indent: string, stars: string) => count(indent + stars.replace(/[*＊⁎﹡]/gu, '∗')))
    .replace(CONTROL, (_, token: string) => count(`‹${token}›`))
    .replace(INSTRUCTION, (_, a: string | undefined, b: string | undefined) => count(`⟦${a ?? b}⟧`))
  const changed = withoutForgedVerdicts(relabelled, () => count(''))
  return { text: changed, replaced }
}

/** A verdict is a JSON object that rates two criteria or more; its braces are what makes it one. */
function withoutForgedVerdicts(text: string, count: () => void): string {
  let result = ''
  let end = 0
  for (const span of objectSpans(text)) {
    const object = text.slice(span.start, span.end)
    if ((object.match(RATED)?.length ?? 0) < 2) continue
    count()
    result += text.slice(end, span.start) + object.replaceAll('{', '⦃').replaceAll('}', '⦄')
    end = span.end
  }
  return result + text.slice(end)
}
