import { emailAt, hostAt, linkTargetAt, urlAt } from './addresses.js'
import { type CodeSpan, codeSpans, type Span } from './code.js'
import { DATA_START, dataAt, isBareCode } from './data.js'
import { Finder } from './finder.js'
import { entityAt, tagAt } from './html.js'
import { mathsAt } from './maths.js'
import { BARE_FINAL, reasoningSpans } from './reasoning.js'

/** What a part of a response is. `token`: what a chat template left over. */
export type PartKind = 'reasoning' | 'code' | 'maths' | 'markup' | 'token' | 'address' | 'prose'

/** A part of a response, with what stands for it in prose: of prose the text itself, of a reference to a character that character, of all else white space. */
export interface Part extends Span {
  kind: PartKind
  text: string
}

/** The parts of a response, in order, which together are all of it. */
export interface ResponseParts {
  parts: Part[]
  /** Whether the response ends within its reasoning. */
  unclosed: boolean
}

/** What any part but prose has: most responses have none of it, and one look is enough for them. It is told in so few words because each response is looked at. */
const MAY_HAVE_PARTS = /[<`$\\&@◁[{=]|~~~|:\/\/|\((?:["'\d)])|www\.|\.(?:com|org|net|edu|gov|io|[a-z]{2}\/)/
const MAY_BEGIN_AS_PART = /^\s*(?:(?:assistant)?analysis|SELECT|INSERT|UPDATE|DELETE|CREATE|import|from|using)/

function mayHaveParts(text: string): boolean {
  return MAY_HAVE_PARTS.test(text) || MAY_BEGIN_AS_PART.test(text) || text.includes(BARE_FINAL)
}

const TRIGGER = new RegExp(
  `[<$\\\\&@]|://|\\]\\(|www\\.|\\[/?(?:INST|SYS|PAD|CLS|SEP|UNK|BOS|EOS|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\\]|\\.(?:com|org|net|edu|gov|io)(?![\\p{L}\\p{N}])|\\.[a-z]{2}/|${DATA_START}`,
  'gu',
)

/** Fences in which whole answers stand. */
const FENCED_ANSWER = /^(?:|md|markdown|mdx|html?|xhtml|te?xt|plain(?:text)?|tex|latex)$/

/**
 * What of a response is reasoning, code, maths, markup, addresses and prose, with places in it. Linear in the length of the text, whatever the text.
 *
 * @example
 * ```ts
 * responseParts('Voir `x` ici').parts.map(({ kind, start }) => [kind, start]) // => [['prose', 0], ['code', 5], ['prose', 8]]
 * ```
 */
export function responseParts(text: string): ResponseParts {
  if (text === '') return { parts: [], unclosed: false }
  if (!mayHaveParts(text)) return { parts: [prose(text, 0, text.length)], unclosed: false }
  const { spans, unclosed } = reasoningSpans(text)
  const parts: Part[] = []
  let done = 0
  for (const { start, end } of spans) {
    addAnswer(parts, text, done, start)
    parts.push({ kind: 'reasoning', start, end, text: '\n' })
    done = end
  }
  addAnswer(parts, text, done, text.length)
  return { parts, unclosed }
}

function prose(text: string, start: number, end: number): Part {
  return { kind: 'prose', start, end, text: text.slice(start, end) }
}

/** The parts between two places that hold no reasoning. */
function addAnswer(parts: Part[], text: string, from: number, to: number): void {
  if (from === to) return
  const answer = from === 0 && to === text.length ? text : text.slice(from, to)
  for (const part of answerParts(answer))
    parts.push(from === 0 ? part : { ...part, start: part.start + from, end: part.end + from })
}

function answerParts(text: string): Part[] {
  const code = codeSpans(text)
  const whole = wholeFence(text, code)
  if (whole === undefined) {
    if (code.length === 0 && isBareCode(text)) return [{ kind: 'code', start: 0, end: text.length, text: '\n' }]
    return scan(text, code)
  }
  const { start, end } = whole
  const inside = answerParts(text.slice(start, end))
  const fence = (start: number, end: number): Part[] =>
    start < end ? [{ kind: 'markup', start, end, text: '\n' }] : []
  return [
    ...fence(0, start),
    ...inside.map((part) => ({ ...part, start: part.start + start, end: part.end + start })),
    ...fence(end, text.length),
  ]
}

/** Inside of the one fence that an answer is, if it is one for text. */
function wholeFence(text: string, code: readonly CodeSpan[]): Span | undefined {
  const [first] = code
  if (first?.fence === undefined || !FENCED_ANSWER.test(first.fence.info)) return undefined
  const isWhole = text.slice(0, first.start).trim() === '' && text.slice(first.end).trim() === ''
  return isWhole ? first.fence.inside : undefined
}

function scan(text: string, code: readonly CodeSpan[]): Part[] {
  const parts: Part[] = []
  const finder = new Finder(text)
  const trigger = new RegExp(TRIGGER)
  let done = 0
  let data = true
  const add = (part: Part) => {
    if (part.start > done) parts.push(prose(text, done, part.start))
    parts.push(part)
    done = part.end
  }
  let match = trigger.exec(text)
  const goOn = (from: number) => {
    trigger.lastIndex = from
    match = trigger.exec(text)
  }
  for (const { start, end, fence } of [...code, { start: text.length, end: text.length, fence: undefined }]) {
    while (match !== null && match.index < start) {
      const { 0: sign, index: at } = match
      const isData = /[{[]\s*["'}{[\d]$/.test(sign)
      const part = isData ? (data ? dataPart(text, at, sign) : undefined) : partAt(finder, at, sign, done)
      if (part === null) data = false
      const isWhole = part && (part.end <= start || part.kind === 'code' || part.kind === 'markup')
      if (isWhole) add(part)
      goOn(isWhole ? done : at + (sign === '\\' ? 2 : 1))
    }
    if (start < done) continue
    if (end > start) add({ kind: 'code', start, end, text: fence ? '\n' : ' ' })
    if (match !== null && match.index < done) goOn(done)
  }
  if (done < text.length) parts.push(prose(text, done, text.length))
  return parts
}

function partAt(finder: Finder, at: number, sign: string, from: number): Part | undefined {
  const { text } = finder
  const address = (span: Span | undefined): Part | undefined => span && { ...span, kind: 'address', text: ' ' }
  switch (sign[0]) {
    case '<':
      return tagAt(finder, at)
    case '&':
      return entityAt(text, at)
    case '@':
      return address(emailAt(text, at, from))
    case '$':
    case '\\': {
      const span = mathsAt(finder, at)
      return span && { ...span, text: ' ' }
    }
    case ']':
      return address(linkTargetAt(text, at))
    case '[':
      return { kind: 'token', start: at, end: at + sign.length, text: ' ' }
    case '.':
      return address(hostAt(text, at, from))
    default:
      return address(urlAt(text, at, from))
  }
}

/** JSON at the beginning of a line; null where looking for more is not worth it. */
function dataPart(text: string, at: number, sign: string): Part | null | undefined {
  const span = dataAt(text, at + sign.search(/[{[]/))
  return span && { ...span, start: at, kind: 'code', text: '\n' }
}
