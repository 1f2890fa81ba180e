import { optionSignature } from '../../core/option-signature.js'
import { recipeFor } from '../../core/recipe.js'
import type { SampleArgs } from '../../core/sample.js'
import { type Score, scored, skipped } from '../../core/score.js'
import { defineScorer, type Scorer } from '../../core/scorer.js'
import { defaultIdentifier } from '../../engines/fasttext/fasttext.js'
import { affixSpeller } from '../../engines/hunspell/affix-speller.js'
import type { LanguageIdentifier } from '../../engines/language-identifier.js'
import type { SpellerEngine } from '../../engines/speller.js'
import { dictionaryMend, versioned } from '../../resources/packages.js'
import { languageName, normalizeLanguage } from '../../text/language-code.js'
import { readWords } from '../../text/words.js'
import {
  checkLanguageOption,
  expectedLanguage,
  type LanguageOption,
  type LanguageReason,
  verdictOptions,
  withoutLanguage,
} from '../language/expected-language.js'
import { languageCorrectness } from '../language/language-correctness.js'
import {
  customDictionary,
  type DictionarySource,
  dictionaryPackageName,
  type LoadedDictionary,
  packageDictionary,
} from './dictionaries.js'

export interface SpellcheckRatioOptions<Args extends SampleArgs = SampleArgs, Name extends string = 'spellcheckRatio'> {
  /** The metric's name: another one for a second engine in one run. @default 'spellcheckRatio' */
  name?: Name
  /** The expected language, or how to tell it from the sample. Default: the sample's `language`, else that of its `input`. */
  language?: LanguageOption<Args>
  /** Dictionaries of your own by language: `{ de: { aff, dic } }`, as the packages `dictionary-xx` export them, or where the two files are. */
  dictionaries?: Readonly<Record<string, DictionarySource>>
  /** Default: {@link affixSpeller}, with the verdicts of Hunspell 1.7.1. */
  engine?: SpellerEngine
  /** Only to tell the language of `input` when a sample has no `language`. Default: fastText. */
  identifier?: LanguageIdentifier
}

/** The evidence of {@link spellcheckRatio}. */
export type SpellcheckMetadata = {
  /** The language of the dictionary. */
  language: string
  /** How many words, and how many of them are in the dictionary. */
  words: number
  correct: number
  /** The others, each once, in their order. */
  misspelled: string[]
  engine: string
  dictionary: string
  /** What to install where there is no dictionary. */
  mend?: string
}

/** Why {@link spellcheckRatio} gives no score. */
export type SpellcheckReason = LanguageReason | 'no-words' | 'no-dictionary' | 'error'

/**
 * How much of the response is real words? Correct words / words, 0..1, as Hunspell checks with the dictionary of the *expected* language,
 * so that words switched to another language count as misspelt; higher is better. (arXiv 2402.14778, section 3, "spellcheck
 * correctness".)
 *
 * Dictionaries for en, fr, pt and ru come along; any installed `dictionary-xx` is found. Skipped: a response without words
 * (`no-words`), a language without dictionary (`no-dictionary`), an expected language that is not known (`no-language`). Failed: a
 * sample's `language` that names none (`unknown-language`), a dictionary that cannot be loaded (`error`).
 *
 * Metadata: `language`, `words`, `correct` (counts), `misspelled` (distinct, in order), `engine`, `dictionary`.
 *
 * @throws RangeError when `options.language` or a key of `options.dictionaries` names no language.
 *
 * @example
 * ```ts
 * const spelled = spellcheckRatio({ language: 'fr' })
 * const { score } = await spelled({ output: 'Le chat dort sur le kanapé.' }) // => 5 / 6
 * ```
 */
export function spellcheckRatio<Args extends SampleArgs = SampleArgs, const Name extends string = 'spellcheckRatio'>(
  options: SpellcheckRatioOptions<Args, Name> = {},
): Scorer<Args, NoInfer<Name>, SpellcheckMetadata, SpellcheckReason> {
  const { name = 'spellcheckRatio' as Name, language, engine = affixSpeller, identifier = defaultIdentifier } = options
  checkLanguageOption(language)
  const own = new Map(
    Object.entries(options.dictionaries ?? {}).map(([code, files]) => [normalizeLanguage(code), files]),
  )
  const loaded = new Map<string, LoadedDictionary>()
  const load = async (code: string) => {
    const files = own.get(code)
    const dictionary = files ? await customDictionary(code, files, engine) : await packageDictionary(code, engine)
    if (dictionary !== undefined) loaded.set(code, dictionary)
    return dictionary
  }

  const settings = async () => ({ language, identifier: await options.identifier?.signature() })

  return defineScorer(
    name,
    async (args: Args): Promise<Score<Name, SpellcheckMetadata, SpellcheckReason>> => {
      const expected = await expectedLanguage(args, language, identifier)
      if (expected.language === undefined) return withoutLanguage(name, expected)
      const expectedCode = expected.language
      const reader = readWords(args.output)
      if (!reader.next()) return skipped(name, 'no-words', 'the response has no words', { language: expectedCode })

      const dictionary = loaded.get(expectedCode) ?? (await load(expectedCode))
      if (dictionary === undefined) {
        const mend = await dictionaryMend(dictionaryPackageName(expectedCode))
        const message = `no dictionary for ${languageName(expectedCode)}; if there is one: ${mend}`
        return skipped(name, 'no-dictionary', message, { language: expectedCode, mend })
      }

      const { words, correct, misspelled } = dictionary.verdicts.count(reader)
      return scored(name, correct / words, {
        language: expectedCode,
        words,
        correct,
        misspelled,
        engine: engine.name,
        dictionary: dictionary.name,
      })
    },
    {
      scale: 'graded',
      signature: async () => ({ [name]: (await versioned(engine.name)) + (await optionSignature(await settings())) }),
      verdict: () => languageCorrectness(verdictOptions(options)),
      recipe: recipeFor('spellcheckRatio', options),
    },
  )
}
