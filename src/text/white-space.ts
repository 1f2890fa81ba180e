/** Every run of white space, line breaks included, as one space; none at the ends. */
export function foldWhiteSpace(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
