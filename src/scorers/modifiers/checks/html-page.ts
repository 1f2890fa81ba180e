import type { DefaultTreeAdapterTypes } from 'parse5'
import { once } from '../../../core/once.js'
import { insideFence } from '../../../text/list-text.js'
import type { CheckOptions, CheckResult } from '../check.js'

const parser = once(() => import('parse5'))

/**
 * "Format your answer as an HTML page": a document with `html` and `body` tags of its own and something to see in the body, by an HTML parser
 * (WHATWG); also when the whole response is one code fence. End tags may be missing, as HTML has it. Prose around the page is not part of one.
 *
 * @example
 * ```ts
 * const { evidence } = await isHtmlPage('<html><body><p>Oui.</p></body></html>', {})
 * // => { html: true, body: true, visible: true, proseAround: false }
 * ```
 */
export async function isHtmlPage(response: string, _: CheckOptions): Promise<CheckResult> {
  const { parse } = await parser()
  const page = insideFence(response)
  const document = parse(page, { sourceCodeLocationInfo: true })
  const html = child(document, 'html')
  const body = html && child(html, 'body')
  const end = /<\/(?:body|html)\s*>/i.exec(page)?.index ?? page.length
  const evidence = {
    html: isWritten(html),
    body: isWritten(body),
    visible: body !== undefined && isVisible(body),
    // Prose before it makes the parser open a page of its own, in which <html> is out of place.
    proseAround: (!isWritten(html) && /<html[\s>]/i.test(page)) || hasProse(page.slice(end)),
  }
  return { fulfilled: evidence.html && evidence.body && evidence.visible && !evidence.proseAround, evidence }
}

function commentLength(text: string): number {
  const end = text.indexOf('-->')
  return end < 0 ? text.length : end + 3
}

/** Whether anything but white space, comments and end tags of the page follows it. */
function hasProse(after: string): boolean {
  let rest = after.trimStart()
  for (;;) {
    const length = rest.startsWith('<!--')
      ? commentLength(rest)
      : (/^<\/(?:body|html)\s*>/i.exec(rest)?.[0].length ?? 0)
    if (length === 0) return rest !== ''
    rest = rest.slice(length).trimStart()
  }
}

type Element = DefaultTreeAdapterTypes.Element
type ParentNode = DefaultTreeAdapterTypes.ParentNode

function child(parent: ParentNode, name: string): Element | undefined {
  return parent.childNodes.find((node): node is Element => node.nodeName === name)
}

/** Whether the tag is in the text: the parser makes both where they are not. */
function isWritten(element: Element | undefined): boolean {
  return element?.sourceCodeLocation?.startTag !== undefined
}

const SEEN = new Set(['img', 'svg', 'video', 'audio', 'canvas', 'input', 'button', 'iframe', 'object'])
const UNSEEN = new Set(['script', 'style', 'template', 'noscript'])

/** Without recursion: hostile pages nest deeper than the stack. */
function isVisible(body: Element): boolean {
  const open: ParentNode[] = [body]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const inner of node.childNodes) {
      if (SEEN.has(inner.nodeName)) return true
      if (inner.nodeName === '#text' && /\S/.test((inner as DefaultTreeAdapterTypes.TextNode).value)) return true
      if ('childNodes' in inner && !UNSEEN.has(inner.nodeName)) open.push(inner)
    }
  }
  return false
}
