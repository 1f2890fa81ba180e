import { affixSpeller } from '../../engines/hunspell/affix-speller.js'
import { WordReader } from '../../text/word-reader.js'
import { packageDictionary } from '../spelling/dictionaries.js'

/** Whether a token is an English word. */
export type EnglishWordTest = (token: string) => boolean

/**
 * The default test: a lower-case Latin token of more than three letters that the packaged English dictionary accepts. The benchmark
 * looks such tokens up in a list of 82,000 words that carries no licence; give that as the `has` of a Set to reproduce its word pass rate.
 */
export async function englishDictionaryWord(): Promise<EnglishWordTest> {
  const dictionary = await packageDictionary('dictionary-en', affixSpeller)
  if (dictionary === undefined) throw new Error('dictionary-en is not installed: npm install dictionary-en')
  return (token) => {
    if (!/^[a-z]{4,299}$/.test(token)) return false
    const reader = new WordReader(token)
    return reader.next() && dictionary.verdicts.accepts(reader)
  }
}
