import { optionSignature } from '../../core/option-signature.js'
import { recipeFor } from '../../core/recipe.js'
import type { LanguageName, SampleArgs } from '../../core/sample.js'
import { type Score, scored, skipped } from '../../core/score.js'
import { defineScorer, type Scorer } from '../../core/scorer.js'
import { defaultIdentifier } from '../../engines/fasttext/fasttext.js'
import { affixSpeller } from '../../engines/hunspell/affix-speller.js'
import type { LanguageIdentifier } from '../../engines/language-identifier.js'
import type { SpellerEngine } from '../../engines/speller.js'
import { normalizeLanguage } from '../../text/language-code.js'
import { varietyInText, varietyOf } from '../../text/language-variety.js'
import { readWords, wordSpans } from '../../text/words.js'
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
  type MeasuredMetadata,
  type MeasuredOptions,
  type MeasuredReason,
  measured,
  measuredOptions,
  measuredSignature,
  notMeasured,
} from '../language/measured-text.js'
import type { DictionarySource } from '../spelling/dictionaries.js'
import { dictionaryChoice } from '../spelling/dictionary-choice.js'
import { guesser } from './guesses.js'
import { mixedWords } from './mixed-words.js'
import { type CountedSpan, foreignSpans, type MixingSpan, scriptSpans } from './mixing-spans.js'
import { foreignLetters } from './scripts.js'
import { foreignRuns, type HasWord, likelyOthers } from './word-languages.js'

export interface LanguageMixingOptions<Args extends SampleArgs = SampleArgs, Name extends string = 'languageMixing'>
  extends Omit<MeasuredOptions<Args>, 'text'> {
  /** The metric's name. @default 'languageMixing' */
  name?: Name
  /** The expected language, or how to tell it from the sample. Default: the sample's `language`, else that of its `input`. */
  language?: LanguageOption<Args>
  /** The languages to listen for. Default: English, and those that the identifier takes unknown words for, three at most. */
  others?: readonly LanguageName[]
  /** Languages that a response may use beside the expected one, or how to tell them from the sample: where the task asks for a translation. */
  allow?: readonly LanguageName[] | ((args: Args) => readonly string[] | null | undefined)
  /**
   * 1 for a response without any span, else 0.
   *
   * @default false
   */
  binary?: boolean
  /** Dictionaries of your own, as for `spellcheckRatio`. */
  dictionaries?: Readonly<Record<string, DictionarySource>>
  /** Default: {@link affixSpeller}. */
  engine?: SpellerEngine
  /** Default: fastText with its packaged `lid.176.ftz`. */
  identifier?: LanguageIdentifier
}

/** The evidence of {@link languageMixing}. */
export type LanguageMixingMetadata = {
  expected: string
  /** Where the expected language was guessed. */
  expectedFrom?: 'input'
  /** Letters of the words that count, and of those that are in the spans. */
  letters: number
  foreign: number
  /** Where the response leaves its language, in its order. */
  spans: MixingSpan[]
  /** Letters in the spans, by language. */
  languages: { [language: string]: number }
  /** Runs of words that may be of another language, and are not counted. */
  unsure?: number
  /** The dictionaries that were asked. */
  dictionary?: string
  /** That the expected language has none. */
  note?: string
} & Omit<MeasuredMetadata, 'text' | 'of'>

/** Why {@link languageMixing} gives no score. */
export type LanguageMixingReason = LanguageReason | MeasuredReason | 'no-words' | 'error'

/**
 * How much of the response is in its language, word by word? 1 − letters in spans of another language / letters of all words, 0..1; with `binary` 1 where there is no span.
 * Higher is better. Where `languageCorrectness` has one verdict on all of the prose, this says where the response leaves its language, and for which.
 *
 * Letters of a script that the language does not use make a span; words of another language in its own script do where dictionaries and the identifier, on each word and on those around it,
 * make that the likeliest reading of the whole. No span: quotations, words of the `input`, names (with a capital within a sentence, and in no dictionary of the expected language), acronyms, units, and
 * languages that are allowed. Dictionaries are those installed, of the expected language and the others; without one, the identifier alone tells, and `note` says so.
 *
 * Skipped: a response without words (`no-words`), one of code, maths or JSON alone (`no-prose`), one that ends in its reasoning (`no-answer`), an expected language that
 * is not known (`no-language`). Failed: a sample's `language` that names none (`unknown-language`).
 *
 * Metadata: `expected`, `letters`, `foreign`, `spans` (`start` and `end` in the response, `text`, `language`, `kind`, `confidence`), `languages` (letters), `unsure`, `dictionary`, `note`,
 * `leftOut`.
 *
 * @throws RangeError when an option names no language.
 *
 * @example
 * ```ts
 * const mixing = languageMixing({ language: 'ru' })
 * const { score, metadata } = await mixing({ output: 'Смешайте муку и воду, 然后 оставьте тесто.' })
 * metadata.spans.map(({ text, kind }) => [text, kind]) // => [['然后', 'script']]
 * ```
 */
export function languageMixing<Args extends SampleArgs = SampleArgs, const Name extends string = 'languageMixing'>(
  options: LanguageMixingOptions<Args, Name> = {},
): Scorer<Args, NoInfer<Name>, LanguageMixingMetadata, LanguageMixingReason> {
  const { name = 'languageMixing' as Name, language, engine = affixSpeller, identifier = defaultIdentifier } = options
  const { binary = false } = options
  checkLanguageOption(language)
  const others = options.others?.map(normalizeLanguage)
  const allow = Array.isArray(options.allow) ? options.allow.map(normalizeLanguage) : options.allow
  const dictionaries = dictionaryChoice(options.dictionaries ?? {}, engine)
  const guess = guesser(identifier)

  const choose = async (code: string, text: string) => {
    const variety = varietyInText(varietyOf({ language: code }), text)
    return dictionaries.known(variety) ?? (await dictionaries.choose(variety))
  }

  return defineScorer(
    name,
    async (args: Args): Promise<Score<Name, LanguageMixingMetadata, LanguageMixingReason>> => {
      const expected = await expectedLanguage(args, language, identifier)
      if (expected.language === undefined) return withoutLanguage(name, expected)
      const part = measured(args, options)
      const evidence = { expected: expected.language, ...expected.evidence, ...part.metadata }
      if (part.missing !== undefined) return notMeasured(name, part.missing, evidence)
      if (!readWords(part.text).next()) return skipped(name, 'no-words', 'the response has no words', evidence)

      const variety = varietyInText(expected.variety, part.text)
      const own = dictionaries.known(variety) ?? (await dictionaries.choose(variety))
      const ofPrompt = promptWords(args)
      const words = mixedWords(args.output, wordSpans(part.prose), foreignLetters(variety), (word) =>
        ofPrompt.has(word),
      )
      const counted = words.reduce((sum, word) => sum + word.letters, 0)
      const hasOwn = own && wordTest(own.verdicts)
      const known = words.map(({ word, isNeutral }) => isNeutral || hasOwn?.(word) === true)
      const isAllowed = allowed(allow, args, expected.language)
      const found: CountedSpan[] = []
      for (const span of scriptSpans(args.output, words)) {
        const [best = 'und'] = [...(await guess(span.text)).keys()]
        const spoken = span.kind === 'homoglyph' ? expected.language : best
        if (span.kind === 'homoglyph' || !isAllowed(spoken)) found.push({ ...span, language: spoken })
      }
      let asked = own === undefined ? [] : [own.name]
      let unsure = 0
      if (known.includes(false)) {
        const listened = others ?? (await likelyOthers(words, (at) => known[at] as boolean, expected.language, guess))
        const named = listened.filter((each) => each !== expected.language)
        const chosen = await Promise.all(named.map((each) => choose(each, part.text)))
        asked = [...asked, ...chosen.flatMap((each) => (each === undefined ? [] : [each.name]))]
        const runs = await foreignRuns(words, {
          languages: [expected.language, ...named],
          dictionaries: [hasOwn, ...chosen.map((each) => each && wordTest(each.verdicts))],
          guess,
        })
        const told = foreignSpans(args.output, words, runs, { isAllowed, areNamed: others !== undefined })
        found.push(...told.spans)
        unsure = told.unsure
      }
      found.sort((a, b) => a.start - b.start)
      const foreign = Math.min(
        counted,
        found.reduce((sum, { letters }) => sum + letters, 0),
      )
      const languages: Record<string, number> = {}
      for (const span of found) languages[span.language] = (languages[span.language] ?? 0) + span.letters
      const share = counted === 0 ? 1 : 1 - foreign / counted
      return scored(name, binary ? (found.length === 0 ? 1 : 0) : share, {
        ...evidence,
        letters: counted,
        foreign,
        spans: found.map(({ letters: _, ...span }) => span),
        languages,
        ...(unsure > 0 && { unsure }),
        ...(asked.length > 0 && { dictionary: asked.join('+') }),
        ...(own === undefined && {
          note: `there is no dictionary for ${variety.tag}: the identifier alone tells its words`,
        }),
      })
    },
    {
      scale: binary ? 'binary' : 'graded',
      signature: async () => ({
        [name]:
          (await identifier.signature()) +
          (await optionSignature({
            language,
            others: others?.join(' '),
            allow: Array.isArray(allow) ? allow.join(' ') : allow,
            ...(binary && { binary }),
            engine: engine === affixSpeller ? undefined : engine.name,
            ...measuredSignature(options),
          })),
      }),
      verdict: () => languageCorrectness({ ...verdictOptions(options), ...measuredOptions(options) }),
      recipe: recipeFor('languageMixing', options),
    },
  )
}

function wordTest(verdicts: {
  joiners: string
  accepts(reader: ReturnType<typeof readWords>): boolean
}): NonNullable<HasWord> {
  return (word) => {
    const reader = readWords(word, verdicts.joiners)
    return reader.next() && verdicts.accepts(reader)
  }
}

function promptWords({ input }: SampleArgs): ReadonlySet<string> {
  const found = new Set<string>()
  if (typeof input !== 'string') return found
  const reader = readWords(input)
  while (reader.next()) found.add(reader.word.toLowerCase())
  return found
}

function allowed<Args extends SampleArgs>(
  allow: readonly string[] | ((args: Args) => readonly string[] | null | undefined) | undefined,
  args: Args,
  expected: string,
): (language: string) => boolean {
  const given = typeof allow === 'function' ? allow(args)?.map(normalizeLanguage) : (allow ?? ofSample(args))
  return (language) => language === expected || given?.includes(language) === true
}

/** The sample's own `allow`: a list, or text with commas. */
function ofSample({ allow }: SampleArgs & { allow?: unknown }): string[] {
  const list = typeof allow === 'string' ? allow.split(',') : Array.isArray(allow) ? allow : []
  return list.flatMap((each) => {
    try {
      return [normalizeLanguage(String(each).trim())]
    } catch {
      return []
    }
  })
}
