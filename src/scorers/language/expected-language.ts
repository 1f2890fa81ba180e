import { statedLanguage } from '../../core/modifier-name.js'
import type { LanguageName, SampleArgs } from '../../core/sample.js'
import { type FailedScore, failed, type SkippedScore, skipped } from '../../core/score.js'
import type { LanguageIdentifier } from '../../engines/language-identifier.js'
import { normalizeLanguage } from '../../text/language-code.js'
import { type LanguageVariety, languageVariety, varietyOf } from '../../text/language-variety.js'
import { hasLetters } from '../../text/words.js'

/** How a scorer's factory is told the expected language where the host passes none. */
export type LanguageOption<Args extends SampleArgs = SampleArgs> =
  | LanguageName
  | ((args: Args) => string | null | undefined)

/** Why a score is missing where the expected language is not known. */
export type LanguageReason = 'no-language' | 'unknown-language'

/** The evidence of a score whose expected language was guessed. */
interface GuessedLanguage {
  /** Where nobody states the expected language, and it is the one that the sample's input was taken for. */
  expectedFrom?: 'input'
}

/** The expected language of a sample: a code, with the script and the region that were said; none to be found; or a name that is no language. */
export type ExpectedLanguage =
  | { language: string; variety: LanguageVariety; evidence: GuessedLanguage }
  | { language?: never; reason: LanguageReason; message: string }

/**
 * The one rule for what language a response should be in: the option, else the one that the sample's modifier asks for, else its `language`, else
 * the language of its `input`. Only the last has to be waited for.
 */
export function expectedLanguage<Args extends SampleArgs>(
  args: Args,
  option: LanguageOption<Args> | undefined,
  identifier: LanguageIdentifier,
): ExpectedLanguage | Promise<ExpectedLanguage> {
  const fixed = typeof option === 'function' ? option(args) : option
  const given = statedLanguage({ language: fixed ?? statedLanguage(args) })
  if (given !== undefined) {
    try {
      const variety = languageVariety(String(given))
      return { language: variety.language, variety, evidence: STATED }
    } catch (error) {
      return { reason: 'unknown-language', message: (error as Error).message }
    }
  }
  return languageOfInput(args, identifier)
}

const STATED: GuessedLanguage = {}
const GUESSED: GuessedLanguage = { expectedFrom: 'input' }

async function languageOfInput({ input }: SampleArgs, identifier: LanguageIdentifier): Promise<ExpectedLanguage> {
  if (typeof input === 'string' && hasLetters(input)) {
    const [best] = await identifier.identify(input, 1)
    if (best !== undefined) {
      return { language: best.language, variety: varietyOf({ language: best.language }), evidence: GUESSED }
    }
  }
  return {
    reason: 'no-language',
    message: 'the expected language is not known: give the sample a language or an input, or the scorer { language }',
  }
}

/** The score of a sample whose expected language is not known: failed if it names none, else skipped. */
export function withoutLanguage<Name extends string>(
  name: Name,
  { reason, message }: Exclude<ExpectedLanguage, { language: string }>,
): SkippedScore<Name, Record<never, never>, LanguageReason> | FailedScore<Name, Record<never, never>, LanguageReason> {
  return reason === 'unknown-language' ? failed(name, reason, message) : skipped(name, reason, message)
}

/**
 * Checks a factory's `language` early.
 *
 * @throws RangeError when it is a string that names no language.
 */
export function checkLanguageOption(option: string | object | undefined): void {
  if (typeof option === 'string') normalizeLanguage(option)
}

/** The options by which `languageCorrectness` gives the verdict for another scorer: it expects the same language. */
export function verdictOptions<Args extends SampleArgs>(options: {
  language?: LanguageOption<Args>
  identifier?: LanguageIdentifier
}): { language?: LanguageOption; identifier?: LanguageIdentifier } {
  const { language, identifier } = options
  return {
    ...(language !== undefined && { language: language as LanguageOption }),
    ...(identifier !== undefined && { identifier }),
  }
}
