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
import { languageName } from '../../text/language-code.js'
import { varietyInText } from '../../text/language-variety.js'
import type { WordReader } from '../../text/word-reader.js'
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
  checkMeasuredOptions,
  type MeasuredMetadata,
  type MeasuredOptions,
  type MeasuredReason,
  measured,
  measuredOptions,
  measuredSignature,
  notMeasured,
  type OfOption,
} from '../language/measured-text.js'
import { acceptedWords } from './accepted-words.js'
import type { DictionarySource } from './dictionaries.js'
import { dictionaryChoice, missingPackage } from './dictionary-choice.js'

/** The metric's name by what it is of. */
export type SpellcheckRatioName<Of extends 'answer' | 'reasoning'> = Of extends 'reasoning'
  ? 'reasoningSpellcheckRatio'
  : 'spellcheckRatio'

export interface SpellcheckRatioOptions<
  Args extends SampleArgs = SampleArgs,
  Of extends 'answer' | 'reasoning' = 'answer',
  Name extends string = SpellcheckRatioName<Of>,
> extends MeasuredOptions<Args>,
    OfOption<Of> {
  /** The metric's name: another one for a second engine in one run. Default: `spellcheckRatio`, of the reasoning `reasoningSpellcheckRatio`. */
  name?: Name
  /** The expected language, or how to tell it from the sample. Default: the sample's `language`, else that of its `input`. */
  language?: LanguageOption<Args>
  /**
   * Dictionaries of your own by language, region or script: `{ de: { aff, dic }, 'pt-PT': …, 'pt-BR': …, 'sr-Latn': … }`, as the packages `dictionary-xx` export them, or
   * where the two files are.
   */
  dictionaries?: Readonly<Record<string, DictionarySource>>
  /** Words that are right beside those of the dictionary, in every language: names, loanwords. `café` also stands for `Café` and `CAFÉ`, `Lyon` for `LYON` alone. */
  accept?: readonly string[]
  /** Default: {@link affixSpeller}, with the verdicts of Hunspell 1.7.1. */
  engine?: SpellerEngine
  /** Only to tell the language of `input` when a sample has no `language`. Default: fastText. */
  identifier?: LanguageIdentifier
}

/** The evidence of {@link spellcheckRatio}. */
export type SpellcheckMetadata = {
  /** The language of the dictionary. */
  language: string
  /** Where the expected language was guessed: nobody stated one, and it is that of the input. */
  expectedFrom?: 'input'
  /** How many words, and how many of them are in the dictionary. */
  words: number
  correct: number
  /** The others, each once, in their order. */
  misspelled: string[]
  engine: string
  dictionary: string
  /** That the dictionary is of another region than the expected language, where it is. */
  note?: string
  /** What to install where there is no dictionary. */
  mend?: string
} & MeasuredMetadata

/** Why {@link spellcheckRatio} gives no score. */
export type SpellcheckReason = LanguageReason | MeasuredReason | 'no-words' | 'no-dictionary' | 'error'

/**
 * How much of the response is real words? Correct words / words, 0..1, as Hunspell checks with the dictionary of the *expected* language,
 * so that words switched to another language count as misspelt; higher is better. (arXiv 2402.14778, section 3, "spellcheck
 * correctness".)
 *
 * Dictionaries for en, fr, pt and ru come along; any installed `dictionary-xx` is found. `pt-PT`, `en-GB`, `de-AT` and the like take that of their region
 * (`dictionary-pt-pt`) where it is installed, else that of the language, which `note` tells. `sr-Latn` takes that of its script alone; so does a response in `sr` whose
 * letters are Latin. Words are those of the prose. Skipped: a response without words (`no-words`), one of code, maths or JSON alone (`no-prose`), one that ends in
 * its reasoning (`no-answer`), a language without dictionary (`no-dictionary`), an expected language that is not known (`no-language`); with `of: 'reasoning'` a
 * sample without any (`no-reasoning`). Failed: a sample's `language` that names none (`unknown-language`), a dictionary that cannot be loaded (`error`).
 *
 * Metadata: `language`, `words`, `correct` (counts), `misspelled` (distinct, in order), `engine`, `dictionary`, `note`, `leftOut` (characters that are no
 * prose, by what they are).
 *
 * @throws RangeError when `options.language` or a key of `options.dictionaries` names no language, two keys name the same, or an entry of `options.accept` is not one word.
 *
 * @example
 * ```ts
 * const spelled = spellcheckRatio({ language: 'fr' })
 * const { score } = await spelled({ output: 'Le chat dort sur le kanapé.' }) // => 5 / 6
 * ```
 */
export function spellcheckRatio<
  Args extends SampleArgs = SampleArgs,
  const Of extends 'answer' | 'reasoning' = 'answer',
  const Name extends string = SpellcheckRatioName<Of>,
>(
  options: SpellcheckRatioOptions<Args, Of, Name> = {},
): Scorer<Args, NoInfer<Name>, SpellcheckMetadata, SpellcheckReason> {
  const { language, engine = affixSpeller, identifier = defaultIdentifier, of } = options
  checkLanguageOption(language)
  checkMeasuredOptions(options)
  const name = options.name ?? ((of === 'reasoning' ? 'reasoningSpellcheckRatio' : 'spellcheckRatio') as Name)
  const dictionaries = dictionaryChoice(options.dictionaries ?? {}, engine)
  const accepted = acceptedWords(options.accept ?? [])

  const settings = async () => ({
    language,
    identifier: await options.identifier?.signature(),
    accept: accepted.list,
    ...measuredSignature(options),
  })

  return defineScorer(
    name,
    async (args: Args): Promise<Score<Name, SpellcheckMetadata, SpellcheckReason>> => {
      const expected = await expectedLanguage(args, language, identifier)
      if (expected.language === undefined) return withoutLanguage(name, expected)
      const expectedCode = expected.language
      const part = measured(args, options)
      const evidence = () => ({ language: expectedCode, ...expected.evidence, ...part.metadata })
      if (part.missing !== undefined) return notMeasured(name, part.missing, evidence())
      const reader = readWords(part.text)
      if (!reader.next()) return skipped(name, 'no-words', 'the response has no words', evidence())

      const variety = varietyInText(expected.variety, part.text)
      const dictionary = dictionaries.known(variety) ?? (await dictionaries.choose(variety))
      if (dictionary === undefined) {
        const mend = await dictionaryMend(missingPackage(variety))
        const { script } = variety
        const message = `no dictionary for ${languageName(script ? `${expectedCode}-${script}` : expectedCode)}; if there is one: ${mend}`
        return skipped(name, 'no-dictionary', message, { ...evidence(), mend })
      }

      const { verdicts } = dictionary
      const { words, correct, misspelled } = verdicts.count(inWordsOf(verdicts, part.text) ?? reader, accepted.has)
      return scored(name, correct / words, {
        language: expectedCode,
        ...expected.evidence,
        words,
        correct,
        misspelled,
        engine: engine.name,
        dictionary: dictionary.name,
        ...(dictionary.note !== undefined && { note: dictionary.note }),
        ...part.metadata,
      })
    },
    {
      scale: 'graded',
      signature: async () => ({ [name]: (await versioned(engine.name)) + (await optionSignature(await settings())) }),
      verdict: () => verdictOf(options),
      recipe: recipeFor('spellcheckRatio', options),
    },
  )
}

/** A reader at the first word, where the dictionary has words that other languages would cut. */
function inWordsOf({ joiners }: { joiners: string }, text: string): WordReader | undefined {
  if (joiners === '') return undefined
  const reader = readWords(text, joiners)
  reader.next()
  return reader
}

/** Whether the same part of the response is in the language. */
function verdictOf<Args extends SampleArgs>(
  options: SpellcheckRatioOptions<Args, 'answer' | 'reasoning', string>,
): Scorer {
  const shared = { ...verdictOptions(options), ...measuredOptions(options) }
  return options.of === 'reasoning' ? languageCorrectness({ ...shared, of: 'reasoning' }) : languageCorrectness(shared)
}
