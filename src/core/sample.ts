/** A language as any of its names: the codes that an editor completes are those with a dictionary in the package and the Language Confusion Benchmark's. */
export type LanguageName =
  | 'ar'
  | 'de'
  | 'en'
  | 'es'
  | 'fr'
  | 'hi'
  | 'id'
  | 'it'
  | 'ja'
  | 'ko'
  | 'pt'
  | 'ru'
  | 'tr'
  | 'vi'
  | 'zh'
  | (string & {})

/** A modifier as released. */
export type ModifierName =
  | 'short'
  | 'long'
  | 'scientific_style'
  | 'simple_style'
  | 'complex_inst'
  | 'markdown_template'
  | 'html_template'
  | 'arrow_template'
  | 'cap_template'
  | `num_items_${number}`
  | `lang_${string}`
  | (string & {})

/** What every scorer takes: the response and what is known of it. Hosts pass the same names. */
export interface SampleArgs {
  /** The response to judge. Any Unicode text. */
  output: string
  /** The prompt that it answers. */
  input?: string | null | undefined
  /** The language the response should be in: `fr`, `pt-BR`, `por`, `Portuguese`. Without it, the language of `input`. */
  language?: LanguageName | null | undefined
  /** The condition that was added to the instruction, as released: `short`, `num_items_5`, `lang_pt`. After `lang_pt`, Portuguese is expected. */
  modifier?: ModifierName | null | undefined
  /** What the model thought before it answered, where the server gives that apart (`reasoning_content`). It is no part of the answer. */
  reasoning?: string | null | undefined
  /** Why the model stopped, in its server's words. After `length`, and what others call it, the response may end in half a word, which is not measured. */
  finishReason?: string | null | undefined
}

/** One response to judge, with whatever else is known of it; every other field can be grouped by. */
export interface Sample extends SampleArgs {
  /** Of the prompt, stable over runs: samples of one id hang together, in intervals too, and errors name it. Without one, a sample is a prompt of its own. */
  id?: string | null | undefined
  model?: string | null | undefined
  task?: string | null | undefined
  [field: string]: unknown
}

/**
 * Checks what a caller who has no types may get wrong.
 *
 * @throws TypeError when `output` is not a string, or `input` is neither a string nor absent.
 */
export function assertSampleArgs(scorer: string, args: SampleArgs): void {
  if (typeof args !== 'object' || args === null) {
    throw new TypeError(`${scorer}: expected { output: string, … }, got ${describe(args)}`)
  }
  if (typeof args.output !== 'string') {
    throw new TypeError(`${scorer}: output must be a string, got ${describe(args.output)}`)
  }
  if (args.language !== undefined && args.language !== null && typeof args.language !== 'string') {
    throw new TypeError(`${scorer}: language must be a string, got ${describe(args.language)}`)
  }
}

/** How an unexpected value is named in an error: its kind, and not its content, which may be large or secret. */
function describe(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  return value === undefined ? 'undefined' : `${/^[aeiou]/.test(typeof value) ? 'an' : 'a'} ${typeof value}`
}
