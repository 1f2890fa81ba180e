import {
  CLAUSE_END,
  COLON,
  CONCLUDES,
  FOLLOWS_NUMBER,
  FUNCTION_WORDS,
  GIVES_NUMBER,
  LABELLED,
  NEGATION,
  OPENS,
  SOMEBODY_SAYS,
  SOMETHING_ELSE,
} from './choice-words.js'
import { seenLetters } from './seen.js'

/** Where a choice stands in an answer, as the judge's own. */
export interface ChoicePlace {
  choice: string
  /** Whether it stands where a verdict stands, and not amid a sentence. */
  sure: boolean
  /** Whether words before it say that it is the verdict. */
  worded: boolean
  /** The choice with a few letters before it, and with a few behind: where these stand in the response, it is quoted. */
  around: string[]
}

type Kind = 'worded' | 'sure' | 'perhaps'

/** How much before and behind a choice is looked at. */
const CONTEXT = 100

/** How many letters and digits beside a choice must stand in the response for it to be quoted. */
const QUOTED = 5

/** A numbered item of a list: `1. …`, `- (2) …`. An answer that begins with `0.` is none. */
const ITEM_NUMBER = /^\s{0,20}(?:[-*•+]\s{1,4})?\(?[1-9]\d?[.)](?=[\s*_]{1,6}\S)/
const ITEM = /^\s{0,20}(?:[-*•+]\s|\(?\d{1,2}[.)]\s)/

/** A text without the marks around it, in lower case. */
export function undecorated(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && /[\s"'“”‘’«»*_`([{$#|\\]/.test(text[start] as string)) start += 1
  while (end > start && /[\s"'“”‘’«»*_`)\]}$#|\\.!,;]/.test(text[end - 1] as string)) end -= 1
  return end - start > CONTEXT ? '' : text.slice(start, end).toLowerCase()
}

/** The places of choices in an answer, in order; see `choiceIn` for what is none. `choices` are in lower case, with what is answered for each. */
export function placesOf(text: string, choices: ReadonlyMap<string, string>): ChoicePlace[] {
  const pattern = patternOf([...choices.keys()])
  const lines = [...text.matchAll(/[^\n\r]+/g)].filter(([line]) => /[\p{L}\p{N}]/u.test(line))
  const isList = lines.some(([line]) => /^\s{0,20}\(?2[.)]/.test(line))
  return lines.flatMap(({ 0: line, index }, i) => {
    const first = i === 0
    const last = i === lines.length - 1
    const place = (choice: string, kind: Kind, at: number, length: number): ChoicePlace => ({
      choice: choices.get(choice) as string,
      sure: kind !== 'perhaps',
      worded: kind === 'worded',
      around: around(text, index + at, length),
    })
    const alone = undecorated(line).replace(/^(\d+)\.0{1,4}$/, '$1')
    if (choices.has(alone)) {
      if (isList && /^\s{0,20}\(?1[.)]\s{0,20}$/.test(line)) return []
      return [place(alone, first || last ? 'sure' : 'perhaps', line.toLowerCase().indexOf(alone), alone.length)]
    }
    const shown = line.replace(pattern.alternatives, blank).replace(ITEM_NUMBER, blank)
    return [...shown.matchAll(pattern.alone)].flatMap((match) => {
      const choice = (match[1] as string).toLowerCase()
      const before = shown.slice(Math.max(0, match.index - CONTEXT), match.index)
      const behind = shown.slice(match.index + match[0].length)
      if (isSaidBySomebody(shown, choice, before, match.index, match[0].length)) return []
      const kind = kindOf(choice, before, behind.slice(0, CONTEXT), { first, last, isItem: ITEM.test(line) })
      return kind === undefined ? [] : [place(choice, kind, match.index, match[0].length)]
    })
  })
}

function blank(text: string): string {
  return ' '.repeat(text.length)
}

/** How the choices are found: alone, and named one beside another (`0 or 1`), which chooses none. */
function patternOf(choices: readonly string[]): { alone: RegExp; alternatives: RegExp } {
  // The longest first: "not relevant" is no "relevant".
  const sorted = [...choices].sort((a, b) => b.length - a.length)
  const isNumber = (choice: string) => /^\d+$/.test(choice)
  const words = sorted
    .filter((choice) => !isNumber(choice))
    .map((word) => `(?<![\\p{L}\\p{N}])${escaped(word)}(?![\\p{L}\\p{N}])`)
  const numbers = sorted.filter(isNumber)
  const number =
    `(?<![\\p{L}\\p{N}.,+−–#№-]|\\d[/:])(?:${numbers.join('|')})(?=(?:\\.0{1,4})?(?!\\d))(?:\\.0{1,4})?` +
    '(?![\\p{L}\\p{N}%°€]|[.,:-]\\d|\\s?(?:/|out of|of)\\s?(?!1(?!\\d))\\d)'
  const any = [...words, ...(numbers.length > 0 ? [number] : [])].join('|')
  const marks = '["\'“”*_`]{0,3}'
  const link = `${marks}\\s{0,3}(?:,|or|and|to|vs\\.?|ou|et|или|и|oder|und|o|y|e)\\s{0,3}${marks}`
  return {
    alone: new RegExp(`(${any})`, 'giu'),
    alternatives: new RegExp(
      `(?:${any})(?:${link}(?:${any})){0,8}${marks}\\s{0,3},?\\s{0,3}(?:or|and|to|vs\\.?|ou|или|oder)\\s{1,3}${marks}(?:${any})`,
      'giu',
    ),
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

/** Whether a choice is in a quoted sentence of which it is a part, or is said by somebody else than the judge. */
function isSaidBySomebody(line: string, choice: string, before: string, at: number, length: number): boolean {
  if (SOMEBODY_SAYS.test(before)) return true
  const marks = [...line.matchAll(/"/g)].map(({ index }) => index)
  if (marks.length % 2 === 1) return false
  const opened = marks.filter((mark) => mark < at).length
  if (opened % 2 === 0) return false
  const [start = 0, end = 0] = [marks[opened - 1], marks[opened]]
  return end > at + length - 1 && undecorated(line.slice(start, end)) !== choice
}

function kindOf(
  choice: string,
  before: string,
  behind: string,
  { first, last, isItem }: { first: boolean; last: boolean; isItem: boolean },
): Kind | undefined {
  const clause = before.slice(endOfLast(before, CLAUSE_END))
  if (NEGATION.test(clause)) return undefined
  const opens =
    first && undecorated(before) === '' && (OPENS.test(behind) || (choice === '0' && behind.startsWith('.')))
  const isLast = last && !/[\p{L}\p{N}]/u.test(behind)
  const drawsConclusion = isLast && CONCLUDES.test(before.split(/[.!?;\n]/).at(-1) as string)
  const concludes = drawsConclusion || (isLast && (COLON.test(before) || /[.?!]\s{0,20}$/.test(before)))
  const labelled = LABELLED.test(before)
  const sure = labelled || drawsConclusion ? 'worded' : 'sure'
  if (/^\d+$/.test(choice)) {
    const follows = FOLLOWS_NUMBER.test(behind.replace(/^\.0{1,4}/, '').replace(/^\s?(?:\/|out of)\s?1(?!\d)/, ''))
    const isAboutSomethingElse = SOMETHING_ELSE.test(before.split(/[.,;!?]\s/).at(-1) ?? '')
    if (opens) return 'sure'
    if (isAboutSomethingElse || !(follows || (labelled && /^\s\p{Lu}/u.test(behind)))) return undefined
    const isGiven = GIVES_NUMBER.test(before) || /(?:^|[.?!])[\s"'“*_`(]{0,20}$/.test(before)
    if (labelled || (concludes && isGiven)) return sure
    return isGiven && !isItem ? 'perhaps' : undefined
  }
  if (FUNCTION_WORDS.test(choice) && !/^["'“”‘’*_`)\]}]{0,4}(?:\s{0,3}[.,;:!?)\-–—]|\s{0,100}$)/.test(behind))
    return undefined
  if (labelled || concludes) return sure
  return opens ? 'sure' : 'perhaps'
}

function endOfLast(text: string, pattern: RegExp): number {
  const last = [...text.matchAll(pattern)].at(-1)
  return last === undefined ? 0 : last.index + last[0].length
}

/** The choice with the letters before it, and with those behind, where there are enough. */
function around(text: string, at: number, length: number): string[] {
  const choice = text.slice(at, at + length)
  const before = seenLetters(text.slice(Math.max(0, at - CONTEXT), at)).slice(-QUOTED)
  const behind = seenLetters(text.slice(at + length, at + length + CONTEXT)).slice(0, QUOTED)
  return [...(before.length < QUOTED ? [] : [before + choice]), ...(behind.length < QUOTED ? [] : [choice + behind])]
}
