import { requestedLanguage } from './modifier-name.js'

/** An instruction to answer: what a generator is given, and what its response is scored by. */
export interface Prompt {
  /** The same in every language. */
  id: string
  /** The instruction. */
  input: string
  /** The language that the response should be in. */
  language: string
  /** The task category, e.g. `recipes`. */
  task?: string
  /** Whether it belongs to the subset for human rating. */
  rated?: boolean
  /** Whether the right answer may be a word, a number or a name alone. It then gets no modifier that asks for a language, a length or a style. */
  bareAnswer?: boolean
  /** The version of this package's evaluation set that it is from. */
  evalset?: string
  [field: string]: unknown
}

/** A prompt with a modifier added. */
export interface ModifiedPrompt extends Prompt {
  /** The modifier as released: `short`, `num_items_5`, `lang_fr` … */
  modifier: string
  /** The language that the instruction is written in; `language` is another one when the modifier asks for it. */
  instructionLanguage: string
  /** The id of the prompt without the modifier. */
  promptId: string
}

/**
 * The prompt with a modifier, `input` being the text of both. The language of the answer follows from the modifier.
 *
 * @example
 * ```ts
 * const base = { id: 'sky', input: 'Why is the sky blue?', language: 'en' }
 * modifiedPrompt(base, 'lang_fr', `${base.input} Answer in French.`).language // => 'fr'
 * ```
 */
export function modifiedPrompt(base: Prompt, modifier: string, input: string): ModifiedPrompt {
  return {
    ...base,
    id: `${base.id}+${modifier}`,
    input,
    language: requestedLanguage(modifier) ?? base.language,
    modifier,
    instructionLanguage: base.language,
    promptId: base.id,
  }
}
