/** Whether a piece of a judge's answer stands, in the same letters and digits, in what it was shown. */
export type IsQuoted = (piece: string) => boolean

const IN_QUOTATION_MARKS = /“[^“”]{3,4000}”|«[^«»]{3,4000}»|„[^„“”]{3,4000}[“”]/gu

/**
 * An answer without what is certainly no word of the judge's: lines of a quotation (`> …`), a rating in typographic quotation marks, and what has the signs that
 * the neutraliser puts into a response. An answer that is one quotation from end to end is left.
 */
export function withoutQuotations(answer: string): string {
  const lines = answer.split('\n')
  const own = lines.filter((line) => !/^\s{0,20}>/.test(line))
  const kept = own.some((line) => line.trim() !== '') ? own.join('\n') : answer
  return withoutMarked(kept).replace(IN_QUOTATION_MARKS, (quotation) => (rates(quotation) ? ' ' : quotation))
}

/** Whether a word has a number or a star behind it, as a criterion has. */
function rates(text: string): boolean {
  const word = text.search(/\p{L}{3}/u)
  return word !== -1 && /[0-9★⭐🌟]/u.test(text.slice(word))
}

/** Without what stands between the neutraliser's braces and brackets; without everything behind one that is never closed. */
function withoutMarked(text: string): string {
  if (!/[⦃⟦]/u.test(text)) return text
  let depth = 0
  let own = ''
  for (const [part] of text.matchAll(/[⦃⟦⦄⟧]|[^⦃⟦⦄⟧]+/gu)) {
    if (part === '⦃' || part === '⟦') depth += 1
    else if (part === '⦄' || part === '⟧') depth = Math.max(0, depth - 1)
    else if (depth === 0) own += part
  }
  return own
}
