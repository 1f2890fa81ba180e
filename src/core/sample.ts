/** What every scorer takes: the response and what is known of it. Hosts pass the same names. */
export interface SampleArgs {
  /** The response to judge. Any Unicode text. */
  output: string
  /** The prompt that it answers. */
  input?: string
  /** Some hosts pass a reference answer; no scorer here needs one. */
  expected?: unknown
  /** The language the response should be in: `fr`, `pt-BR`, `por`, `Portuguese`. Without it, the language of `input`. */
  language?: string
  /** The condition that was added to the instruction, as released: `short`, `num_items_5`, `lang_pt`. After `lang_pt`, Portuguese is expected. */
  modifier?: string
}

/** One response to judge, with whatever else is known of it; every other field can be grouped by. */
export interface Sample extends SampleArgs {
  /** Stable over runs. The bootstrap draws by it, and errors name it. Without one, the content stands in. */
  id?: string
  model?: string
  task?: string
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
