/**
 * The evaluation set, its modifiers, and readers of other sets.
 *
 * @module crosslingual/evalset
 */

export type { ModifiedPrompt, Prompt } from '../core/prompt.js'
export { readPrompts } from '../files/read-prompts.js'
export { modifierTexts } from '../scorers/modifiers/languages/index.js'
export type { ModifierTexts } from '../scorers/modifiers/languages/modifier-texts.js'
export { findModifier, type Modifier, plainWording, type Wording } from '../scorers/modifiers/modifier.js'
export { modifiers } from '../scorers/modifiers/modifiers.js'
export { type ApplyModifiersOptions, applyModifiers } from './apply-modifiers.js'
export { balancedSubset } from './balanced-subset.js'
export { evaluationLanguages, evaluationSet, evaluationSetVersion } from './evaluation-set.js'
export { readReleasedSet } from './read-released-set.js'
export { type ReleasedFiles, releasedSet } from './released-set.js'
