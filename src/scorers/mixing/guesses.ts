import type { LanguageIdentifier } from '../../engines/language-identifier.js'

/** How many guesses are kept: words come again, and so do their neighbours in the same prompts. */
const KEPT = 20_000
/** Guesses of a word or of a few: the likelier languages; any other is as unlikely as the rest. */
const GUESSES = 12

export type Guesses = ReadonlyMap<string, number>

/** What an identifier takes short texts for, with its last answers kept. */
export function guesser(identifier: LanguageIdentifier): (text: string) => Promise<Guesses> {
  const kept = new Map<string, Guesses>()
  return async (text) => {
    const before = kept.get(text)
    if (before !== undefined) return before
    const found = await identifier.identify(text, GUESSES)
    const guesses = new Map<string, number>()
    for (const { language, probability } of found)
      guesses.set(language, (guesses.get(language) ?? 0) + Math.max(0, probability))
    if (kept.size >= KEPT) kept.clear()
    kept.set(text, guesses)
    return guesses
  }
}
