/** Words that somebody accepts beside those of a dictionary. */
export interface AcceptedWords {
  /** Each once, sorted; undefined where there are none. */
  list: readonly string[] | undefined
  has: (word: string) => boolean
}

/**
 * As Hunspell takes the entries of a word list: one in small letters also stands for the word with a capital and in capitals, one with a capital for the word in
 * capitals. Composed and decomposed letters are the same, and so are straight and curly apostrophes.
 *
 * @throws RangeError for an entry that is not one word of a text.
 */
export function acceptedWords(given: readonly string[]): AcceptedWords {
  const words = new Set<string>()
  const list = new Set<string>()
  for (const entry of given) {
    const word = typeof entry === 'string' ? plain(entry.trim()) : ''
    if (/\s/u.test(word) || !/\p{L}/u.test(word)) {
      throw new RangeError(`accept: ${JSON.stringify(entry)} is not one word; texts are checked word by word`)
    }
    list.add(word)
    words.add(word).add(word.toUpperCase())
    if (word === word.toLowerCase()) words.add(capitalized(word))
  }
  return {
    list: list.size === 0 ? undefined : [...list].sort(),
    has: (word) => words.size > 0 && words.has(plain(word)),
  }
}

function capitalized(word: string): string {
  const [first = '', ...rest] = word
  return first.toUpperCase() + rest.join('')
}

function plain(word: string): string {
  return word.normalize('NFC').replace(/[’ʼ]/gu, "'").replace(/[‐‑]/gu, '-')
}
