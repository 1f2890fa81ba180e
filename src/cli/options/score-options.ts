import { InvalidArgumentError } from 'commander'
import type { Scorer } from '../../core/scorer.js'
import { fasttext } from '../../engines/fasttext/fasttext.js'
import type { LanguageIdentifier } from '../../engines/language-identifier.js'
import type { ChatClient } from '../../llm/chat-client.js'
import { languageConfusion } from '../../scorers/confusion/language-confusion.js'
import { languageCorrectness } from '../../scorers/language/language-correctness.js'
import { languageMixing } from '../../scorers/mixing/language-mixing.js'
import { cappedByModifier } from '../../scorers/modifiers/capped-by-modifier.js'
import { MODIFIER_FULFILLMENT, modifierFulfillment } from '../../scorers/modifiers/modifier-fulfillment.js'
import { spellcheckRatio } from '../../scorers/spelling/spellcheck-ratio.js'
import { didYouMean } from '../../text/nearest.js'
import { readWordList } from './word-list.js'

/** A `--min`: a metric's mean must reach `min` in each group that has all of `values` among its own. */
export interface Minimum {
  /** As the user wrote it. */
  text: string
  metric: string
  values: string[]
  min: number
}

interface ScorerOptions {
  language?: string
  identifier?: LanguageIdentifier
  client?: ChatClient
  arrow?: string
  text?: 'prose' | 'whole'
  accept?: readonly string[]
}

const scorerFactories: Readonly<Record<string, (options: ScorerOptions) => Scorer>> = {
  languageCorrectness,
  spellcheckRatio,
  reasoningLanguageCorrectness: (options) => languageCorrectness({ ...options, of: 'reasoning' }),
  reasoningSpellcheckRatio: (options) => spellcheckRatio({ ...options, of: 'reasoning' }),
  linePassRate: languageConfusion,
  wordPassRate: (options: ScorerOptions) => languageConfusion({ ...options, level: 'word' }),
  languageMixing: ({ text: _, ...options }: ScorerOptions) => languageMixing(options),
  modifierFulfillment: ({ language: _, ...options }: ScorerOptions) => modifierFulfillment(options),
}

/** The names that `--scorers` takes. */
export const scorerNames = Object.keys(scorerFactories)

/** The scorers that were asked for. */
export function makeScorers(
  names: readonly string[],
  options: { language?: string; lidModel?: string; arrow?: string; text?: 'prose' | 'whole'; acceptWords?: string },
  client: ChatClient | undefined,
): Scorer[] {
  const shared: ScorerOptions = {
    ...(options.language !== undefined && { language: options.language }),
    ...(options.lidModel !== undefined && { identifier: fasttext({ model: options.lidModel }) }),
    ...(options.arrow !== undefined && { arrow: options.arrow }),
    ...(options.text !== undefined && { text: options.text }),
    ...(options.acceptWords !== undefined && { accept: readWordList(options.acceptWords) }),
    ...(client !== undefined && { client }),
  }
  return names.map((name) => (scorerFactories[name] as (options: ScorerOptions) => Scorer)(shared))
}

/** With helpfulness capped where the modifier was not followed, if both are among the scorers. */
export function withModifierCap(scorers: readonly Scorer[]): Scorer[] {
  const fulfillment = scorers.find(({ name }) => name === MODIFIER_FULFILLMENT)
  if (fulfillment === undefined) return [...scorers]
  return scorers.map((scorer) => (scorer.name === 'helpfulness' ? cappedByModifier(scorer, fulfillment) : scorer))
}

export function parseScorers(value: string): string[] {
  const names = parseList(value)
  for (const name of names) {
    if (!Object.hasOwn(scorerFactories, name)) {
      throw new InvalidArgumentError(
        `There is no scorer "${name}"${didYouMean(name, scorerNames)} Known: ${scorerNames.join(', ')}.`,
      )
    }
  }
  return names
}

export function parseList(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** `output=text`, repeatable. */
export function parseMap(value: string, known: Record<string, string> = {}): Record<string, string> {
  const [, field, column] = /^([^=]+)=(.+)$/.exec(value) ?? []
  if (field === undefined || column === undefined)
    throw new InvalidArgumentError('Give FIELD=COLUMN, e.g. output=text.')
  return { ...known, [field]: column }
}

/** `spellcheckRatio@fr=0.9`, repeatable. */
export function parseMinimum(text: string, known: Minimum[] = []): Minimum[] {
  const [, metric, values, number] = /^([^@=]+)(?:@([^=]+))?=([^=]+)$/.exec(text) ?? []
  const min = Number(number)
  if (metric === undefined || number === undefined || number.trim() === '' || !(min >= 0 && min <= 1)) {
    throw new InvalidArgumentError('Give METRIC[@GROUP]=MIN with MIN from 0 to 1, e.g. spellcheckRatio@fr=0.9.')
  }
  return [...known, { text, metric: metric.trim(), values: parseList(values ?? ''), min }]
}

export function parseInteger(least: number): (value: string) => number {
  return (value) => {
    const number = Number(value)
    if (!Number.isSafeInteger(number) || number < least)
      throw new InvalidArgumentError(`Give a whole number from ${least}.`)
    return number
  }
}

/** A number of workers, or `auto`. */
export function parseWorkers(value: string): number | 'auto' {
  return value === 'auto' ? value : parseInteger(1)(value)
}
