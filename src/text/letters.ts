/** Whether the text has a letter of any script: without one it has no language. */
export function hasLetters(text: string): boolean {
  return /\p{L}/u.test(text)
}
