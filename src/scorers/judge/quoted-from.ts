import { neutralise } from './neutralise.js'
import type { IsQuoted } from './quotation.js'
import { seenLetters } from './seen.js'

/** What is shorter stands in many a text by chance. */
const SHORTEST = 4

/**
 * Tells what a judge repeats of the response, as it came or as it was shown: its letters, digits and stars stand there one behind the other, whatever marks are
 * between them. So it is told in another case, with other brackets, and within
 * a string of JSON, too.
 */
export function quotedFrom(response: string): IsQuoted {
  let shown: string | undefined
  const known = new Map<string, boolean>()
  return (piece) => {
    const letters = seenLetters(piece.replace(/\\[nrt]/g, ' '))
    if (letters.length < SHORTEST) return false
    const before = known.get(letters)
    if (before !== undefined) return before
    shown ??= lettersShown(response)
    const quoted = shown.includes(letters)
    known.set(letters, quoted)
    return quoted
  }
}

function lettersShown(response: string): string {
  const { text, replaced } = neutralise(response)
  return seenLetters(replaced === 0 ? text : `${response}\n${text}`)
}
