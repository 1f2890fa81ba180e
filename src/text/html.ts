import { decodeHTMLStrict } from 'entities/decode'
import type { Span } from './code.js'
import type { Finder } from './finder.js'

/** What a tag or a reference to a character is, and what stands for it in prose. */
export interface HtmlSpan extends Span {
  kind: 'code' | 'maths' | 'markup' | 'token' | 'address'
  text: string
}

/** Elements whose content is no prose; those that are not closed run to the end, or are a tag only. */
const RAW: Readonly<Record<string, { kind: 'code' | 'maths'; toEnd: boolean }>> = {
  script: { kind: 'code', toEnd: true },
  style: { kind: 'code', toEnd: true },
  svg: { kind: 'code', toEnd: true },
  math: { kind: 'maths', toEnd: true },
  pre: { kind: 'code', toEnd: true },
  code: { kind: 'code', toEnd: false },
  kbd: { kind: 'code', toEnd: false },
  samp: { kind: 'code', toEnd: false },
}

const TAG = /<[!/?]?([a-z][a-z\d:-]{0,40})(?=[\s/>?])[^<>]*>|<[!/?]?[a-z][^<>]*>/iy
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/iy
/** Within these a word goes on: `1<sup>er</sup>`. */
const WITHIN_WORDS = /^(?:a|abbr|b|big|cite|del|dfn|em|font|i|ins|mark|q|s|small|span|strike|strong|sub|sup|tt|u|wbr)$/i
const NEW_LINE =
  /^(?:address|article|aside|blockquote|body|br|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|li|main|nav|ol|p|section|summary|table|tbody|thead|title|tr|ul)$/i
/** Tokens of chat templates: `<|im_end|>`, `<｜end▁of▁sentence｜>`, `<|start_header_id|>assistant<|end_header_id|>`, `<<SYS>>`, and tags that are no HTML. */
const TOKEN =
  /<[|｜][^<>|｜\n]{1,60}[|｜]>(?:(?<=start\|>|header_id\|>)(?:assistant|user|system)(?![\p{L}\p{N}]))?|<<\/?SYS>>|<\/?s>|<(?:bos|eos|pad|unk|mask|sep|cls|start_of_turn|end_of_turn|0x[\dA-F]{2})>(?:(?<=start_of_turn>)(?:model|user)(?![\p{L}\p{N}]))?/uy

/** A tag, comment, element or token that begins at a `<`; undefined for a sign of comparison. */
export function tagAt(finder: Finder, at: number): HtmlSpan | undefined {
  const { text } = finder
  if (text.startsWith('<!--', at)) {
    const close = finder.next('-->', at + 4)
    return { kind: 'markup', start: at, end: close < 0 ? text.length : close + 3, text: '' }
  }
  TOKEN.lastIndex = at
  if (TOKEN.test(text)) return { kind: 'token', start: at, end: TOKEN.lastIndex, text: ' ' }
  TAG.lastIndex = at
  const match = TAG.exec(text)
  if (match === null) return undefined
  const { 0: tag, 1: name = '' } = match
  const end = at + tag.length
  if (/^<(?:[a-z][a-z\d+.-]*:[^\s<>]*|[^\s<>@]+@[^\s<>]+)>$/i.test(tag))
    return { kind: 'address', start: at, end, text: ' ' }
  const raw = tag[1] === '/' || tag.endsWith('/>') ? undefined : RAW[name.toLowerCase()]
  if (raw !== undefined) {
    const close = endTag(finder, name, end)
    if (close !== undefined || raw.toEnd) return { kind: raw.kind, start: at, end: close ?? text.length, text: ' ' }
  }
  return { kind: 'markup', start: at, end, text: WITHIN_WORDS.test(name) ? '' : NEW_LINE.test(name) ? '\n' : ' ' }
}

/** A reference to a character that begins at an `&`, with that character. */
export function entityAt(text: string, at: number): HtmlSpan | undefined {
  ENTITY.lastIndex = at
  const entity = ENTITY.exec(text)?.[0]
  if (entity === undefined) return undefined
  const decoded = decodeHTMLStrict(entity)
  return decoded === entity ? undefined : { kind: 'markup', start: at, end: at + entity.length, text: decoded }
}

/** After the end tag of an element, in small or capital letters. */
function endTag(finder: Finder, name: string, from: number): number | undefined {
  const places = [`</${name.toLowerCase()}`, `</${name.toUpperCase()}`]
    .map((tag) => finder.next(tag, from))
    .filter((place) => place >= 0)
  if (places.length === 0) return undefined
  const close = finder.next('>', Math.min(...places))
  return close < 0 ? finder.text.length : close + 1
}
