/**
 * The text with what nobody sees made one way: NFC, line ends as `\n`, no spaces at the end of a line, one space for each run of them within
 * one, no blank lines around the text. The indentation of lines stays, tabs as four spaces.
 *
 * @example
 * ```ts
 * tidy('\r\n\r\n1.\u00a0 Un  the\u0301\r\n   2. Deux \n') // => '1. Un thé\n   2. Deux'
 * ```
 */
export function tidy(text: string): string {
  const tidied = text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/\t/g, '    ')
    .replace(/[^\S\n]/gu, ' ')
    .replace(/(?<=[^ \n]) +(?=\n|$)/g, '')
    .replace(/^ +$/gm, '')
    .replace(/(?<=[^ \n]) {2,}/g, ' ')
  let start = 0
  let end = tidied.length
  while (tidied[start] === '\n') start += 1
  while (end > start && tidied[end - 1] === '\n') end -= 1
  return tidied.slice(start, end)
}
