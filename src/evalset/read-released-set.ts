import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { InputError } from '../core/input-error.js'
import type { Prompt } from '../core/prompt.js'
import { releasedSet } from './released-set.js'

/**
 * The released evaluation set of arXiv 2402.14778 from a folder that holds `alpacaeval_test_subset.LL.jsonl`, and for the modified instructions
 * `modifiers.LL.jsonl` with `modifiers.LL.types`: see {@link releasedSet}.
 *
 * @param options.languages Default: those that the folder has.
 * @param options.modified Whether to read the modified instructions too. Default: true.
 * @throws InputError naming what is missing or malformed, with its file and line.
 *
 * @example
 * ```ts
 * const message = await readReleasedSet('fixtures').catch((error) => error.message)
 * message.includes('no alpacaeval_test_subset.LL.jsonl') // => true
 * ```
 */
export async function readReleasedSet(
  folder: string,
  options: { languages?: readonly string[]; modified?: boolean } = {},
): Promise<Prompt[]> {
  const { languages = await languagesIn(folder), modified = true } = options
  const read = async (name: string) => {
    try {
      return await readFile(join(folder, name), 'utf8')
    } catch (error) {
      throw new InputError(join(folder, name), `cannot be read (${(error as Error).message})`)
    }
  }
  const sets = languages.map(async (language) => {
    const instructions = await read(`alpacaeval_test_subset.${language}.jsonl`)
    if (!modified) return releasedSet({ language, instructions })
    const [modifiers, types] = [await read(`modifiers.${language}.jsonl`), await read(`modifiers.${language}.types`)]
    return releasedSet({ language, instructions, modified: { instructions: modifiers, types } })
  })
  return (await Promise.all(sets)).flat()
}

async function languagesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: Error) => {
    throw new InputError(folder, `cannot be read (${error.message})`)
  })
  const found = names.map((name) => /^alpacaeval_test_subset\.([a-z]{2,3})\.jsonl$/.exec(name)?.[1])
  const languages = found.filter((language) => language !== undefined)
  if (languages.length === 0) throw new InputError(folder, 'no alpacaeval_test_subset.LL.jsonl in this folder')
  return languages.sort()
}
