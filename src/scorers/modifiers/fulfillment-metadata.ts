import type { JudgeMetadata } from '../judge/ask.js'
import type { LanguageCorrectnessMetadata } from '../language/language-correctness.js'
import type { MeasuredMetadata } from '../language/measured-text.js'

/** The evidence of {@link modifierFulfillment}: what the modifier's check found, or what its judge said. A modifier of one's own adds its own. */
export type ModifierFulfillmentMetadata = JudgeMetadata &
  MeasuredMetadata & {
    /** As asked, with its parameter: `num_items_3`. */
    modifier?: string
    decidedBy?: 'check' | 'judge'
    /** `short` and `long`; of `cap_template`, `words` are those that could have a capital. */
    sentences?: number
    words?: number
    /** `num_items_N`: the items that were found, how many they are, and how many were asked for. */
    items?: string[]
    count?: number
    asked?: number
    /** `lang_XX`: the languages, as `languageCorrectness` has them. */
    expected?: string
    detected?: string | null
    runnersUp?: NonNullable<LanguageCorrectnessMetadata['runnersUp']>
    /** `markdown_template`: what there is of Markdown. */
    constructs?: string[]
    /** `html_template`: whether it has its tags, something to see, and prose outside. */
    html?: boolean
    body?: boolean
    visible?: boolean
    proseAround?: boolean
    /** `arrow_template`: how many points begin with the sign. */
    sign?: string
    points?: number
    /** `cap_template`: how many words have a capital. */
    capitalised?: number
    /** The points without the sign, or the words without a capital. */
    without?: string[]
  }
