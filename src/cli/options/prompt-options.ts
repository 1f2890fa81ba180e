import type { Command } from 'commander'
import { InputError } from '../../core/input-error.js'
import type { Prompt } from '../../core/prompt.js'
import { applyModifiers } from '../../evalset/apply-modifiers.js'
import { balancedSubset } from '../../evalset/balanced-subset.js'
import { evaluationLanguages, evaluationSet } from '../../evalset/evaluation-set.js'
import { readReleasedSet } from '../../evalset/read-released-set.js'
import { readPrompts } from '../../files/read-prompts.js'
import { parseInteger, parseList } from './score-options.js'

/** Which prompts. */
export interface PromptOptions {
  languages?: string[]
  modifiers?: boolean
  rated?: boolean
  size?: number
  seed: number
  arrow?: string
  released?: string
  prompts?: string
}

/** Adds the options that choose prompts to a command. */
export function withPromptOptions(command: Command): Command {
  return command
    .option('--languages <codes>', `of ${evaluationLanguages.join(', ')} (default: all)`, parseList)
    .option(
      '--modifiers',
      'the instructions with modifiers instead, 243 a language: + modifier, instructionLanguage, promptId',
    )
    .option('--rated', 'only the 30 for human rating')
    .option('--size <number>', 'a balanced subset, so many a language', parseInteger(1))
    .option('--seed <number>', 'draws the subset and the modifiers', parseInteger(0), 0)
    .option('--arrow <sign>', 'that arrow_template asks for (default: -->, the paper’s is ->)')
    .option('--released <folder>', 'the authors’ released files instead of our set')
    .option('--prompts <file>', 'a JSONL, JSON or CSV file of your own instead: input, language, id, task')
}

/**
 * The prompts that were asked for.
 *
 * @throws InputError for two sources at once, a file that cannot be read, and when there are none.
 */
export async function selectPrompts(options: PromptOptions): Promise<Prompt[]> {
  const { languages, size, seed, arrow } = options
  if (options.released !== undefined && options.prompts !== undefined) {
    throw new InputError('--released, --prompts', 'give one of them')
  }
  const all = await read(options)
  const rated = options.rated ? all.filter((prompt) => prompt.rated === true) : all
  const spoken = [...new Set(rated.map(writtenIn))]
  const subset =
    size === undefined
      ? rated
      : spoken.flatMap((language) =>
          balancedSubset(
            rated.filter((prompt) => writtenIn(prompt) === language),
            { size, seed },
          ),
        )
  const ready = subset.some(({ modifier }) => modifier !== undefined) || !options.modifiers
  const prompts = ready ? subset : applyModifiers(subset, { seed, ...(arrow !== undefined && { arrow }) })
  if (prompts.length > 0) return prompts
  throw new InputError(
    options.released ?? options.prompts ?? 'evalset',
    `no prompts${languages ? ` in ${languages.join(', ')}` : ''}`,
  )
}

async function read({ released, prompts, languages, modifiers = false }: PromptOptions): Promise<Prompt[]> {
  if (released !== undefined) {
    const set = await readReleasedSet(released, { modified: modifiers, ...(languages !== undefined && { languages }) })
    return set.filter((prompt) => (prompt.modifier !== undefined) === modifiers)
  }
  if (prompts === undefined) return evaluationSet(languages)
  const own = await readPrompts(prompts, languages?.length === 1 ? { language: languages[0] as string } : {})
  return languages === undefined ? own : own.filter((prompt) => languages.includes(writtenIn(prompt)))
}

function writtenIn({ instructionLanguage, language }: Prompt): string {
  return typeof instructionLanguage === 'string' ? instructionLanguage : language
}
