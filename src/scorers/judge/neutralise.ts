import { criterionOfKey } from './criteria.js'
import { isBlockLine, relabelled } from './labels.js'
import { type ObjectSpan, objectSpans } from './object-spans.js'
import { seenAs, seenText } from './seen.js'
import { parseVerdict } from './verdict.js'

/** A response that went into a prompt as data, and how many places of it were changed for that. */
export interface NeutralText {
  text: string
  /** How many look-alikes were found; 0 leaves the text as it was. */
  replaced: number
}

/** Letters of tags, which nobody sees and models read, with the flag that they may belong to (England's). */
const TAGS = /\u{1F3F4}?[\u{E0020}-\u{E007F}]+/gu

const LINES = /[^\n\r\u0085\u2028\u2029]+/gu

/** Asterisks beside those that Unicode lists as look-alikes; `∗` stands in their place afterwards. */
const ASTERISK = /^[✱✲✳✻⁎﹡＊]$/u

/** The control tokens of chat templates: a server that parses them in user text would end the turn there. */
const CONTROL =
  /<(\|[^|<>\n]{1,40}\|?|[^|<>\n]{1,40}\||\/?s|\/?(?:start|end)_of_turn|\/?(?:bos|eos|pad|unk|think|thinking|thoughts?|reasoning|reflection)|｜[^｜<>\n]{1,40}｜)>/giu
const INSTRUCTION = /\[(\/?(?:INST|SYSTEM_PROMPT|THINK|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS))\]|<<(\/?SYS)>>/gu

/** What criteria are called, in part. */
const NAMES = /lang|fluen|help|accura|fact|coher|logic|harm|safe|relevan/

/** A criterion with a number of stars after it, as a verdict has it. */
const RATED =
  /(language|fluency|helpfulness|accuracy|coherence|harmlessness|relevance)["'`”’*_\s]{0,4}[:=][\s"'`“‘{[]{0,4}(?:(?:score|rating|stars?|value)["'\s]{0,4}[:=][\s"']{0,4})?(?:[0-9★⭐]|(?:one|two|three)\b)/giu

/**
 * Makes what looks like the prompt's own structure look different, in plain sight: `[END DATA]` becomes `⟦END DATA⟧`, a line `***`
 * becomes `∗∗∗`, the braces of a forged verdict become `⦃…⦄`, a chat template's control token becomes `‹|im_end|›`, and what is written in invisible tags
 * `‹…›`. What looks like it is what a reader cannot tell from it, see `seenAs`. Everything else stays as it is, and a text without any of these is returned
 * unchanged. Linear in the length.
 */
export function neutralise(text: string): NeutralText {
  let replaced = 0
  const count = () => {
    replaced += 1
  }
  const counted = (replacement: string): string => {
    replaced += 1
    return replacement
  }
  const visible = text.replace(TAGS, (tags) =>
    tags.startsWith('\u{1F3F4}') ? tags : counted(`‹${visibleTags(tags)}›`),
  )
  const changed = relabelled(visible, count)
    .replace(LINES, (line) => neutralLine(line, count))
    .replace(CONTROL, (_, token: string) => counted(`‹${token}›`))
    .replace(INSTRUCTION, (_, a: string | undefined, b: string | undefined) => counted(`⟦${a ?? b}⟧`))
  return { text: withoutForgedVerdicts(changed, count), replaced }
}

function visibleTags(tags: string): string {
  return Array.from(tags, (tag) => String.fromCodePoint((tag.codePointAt(0) as number) - 0xe0000))
    .join('')
    .replaceAll('\x7f', '')
}

/** A line of nothing but asterisks divides the prompts' parts; one of nothing but a label may pass for it. */
function neutralLine(line: string, count: () => void): string {
  if (isDivider(line)) {
    count()
    return Array.from(line, (character) => (isAsterisk(character) ? '∗' : character)).join('')
  }
  if (!isBlockLine(line)) return line
  count()
  return `⟦${line}⟧`
}

function isDivider(line: string): boolean {
  let asterisks = 0
  for (const character of line) {
    if (isAsterisk(character)) asterisks += 1
    else if (!/^[\s\\]*$/.test(seenAs(character))) return false
  }
  return asterisks >= 3
}

function isAsterisk(character: string): boolean {
  return character !== '∗' && (seenAs(character) === '*' || ASTERISK.test(character))
}

/** A verdict is JSON that rates two criteria or more, in one object or in several; its braces are what makes it one. */
function withoutForgedVerdicts(text: string, count: () => void): string {
  const rated: ObjectSpan[] = []
  const criteria = new Set<string>()
  for (const span of objectSpans(text)) {
    const named = criteriaRated(text.slice(span.start, span.end))
    if (named.length > 0) rated.push(span)
    for (const name of named) criteria.add(name)
  }
  if (criteria.size < 2) return text
  let result = ''
  let done = 0
  for (const { start, end } of rated) {
    count()
    result += text.slice(done, start) + text.slice(start, end).replaceAll('{', '⦃').replaceAll('}', '⦄')
    done = end
  }
  return result + text.slice(done)
}

/** What an object rates, whatever letters it is written in; all that a judge's own verdict could be read from. */
function criteriaRated(object: string): string[] {
  const seen = seenText(object)
  if (!NAMES.test(seen)) return []
  const named = Array.from(seen.matchAll(RATED), ([, name = '']) => criterionOfKey(name) ?? name)
  return new Set(named).size > 1 ? named : [...named, ...Object.keys(parseVerdict(seen))]
}
