/** How a language asks for each of the modifiers. A fifth language is one more object of this type. */
export interface ModifierTexts {
  short: string
  long: string
  /** `{N}` is replaced by the number. Without a noun, it fits whatever is asked for, and needs no plural. */
  num_items_N: string
  /** By the code of the language asked for: which they are is part of the method. */
  lang_XX: Readonly<Record<string, string>>
  /** The same after "write a letter" or "an e-mail", where "the answer" could be read as the reply to it. Default: `lang_XX`. */
  lang_XX_letters?: Readonly<Record<string, string>>
  markdown_template: string
  html_template: string
  /** `{arrow}` is replaced by the sign. */
  arrow_template: string
  cap_template: string
  scientific_style: string
  simple_style: string
  /** By task: the second thing to do. */
  complex_inst: Readonly<Record<string, string>>
}
