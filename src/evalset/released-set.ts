import { InputError } from '../core/input-error.js'
import { type ModifiedPrompt, modifiedPrompt, type Prompt } from '../core/prompt.js'

/** One language of the released evaluation set, as read from its files. */
export interface ReleasedFiles {
  /** The language of the instructions. */
  language: string
  /** `alpacaeval_test_subset.LL.jsonl` */
  instructions: string
  /** `modifiers.LL.jsonl` and its `.types`, for the modified instructions too. */
  modified?: { instructions: string; types: string }
}

/**
 * The prompts of the released evaluation set of arXiv 2402.14778 (CC BY-NC 4.0, so not in this package): first the instructions, then the modified ones, each with
 * the id of the instruction that it begins with. An answer to `lang_pt` is expected in Portuguese. The release names no task categories.
 *
 * @throws InputError naming file and line for a line that holds no instruction, an instruction without a type, and a modified instruction that begins with
 * none of the instructions.
 *
 * @example
 * ```ts
 * const chat = (content: string) => JSON.stringify([{ role: 'user', content }])
 * const prompts = releasedSet({
 *   language: 'ru',
 *   instructions: chat('Почему небо синее?'),
 *   modified: { instructions: chat('Почему небо синее? Ответь на немецком языке.'), types: 'lang_de' },
 * })
 * prompts.map(({ id, language }) => `${id} ${language}`) // => ['released-1 ru', 'released-1+lang_de de']
 * ```
 */
export function releasedSet({ language, instructions, modified }: ReleasedFiles): Prompt[] {
  const plain = readInstructions(instructions, `alpacaeval_test_subset.${language}.jsonl`).map(
    (input, at): Prompt => ({ id: `released-${at + 1}`, input, language }),
  )
  if (modified === undefined) return plain
  const file = `modifiers.${language}.jsonl`
  const types = modified.types.trim().split(/\s+/)
  const inputs = readInstructions(modified.instructions, file)
  if (types.length !== inputs.length) {
    throw new InputError(
      `modifiers.${language}.types`,
      `${types.length} types for ${inputs.length} instructions of ${file}`,
    )
  }
  const longestFirst = plain.toSorted((a, b) => b.input.length - a.input.length)
  return [
    ...plain,
    ...inputs.map((input, at): ModifiedPrompt => {
      const base = longestFirst.find((prompt) => input.startsWith(prompt.input))
      if (base === undefined) throw new InputError(`${file}:${at + 1}`, 'begins with none of the instructions')
      return modifiedPrompt(base, types[at] as string, input)
    }),
  ]
}

/** Each line is a chat of one user message. */
function readInstructions(text: string, file: string): string[] {
  return text
    .split('\n')
    .map((line, at) => ({ line: line.trim(), where: `${file}:${at + 1}` }))
    .filter(({ line }) => line !== '')
    .map(({ line, where }) => {
      let chat: unknown
      try {
        chat = JSON.parse(line)
      } catch {
        throw new InputError(where, 'not valid JSON')
      }
      const content = (chat as { content?: unknown }[] | null)?.[0]?.content
      if (typeof content !== 'string') throw new InputError(where, 'expected [{"role": "user", "content": "…"}]')
      return content
    })
}
