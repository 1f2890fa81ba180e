import { once } from '../../../core/once.js'
import { answerOf } from '../../../text/prose.js'
import type { CheckOptions, CheckResult } from '../check.js'

/** What plain text does not have, by the parser's token. Lists, paragraphs, rules and bare addresses it has as well. */
const CONSTRUCTS: Readonly<Record<string, string>> = {
  heading_open: 'heading',
  strong_open: 'strong',
  em_open: 'emphasis',
  s_open: 'strikethrough',
  code_inline: 'code',
  fence: 'code block',
  table_open: 'table',
  link_open: 'link',
  image: 'image',
  blockquote_open: 'quotation',
}

const parser = once(async () => {
  const { default: markdownIt } = await import('markdown-it')
  return markdownIt('default', { html: false, linkify: false })
})

/**
 * "Use Markdown formatting": at least one construct that plain text does not have, by a CommonMark parser with tables and strikethrough. Lists
 * alone are not enough, and a `*` between letters or digits (2*3*4) is no emphasis here, nor is one
 * in a formula.
 *
 * @example
 * ```ts
 * const { evidence } = await isMarkdown('## Recette\n\n- du sel', {}) // => { constructs: ['heading'] }
 * ```
 */
export async function isMarkdown(response: string, { text }: CheckOptions): Promise<CheckResult> {
  const written = text === 'whole' ? response : answerOf(response, ['maths'])
  const found = new Set<string>()
  // markdown-it wants a lone surrogate replaced.
  for (const block of (await parser()).parse(written.toWellFormed(), {})) {
    addConstruct(found, block, undefined)
    block.children?.forEach((inline, at, all) => {
      addConstruct(found, inline, all[at - 1])
    })
  }
  return { fulfilled: found.size > 0, evidence: { constructs: [...found] } }
}

interface Token {
  type: string
  info: string
  content: string
}

function addConstruct(found: Set<string>, { type, info }: Token, before: Token | undefined): void {
  const construct = CONSTRUCTS[type]
  if (construct === undefined) return
  if (type === 'link_open' && info === 'auto') return // <https://…>, which RFC 3986 has in plain text
  if (type === 'em_open' && /[\p{L}\p{N}]$/u.test(before?.content ?? '')) return
  found.add(construct)
}
