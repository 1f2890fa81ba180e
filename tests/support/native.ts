import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Debian's `fasttext`, the C++ that the model was made with. */
export const hasNativeFasttext = spawnSync('fasttext', ['help']).error === undefined

/** The top label of each line; lines must not be empty. */
export function nativeFasttext(model: string, lines: readonly string[]): { language: string; probability: number }[] {
  const output = run('fasttext', ['predict-prob', model, '-', '1'], lines)
  return output.map((line) => {
    const [label = '', probability] = line.split(' ')
    return { language: label.replace('__label__', ''), probability: Number(probability) }
  })
}

const spellScript = fileURLToPath(new URL('./hunspell-spell.py', import.meta.url))

/** Debian's libhunspell, called through Python's ctypes: the command line tool would split words its own way. */
export const hasNativeHunspell = spawnSync('python3', [spellScript, '--check']).status === 0

/** Whether native Hunspell accepts each word, given as bytes where the dictionary is not in UTF-8. */
export function nativeHunspell(aff: string, dic: string, words: readonly (string | Uint8Array)[]): boolean[] {
  return run('python3', [spellScript, aff, dic], words).map((line) => line === '1')
}

function run(command: string, args: readonly string[], lines: readonly (string | Uint8Array)[]): string[] {
  const input = Buffer.concat(lines.flatMap((line) => [Buffer.from(line as string), Buffer.from('\n')]))
  return execFileSync(command, args, { input, maxBuffer: 2 ** 28 })
    .toString()
    .trimEnd()
    .split('\n')
}
