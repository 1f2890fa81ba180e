/** Control, format and unassigned characters, but for line breaks and tabs, soft hyphens, and the joiners that Persian and Hindi are spelt with. */
const UNSAFE = /[\p{C}--[\n\r\t\u00AD\u200C\u200D]]/gv

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * Text of unknown origin made safe within an HTML element or a quoted attribute. What would be invisible, or turn the text around it, becomes `�`.
 *
 * @example
 * ```ts
 * escapeHtml('<img src="x">') // => '&lt;img src=&quot;x&quot;&gt;'
 * ```
 */
export function escapeHtml(text: string): string {
  return text.replace(UNSAFE, '�').replace(/[&<>"']/g, (character) => ENTITIES[character] as string)
}
