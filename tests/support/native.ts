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

/** Whether native Hunspell accepts each word. */
export function nativeHunspell(aff: string, dic: string, words: readonly string[]): boolean[] {
  return run('python3', [spellScript, aff, dic], words).map((line) => line === '1')
}

function run(command: string, args: readonly string[], lines: readonly string[]): string[] {
  const output = execFileSync(command, args, { input: `${lines.join('\n')}\n`, maxBuffer: 2 ** 28 }).toString()
  return output.trimEnd().split('\n')
}
