/**
 * What in a response is code, markup or an address and so not prose. Each pattern is linear in the length of the text,
 * whatever the text: an unclosed construct runs to the end instead of being tried again from the next place.
 */
const NOT_PROSE = [
  // Fenced code (CommonMark 4.5), also indented as in lists; an unclosed fence runs to the end.
  /^[ \t]*(`{3,})[^`\n]*$[\s\S]*?(?:^[ \t]*\1`*[ \t]*$|(?![\s\S]))/gmu,
  /^[ \t]*(~{3,})[^\n]*$[\s\S]*?(?:^[ \t]*\1~*[ \t]*$|(?![\s\S]))/gmu,
  // Inline code on one line.
  /(?<!`)`+[^`\n]+`+/gu,
  // Elements whose content is not text, then tags, comments and character references.
  /<(script|style)\b[^<>]*>[\s\S]*?(?:<\/\1\s*>|(?![\s\S]))/giu,
  /<!--[\s\S]*?(?:-->|(?![\s\S]))/gu,
  /<[!/?]?[a-z][^<>]*>/giu,
  /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/giu,
  // URLs and e-mail addresses.
  /\b(?:https?|ftp):\/\/[^\s<>]+|\bwww\.[^\s<>]+/giu,
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
] as const

/** What one of the patterns needs: most responses have none of it, and one look is enough for them. */
const MAY_BE_MARKUP = /[`<&@]|~~~|:\/\/|www\./i

/**
 * The text with code, HTML tags and comments, character references, URLs and e-mail addresses each replaced by a space.
 *
 * @example
 * ```ts
 * withoutMarkup('Voir <b>ici</b> : https://example.org `npm ci`') // => 'Voir  ici  :    '
 * ```
 */
export function withoutMarkup(text: string): string {
  if (!MAY_BE_MARKUP.test(text)) return text
  return NOT_PROSE.reduce((rest, pattern) => rest.replace(pattern, ' '), text)
}

/**
 * The text with the same things replaced by as many spaces as they have characters, so that every place keeps its number.
 *
 * @example
 * ```ts
 * blankMarkup('Voir <b>ici</b>.') // => 'Voir    ici    .'
 * ```
 */
export function blankMarkup(text: string): string {
  if (!MAY_BE_MARKUP.test(text)) return text
  return NOT_PROSE.reduce((rest, pattern) => rest.replace(pattern, ({ length }) => ' '.repeat(length)), text)
}
