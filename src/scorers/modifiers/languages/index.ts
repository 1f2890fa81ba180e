import { en } from './en.js'
import { fr } from './fr.js'
import type { ModifierTexts } from './modifier-texts.js'
import { pt } from './pt.js'
import { ru } from './ru.js'

/** How each language asks for the modifiers. */
export const modifierTexts: Readonly<Record<string, ModifierTexts>> = { en, fr, pt, ru }
