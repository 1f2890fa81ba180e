import { codeSpans } from './code.js'
import type { Part } from './parts.js'
import { proseOf } from './prose.js'

/**
 * What is inside the one code fence that a whole response is, also one that was cut before its end; any other text as it is.
 *
 * @example
 * ```ts
 * insideFence('~~~html\n<p>Oui.</p>\n~~~') // => '<p>Oui.</p>'
 * ```
 */
export function insideFence(text: string): string {
  const [first] = codeSpans(text)
  if (first?.fence === undefined) return text
  const isWhole = text.slice(0, first.start).trim() === '' && text.slice(first.end).trim() === ''
  return isWhole ? text.slice(first.fence.inside.start, first.fence.inside.end) : text
}

/**
 * A response as lines that can be counted: HTML's lists, headings and tables as Markdown writes them, references to characters decoded, without reasoning, fenced
 * code and formulas over several lines. A code fence around the whole is taken off.
 *
 * @param what `prose` leaves out all that is none, `all` keeps code, formulas and addresses within a line.
 *
 * @example
 * ```ts
 * listText('<ol><li>Lire</li><li>L&rsquo;&eacute;t&eacute;</li></ol>').trim() // => '1. Lire\n\n2. L’été'
 * ```
 */
export function listText(response: string, what: 'all' | 'prose' = 'all'): string {
  const text = insideFence(response)
  const { parts } = proseOf(text)
  if (parts.length === 1 && (parts[0]?.kind === 'prose' || what === 'all')) return text
  const lines = new Lines()
  for (const part of parts) {
    const written = text.slice(part.start, part.end)
    if (part.kind === 'prose') lines.text(part.text)
    else if (part.kind === 'markup') addMarkup(lines, part, written)
    else lines.text(isWithinLine(part, written) && what === 'all' ? written : part.text)
  }
  return lines.written
}

function isWithinLine({ kind }: Part, written: string): boolean {
  if (kind === 'code') return !/^(?:```|~~~|<)/.test(written)
  return kind === 'address' || (kind === 'maths' && !written.includes('\n'))
}

function addMarkup(lines: Lines, { text }: Part, written: string): void {
  const [, slash = '', name = ''] = /^<(\/?)([a-z][a-z\d]*)/i.exec(written) ?? []
  if (name !== '') lines.tag(name.toLowerCase(), slash !== '')
  else if (written === '\\item') lines.point('- ')
  else lines.text(text)
}

/** What has been written so far, and in which lists. */
class Lines {
  written = ''
  private readonly lists: { isOrdered: boolean; count: number }[] = []
  private hasHead = false
  private isTitle = false

  text(text: string): void {
    if (!this.isTitle) this.written += text
  }

  point(marker: string): void {
    this.written += `\n${'    '.repeat(Math.max(0, Math.min(this.lists.length, 9) - 1))}${marker}`
  }

  tag(name: string, isEnd: boolean): void {
    const heading = /^h([1-6])$/.exec(name)
    if (name === 'title') this.isTitle = !isEnd
    else if (name === 'ol' || name === 'ul') this.list(name === 'ol', isEnd)
    else if (name === 'li') this.item(isEnd)
    else if (heading !== null) this.written += isEnd ? '\n' : `\n\n${'#'.repeat(Number(heading[1]))} `
    else if (name === 'b' || name === 'strong') this.written += '**'
    else if (/^t[rdh]$/.test(name)) this.table(name, isEnd)
    else if (/^(?:p|div|section|article|br|hr|blockquote|dt|dd|details|summary)$/.test(name)) this.newLine()
  }

  private list(isOrdered: boolean, isEnd: boolean): void {
    if (isEnd) this.lists.pop()
    else this.lists.push({ isOrdered, count: 0 })
    this.written += '\n'
  }

  private item(isEnd: boolean): void {
    const list = this.lists.at(-1)
    if (isEnd) this.written += '\n'
    else if (list?.isOrdered) this.point(`${++list.count}. `)
    else this.point('- ')
  }

  private table(name: string, isEnd: boolean): void {
    if (name === 'th') this.hasHead = true
    if (name !== 'tr') this.written += isEnd ? ' | ' : ''
    else if (!isEnd) this.written += '\n| '
    else if (this.hasHead) this.written += '\n|---|\n'
    if (name === 'tr' && isEnd) this.hasHead = false
  }

  /** Not after the marker of a point, and not within a row of a table. */
  private newLine(): void {
    const line = this.written.slice(Math.max(this.written.lastIndexOf('\n') + 1, this.written.length - 200))
    if (/^\s*\|/.test(line)) this.written += ' '
    else if (!/^\s*(?:-|\d+\.|#+) $/.test(line)) this.written += '\n'
  }
}
