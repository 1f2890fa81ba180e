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
  // The scorers of one judge show it the same response, one after the other.
  if (last?.of !== text) last = { of: text, ...neutralText(text) }
  return { text: last.text, replaced: last.replaced }
}

let last: (NeutralText & { of: string }) | undefined

function neutralText(text: string): NeutralText {
  let replaced = 0
  const count = () => {
    replaced += 1
  }
  const visible = text.replace(TAGS, (tags) => {
    if (tags.startsWith('\u{1F3F4}')) return tags
    count()
    return `‹${visibleTags(tags)}›`
  })
  const parted = withoutDividers(relabelled(visible, count), count)
  // No callbacks: a response may have a hundred thousand of them.
  const changed = parted.replace(CONTROL, '‹$1›').replace(INSTRUCTION, '⟦$1$2⟧')
  replaced += occurrences(changed, '‹') - occurrences(parted, '‹')
  replaced += occurrences(changed, '⟦') - occurrences(parted, '⟦')
  return { text: withoutForgedVerdicts(changed, count), replaced }
}

function occurrences(text: string, sign: string): number {
  let found = 0
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) found += 1
  return found
}

function visibleTags(tags: string): string {
  return Array.from(tags, (tag) => String.fromCodePoint((tag.codePointAt(0) as number) - 0xe0000))
    .join('')
    .replaceAll('\x7f', '')
}

/** Lines of nothing but asterisks, which divide the prompts' parts, and of nothing but a label, which may pass for it. */
function withoutDividers(text: string, count: () => void): string {
  let result = ''
  let done = 0
  for (const { 0: line, index } of text.matchAll(LINES)) {
    const neutral = isDivider(line)
      ? Array.from(line, (character) => (isAsterisk(character) ? '∗' : character)).join('')
      : isBlockLine(line)
        ? `⟦${line}⟧`
        : undefined
    if (neutral === undefined) continue
    count()
    result += text.slice(done, index) + neutral
    done = index + line.length
  }
  return result + text.slice(done)
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
