import { UNSAFE_CHARACTERS } from '../printable.js'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * Text of unknown origin made safe within an HTML element or a quoted attribute. What would be invisible, or turn the text around it, becomes `�`;
 * line breaks and tabs stay.
 *
 * @example
 * ```ts
 * escapeHtml('<img src="x">') // => '&lt;img src=&quot;x&quot;&gt;'
 * ```
 */
export function escapeHtml(text: string): string {
  return text
    .replace(UNSAFE_CHARACTERS, (character) => (/[\n\r\t]/.test(character) ? character : '�'))
    .replace(/[&<>"']/g, (character) => ENTITIES[character] as string)
}
