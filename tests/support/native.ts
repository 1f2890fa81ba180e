import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Debian's `fasttext`, the C++ that the model was made with. */
export const hasNativeFasttext = spawnSync('fasttext', ['help']).error === undefined

/** The `k` top labels of each line; lines must not be empty. Probabilities have six digits. */
export function nativeFasttext(
  model: string,
  lines: readonly string[],
  k = 1,
): { language: string; probability: number }[][] {
  return run('fasttext', ['predict-prob', model, '-', String(k)], lines).map((line) => {
    const fields = line.split(' ')
    return Array.from({ length: Math.floor(fields.length / 2) }, (_, i) => ({
      language: (fields[2 * i] ?? '').replace('__label__', ''),
      probability: Number(fields[2 * i + 1]),
    }))
  })
}

/** Trains (`supervised`) or quantises (`quantize`) a model. */
export function runFasttext(...args: readonly string[]): void {
  execFileSync('fasttext', args, { stdio: 'pipe' })
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
