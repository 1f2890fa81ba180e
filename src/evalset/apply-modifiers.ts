import { type ModifiedPrompt, modifiedPrompt, type Prompt } from '../core/prompt.js'
import { modifierTexts } from '../scorers/modifiers/languages/index.js'
import type { ModifierTexts } from '../scorers/modifiers/languages/modifier-texts.js'
import { type Modifier, modifierName, type Wording } from '../scorers/modifiers/modifier.js'
import { modifiers as allModifiers } from '../scorers/modifiers/modifiers.js'
import { shuffled } from '../statistics/shuffled.js'

export interface ApplyModifiersOptions {
  /** Draws which prompts get a modifier, and with which parameter. Default: 0. */
  seed?: number
  /** Default: the eleven. */
  modifiers?: readonly Modifier[]
  /** How each language of the prompts asks for them. Default: en, fr, pt, ru. */
  texts?: Readonly<Record<string, ModifierTexts>>
  /** The sign that `arrow_template` asks for: `-->` as released, `->` in the paper. Default: `-->`. */
  arrow?: string
}

/**
 * The prompts with modifiers added: for each modifier and language as many as it suits, up to its published count, so 243 a language from the
 * evaluation set. A prompt in several languages gets a modifier in all of them or in none, with the same N. Parameters are spread
 * evenly. `language` is the one to answer in, `instructionLanguage` that of the instruction.
 *
 * @throws RangeError for a language without texts.
 *
 * @example
 * ```ts
 * applyModifiers(evaluationSet(['fr'])).length // => 243
 * ```
 */
export function applyModifiers(prompts: readonly Prompt[], options: ApplyModifiersOptions = {}): ModifiedPrompt[] {
  const { seed = 0, modifiers = allModifiers, texts = modifierTexts, arrow = '-->' } = options
  const languages = [...new Set(prompts.map(({ language }) => language))]
  const unknown = languages.find((language) => texts[language] === undefined)
  if (unknown !== undefined) {
    throw new RangeError(`no wording of the modifiers in "${unknown}"; there is ${Object.keys(texts).join(', ')}`)
  }
  return languages.flatMap((language) => {
    const own = prompts.filter((prompt) => prompt.language === language)
    return modifiers.flatMap((modifier) => {
      const suitable = own.filter((prompt) => modifier.suits(prompt))
      const drawn = shuffled(suitable, ({ id }) => `${modifier.id} ${id}`, seed).slice(0, modifier.count)
      return drawn.map((prompt, at) => {
        const wordings = modifier.wordings(prompt, texts[language] as ModifierTexts)
        const { parameter, text } = wordings[(at + seed) % wordings.length] as Wording
        const input = `${prompt.input} ${text.replace('{arrow}', arrow)}`
        return modifiedPrompt(prompt, modifierName(modifier, parameter), input)
      })
    })
  })
}
