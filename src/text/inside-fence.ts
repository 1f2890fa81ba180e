/**
 * What is inside the one code fence that a whole response is, also one that was cut before its end; any other text as it is.
 *
 * @param text As `tidy` leaves it.
 *
 * @example
 * ```ts
 * insideFence('~~~html\n<p>Oui.</p>\n~~~') // => '<p>Oui.</p>'
 * ```
 */
export function insideFence(text: string): string {
  return /^ *(`{3,}|~{3,})[^`\n]*\n((?:(?!\n *\1)[\s\S])*)(?:\n *\1[`~]*)?$/.exec(text)?.[2] ?? text
}
