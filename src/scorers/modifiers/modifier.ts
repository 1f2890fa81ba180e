import type { Prompt } from '../../core/prompt.js'
import type { Check } from './check.js'
import type { ModifierTexts } from './languages/modifier-texts.js'

/** One way to word a modifier for a prompt. */
export interface Wording {
  /** What stands for `N` or `XX` in the modifier's id; empty for a modifier without. */
  parameter: string
  text: string
}

/** A condition on the answer that is added to an instruction. A twelfth is one more object of this type. */
export interface Modifier {
  /** As released; `N` or `XX` at the end stands for the parameter: `short`, `num_items_N`, `lang_XX`. */
  id: string
  /** How many instructions of a language get it (arXiv 2402.14778, table 1). */
  count: number
  /** Whether it makes sense with the instruction. */
  suits(prompt: Prompt): boolean
  /** The ways to put it, in the language of the prompt; `texts` are those of its language. */
  wordings(prompt: Prompt, texts: ModifierTexts): readonly Wording[]
  /** What has to be true of the response, in English, for a judge. */
  condition(parameter: string): string
  /** Decides it without a judge, where that can be done. */
  check?: Check
}

/**
 * What `wordings` gives for a modifier without a parameter.
 *
 * @example
 * ```ts
 * plainWording('Answer in verse.') // => [{ parameter: '', text: 'Answer in verse.' }]
 * ```
 */
export function plainWording(text: string): Wording[] {
  return [{ parameter: '', text }]
}

/** The modifier's name with its parameter: `num_items_5`. */
export function modifierName({ id }: Modifier, parameter: string): string {
  return parameter === '' ? id : id.replace(PLACEHOLDER, parameter)
}

const PLACEHOLDER = /(?:N|XX)$/

/**
 * The modifier that a name means, with its parameter; undefined for none of them.
 *
 * @example
 * ```ts
 * findModifier('num_items_5', modifiers)?.parameter // => '5'
 * ```
 */
export function findModifier(
  name: string,
  modifiers: readonly Modifier[],
): { modifier: Modifier; parameter: string } | undefined {
  for (const modifier of modifiers) {
    if (modifier.id === name && !PLACEHOLDER.test(name)) return { modifier, parameter: '' }
    const stem = modifier.id.replace(PLACEHOLDER, '')
    if (stem === modifier.id || !name.startsWith(stem)) continue
    const parameter = name.slice(stem.length)
    const valid = modifier.id.endsWith('N') ? /^[1-9]\d?$/ : /^[a-z]{2,3}$/
    if (valid.test(parameter)) return { modifier, parameter }
  }
  return undefined
}
