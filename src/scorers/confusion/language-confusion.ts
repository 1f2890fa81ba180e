import { optionSignature } from '../../core/option-signature.js'
import { recipeFor } from '../../core/recipe.js'
import type { SampleArgs } from '../../core/sample.js'
import { type Score, scored, skipped } from '../../core/score.js'
import { defineScorer, type Scorer } from '../../core/scorer.js'
import { defaultIdentifier } from '../../engines/fasttext/fasttext.js'
import type { LanguageIdentifier } from '../../engines/language-identifier.js'
import {
  checkLanguageOption,
  expectedLanguage,
  type LanguageOption,
  type LanguageReason,
  withoutLanguage,
} from '../language/expected-language.js'
import {
  checkMeasuredOptions,
  type MeasuredMetadata,
  type MeasuredOptions,
  type MeasuredReason,
  measured,
  measuredSignature,
  notMeasured,
} from '../language/measured-text.js'
import { type BenchmarkLine, benchmarkLines } from './benchmark-lines.js'
import { type EnglishWordTest, englishDictionaryWord } from './english-words.js'

/** A line's language counts as known above this probability (the benchmark's `langid`). */
const MIN_PROBABILITY = 0.3

/** The languages whose script lets an English word stand out; elsewhere the benchmark gives no word pass rate. */
const WORD_LEVEL_LANGUAGES = new Set(['ar', 'hi', 'ja', 'ko', 'ru', 'zh'])

export interface LanguageConfusionOptions<
  Args extends SampleArgs = SampleArgs,
  Level extends 'line' | 'word' = 'line',
  Name extends string = ConfusionName<Level>,
> extends MeasuredOptions<Args> {
  /** The metric's name. Default: `linePassRate` or `wordPassRate`. */
  name?: Name
  /**
   * `line`: does every line stay in the language (line pass rate)? `word`: does a response that passed by lines hold no English word
   * (word pass rate)?
   *
   * @default 'line'
   */
  level?: Level
  /** The expected language, or how to tell it from the sample. Default: the sample's `language`, else that of its `input`. */
  language?: LanguageOption<Args>
  /** Default: fastText with its packaged `lid.176.ftz`. */
  identifier?: LanguageIdentifier
  /** What counts as an English word. Default: lower-case, four letters or more, in the packaged English dictionary. */
  isEnglishWord?: EnglishWordTest
}

/** The metric's name by the level. */
export type ConfusionName<Level extends 'line' | 'word'> = Level extends 'word' ? 'wordPassRate' : 'linePassRate'

/** The evidence of {@link languageConfusion}. */
export type LanguageConfusionMetadata = {
  language: string
  /** Where the expected language was guessed: nobody stated one, and it is that of the input. */
  expectedFrom?: 'input'
  /** How many lines were judged. */
  lines: number
  /** The lines in another language, by their number from 1. */
  wrongLines?: { line: number; text: string; detected: string; probability: number }[]
  /** At word level: the English words, each once, in their order. */
  englishWords?: string[]
} & MeasuredMetadata

/** Why {@link languageConfusion} gives no score. */
export type LanguageConfusionReason =
  | LanguageReason
  | MeasuredReason
  | 'no-lines'
  | 'failed-lines'
  | 'no-word-level'
  | 'error'

/**
 * The Language Confusion Benchmark's measures for one response (Marchisio et al. 2024), finer than `languageCorrectness`: one line
 * in the wrong language is enough to fail. Named `linePassRate` or `wordPassRate`: 1 when the response passes, else 0, so that the
 * mean over responses is the benchmark's rate; higher is better.
 *
 * Lines are those of the prose; the benchmark's rates come of `text: 'whole'`. Skipped: a response without a line of five tokens or more (`no-lines`), one of code, maths or
 * JSON alone (`no-prose`), one that ends in its reasoning (`no-answer`), an expected language that is not known (`no-language`); at
 * word level also a response that fails by lines (`failed-lines`) and languages other than ar, hi, ja, ko, ru, zh
 * (`no-word-level`). Failed: a sample's `language` that names none (`unknown-language`).
 *
 * Metadata: `language`, `lines` (judged), `wrongLines` (`line`, `text`, `detected`, `probability`); at word level `englishWords`
 * (distinct, in order); `leftOut` (characters that are no prose, by what they are).
 *
 * @throws RangeError when `options.language` names no language, or `options.level` is another.
 *
 * @example
 * ```ts
 * const passes = languageConfusion({ language: 'fr' })
 * const { score } = await passes({ output: 'Voici un petit résumé du texte.\nLet me know if you need more.' }) // => 0
 * ```
 */
export function languageConfusion<
  Args extends SampleArgs = SampleArgs,
  const Level extends 'line' | 'word' = 'line',
  const Name extends string = ConfusionName<Level>,
>(
  options: LanguageConfusionOptions<Args, Level, Name> = {},
): Scorer<Args, NoInfer<Name>, LanguageConfusionMetadata, LanguageConfusionReason> {
  const { language, identifier = defaultIdentifier, isEnglishWord } = options
  const level: 'line' | 'word' = options.level ?? 'line'
  if (level !== 'line' && level !== 'word')
    throw new RangeError(`level must be "line" or "word", got "${String(level)}"`)
  checkLanguageOption(language)
  checkMeasuredOptions(options)
  const name = options.name ?? ((level === 'line' ? 'linePassRate' : 'wordPassRate') as Name)

  return defineScorer(
    name,
    async (args: Args): Promise<Score<Name, LanguageConfusionMetadata, LanguageConfusionReason>> => {
      const expected = await expectedLanguage(args, language, identifier)
      if (expected.language === undefined) return withoutLanguage(name, expected)
      const part = measured(args, options)
      if (part.missing !== undefined)
        return notMeasured(name, part.missing, { language: expected.language, ...expected.evidence, ...part.metadata })
      const lines = benchmarkLines(part.prose, args.output, expected.language)
      const evidence = { language: expected.language, lines: lines.length, ...expected.evidence, ...part.metadata }
      if (lines.length === 0) return skipped(name, 'no-lines', 'no line of the response has five tokens', evidence)

      const wrongLines = await findWrongLines(lines, expected.language, identifier)
      if (level === 'line') return scored(name, wrongLines.length === 0 ? 1 : 0, { ...evidence, wrongLines })
      if (wrongLines.length > 0) {
        return skipped(name, 'failed-lines', 'not every line is in the language', { ...evidence, wrongLines })
      }
      return wordScore(name, lines, evidence, isEnglishWord)
    },
    {
      scale: 'binary',
      signature: async () => ({
        [name]:
          (await identifier.signature()) +
          (await optionSignature({ language, isEnglishWord, ...measuredSignature(options) })),
      }),
      exempt: true,
      recipe: recipeFor('languageConfusion', options),
    },
  )
}

async function findWrongLines(lines: readonly BenchmarkLine[], language: string, identifier: LanguageIdentifier) {
  const wrong: { line: number; text: string; detected: string; probability: number }[] = []
  for (const { line, text } of lines) {
    const [best] = await identifier.identify(text, 1)
    const probability = best?.probability ?? 0
    const detected = best !== undefined && probability > MIN_PROBABILITY ? best.language : 'unknown'
    if (detected !== language) wrong.push({ line, text, detected, probability })
  }
  return wrong
}

async function wordScore<Name extends string>(
  name: Name,
  lines: readonly BenchmarkLine[],
  evidence: { language: string; lines: number },
  isEnglishWord: EnglishWordTest | undefined,
): Promise<Score<Name, LanguageConfusionMetadata, LanguageConfusionReason>> {
  if (!WORD_LEVEL_LANGUAGES.has(evidence.language)) {
    const message = `the word pass rate is defined for ${[...WORD_LEVEL_LANGUAGES].join(', ')} only`
    return skipped(name, 'no-word-level', message, evidence)
  }
  const isEnglish = isEnglishWord ?? (await englishDictionaryWord())
  const englishWords = [...new Set(lines.flatMap(({ tokens }) => tokens).filter((token) => isEnglish(token)))]
  return scored(name, englishWords.length === 0 ? 1 : 0, { ...evidence, englishWords })
}
