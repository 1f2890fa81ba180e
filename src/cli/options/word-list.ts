import { readFileSync } from 'node:fs'
import { InputError } from '../../core/input-error.js'
import { acceptedWords } from '../../scorers/spelling/accepted-words.js'

/**
 * The words of a file that has one on each line; blank lines are left out.
 *
 * @throws InputError naming `file:line`, for a file that cannot be read and a line that is not one word.
 */
export function readWordList(path: string): string[] {
  const words: string[] = []
  for (const [i, line] of textOf(path).split(/\r?\n/).entries()) {
    const word = line.trim()
    if (word === '') continue
    try {
      acceptedWords([word])
    } catch {
      throw new InputError(`${path}:${i + 1}`, 'is not one word; give a word on each line')
    }
    words.push(word)
  }
  return words
}

function textOf(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const problem =
      code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
        ? 'not valid UTF-8; convert the file (iconv -t UTF-8)'
        : `cannot be read (${message})`
    throw new InputError(path, problem)
  }
}
