/**
 * The language that a modifier asks the answer to be in: `pt` for `lang_pt`; undefined for any other. It then is the expected language of the
 * sample.
 *
 * @example
 * ```ts
 * requestedLanguage('lang_pt') // => 'pt'
 * ```
 */
export function requestedLanguage(modifier: unknown): string | undefined {
  return typeof modifier === 'string' ? /^lang_([a-z]{2,3})$/.exec(modifier)?.[1] : undefined
}

/**
 * The language that a sample itself says its response should be in: the one that its modifier asks for, else its `language`. Undefined where it says
 * none, or a blank one; scorers then take the language of the input.
 *
 * @example
 * ```ts
 * statedLanguage({ modifier: 'lang_pt', language: 'fr' }) // => 'pt'
 * ```
 */
export function statedLanguage({ modifier, language }: { modifier?: unknown; language?: unknown }): unknown {
  const stated = requestedLanguage(modifier) ?? language ?? undefined
  return typeof stated === 'string' && stated.trim() === '' ? undefined : stated
}

/**
 * The modifier without its parameter, as tables list it: `num_items_N` for `num_items_5`, `lang_XX` for `lang_fr`. Anything else is itself.
 *
 * @example
 * ```ts
 * modifierType('num_items_5') // => 'num_items_N'
 * ```
 */
export function modifierType(name: string): string {
  return name.replace(/^num_items_\d{1,2}$/, 'num_items_N').replace(/^lang_[a-z]{2,3}$/, 'lang_XX')
}
