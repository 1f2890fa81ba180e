import { InputError } from '../core/input-error.js'
import { statedLanguage } from '../core/modifier-name.js'
import type { Prompt } from '../core/prompt.js'
import { normalizeLanguage } from '../text/language-code.js'
import { readRows } from './read-rows.js'

/**
 * The prompts of a file of one's own (JSONL, JSON, CSV or TSV): `input` (or `prompt`, `instruction`), `language` (or `lang`), and if there are
 * any `id`, `task`, `modifier` and whatever else. Without an `id` the place in the file is one. After a modifier `lang_fr` the answer's language is French.
 *
 * @param options.language Of all prompts, where the file names none.
 * @throws InputError naming `file:line` for a row without an instruction or a known language, and for an id that comes twice in one language.
 *
 * @example
 * ```ts
 * const [first] = await readPrompts('fixtures/evalset/fr.json', { language: 'fr' })
 * first?.id // => 'games-1'
 * ```
 */
export async function readPrompts(path: string, options: { language?: string } = {}): Promise<Prompt[]> {
  const prompts: Prompt[] = []
  const seen = new Map<string, string>()
  for await (const { row, where } of readRows(path)) {
    const prompt = promptOfRow(row, where, options.language, prompts.length + 1)
    const key = `${prompt.language} ${prompt.id}`
    const before = seen.get(key)
    if (before !== undefined) throw new InputError(where, `the id "${prompt.id.slice(0, 80)}" is that of ${before} too`)
    seen.set(key, where)
    prompts.push(prompt)
  }
  if (prompts.length === 0) throw new InputError(path, 'no prompts')
  return prompts
}

function promptOfRow(row: unknown, where: string, language: string | undefined, place: number): Prompt {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    throw new InputError(where, 'expected an object like {"input": "…", "language": "fr"}')
  }
  const fields = row as Record<string, unknown>
  const input = fields.input ?? fields.prompt ?? fields.instruction
  if (typeof input !== 'string' || input.trim() === '') {
    throw new InputError(where, 'no instruction: expected text in input, prompt or instruction')
  }
  const given = statedLanguage({ modifier: fields.modifier, language: fields.language ?? fields.lang ?? language })
  if (typeof given !== 'string') {
    throw new InputError(where, 'no language: add the field language, or give one for the file')
  }
  const id = fields.id === undefined || fields.id === '' ? `prompt-${place}` : String(fields.id)
  try {
    return { ...fields, id, input, language: normalizeLanguage(given) }
  } catch (error) {
    throw new InputError(where, (error as Error).message)
  }
}
