import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { words } from '../src/text/words.js'
import { demoSamples } from '../tests/support/demo.js'
import { dictionaryPaths, packagedDictionary } from '../tests/support/dictionaries.js'
import { generatedWords } from '../tests/support/generated-words.js'
import { hasShared, sharedResponses } from '../tests/support/shared.js'
import { median } from './measure.js'

const LANGUAGES = ['en', 'fr', 'pt', 'ru', 'de']
const RUNS = 3
/** Words of the dictionary with affixes and mistakes, checked before the time is taken. */
const WARM_UP = 30_000

interface Cost {
  load: number
  word: number
}

interface Dictionary {
  language: string
  aff: string
  dic: string
  /** Distinct words of real responses. */
  words: string[]
  others: string[]
}

/**
 * Our speller, hunspell-asm and Debian's `hunspell -l` (one word a line, its fastest form) on the distinct words of real responses:
 * medians of three. All are CPU times: loading up to the first word, in a new process; a word, the median of turns that the first two
 * take in one process, and for the native one the slope between no words and all of them.
 */
export function benchSpellingEngines(): string[] {
  const found = LANGUAGES.map(dictionaryFor).filter((dictionary) => dictionary !== undefined)
  const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
  try {
    const file = (dictionaries: readonly Dictionary[]) => {
      const path = join(folder, `${dictionaries.map(({ language }) => language).join('-')}.json`)
      writeFileSync(path, JSON.stringify(dictionaries))
      return path
    }
    const rows = found.map((dictionary) => row(dictionary, file([dictionary])))
    const { before, after } = run<{ before: number; after: number }>('memory', file(found))
    const missing = LANGUAGES.filter((language) => !found.some((dictionary) => dictionary.language === language))
    return [
      '| | load, ms: ours | hunspell-asm | native | µs a word: ours | hunspell-asm | native | ratio to asm | to native |',
      '|---|---:|---:|---:|---:|---:|---:|---:|---:|',
      ...rows,
      ...missing.map(
        (language) => `| ${language}: no dictionary-${language} installed, or no responses |${' – |'.repeat(8)}`,
      ),
      `| all, in use: ${after.toFixed(0)} MB resident, ${before.toFixed(0)} MB before |${' |'.repeat(8)}`,
      ...(nativeInstalled ? [] : ['', 'Native: `hunspell` is not installed.']),
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function dictionaryFor(language: string): Dictionary | undefined {
  const paths = dictionaryPaths(language)
  const own = distinctWords(language)
  if (paths === undefined || own.length === 0) return undefined
  const others = generatedWords(packagedDictionary(language), [], WARM_UP, 1)
  return { language, ...paths, words: own, others }
}

function row(dictionary: Dictionary, file: string): string {
  const runs = Array.from({ length: RUNS }, () => [...run<[Cost, Cost]>('speed', file), native(dictionary)])
  const engines = [0, 1, 2].map((i) => ({
    load: median(runs.map((costs) => costs[i]?.load ?? Number.NaN)),
    word: median(runs.map((costs) => costs[i]?.word ?? Number.NaN)),
  }))
  const ratio = (i: number) => median(runs.map((costs) => (costs[i]?.word ?? Number.NaN) / (costs[0]?.word ?? 0)))
  const cells = [
    `${dictionary.language}, ${dictionary.words.length} words`,
    ...engines.map(({ load }) => load.toFixed(0)),
    ...engines.map(({ word }) => word.toFixed(1)),
    ...[1, 2].map((i) => `${ratio(i).toFixed(1)} ×`),
  ]
  return `| ${cells.join(' | ').replaceAll(/NaN( ×)?/g, '–')} |`
}

function distinctWords(language: string): string[] {
  const samples = hasShared
    ? [...sharedResponses('llama-2-instruct'), ...sharedResponses('gpt-3.5-turbo')]
    : demoSamples
  const own = samples.filter((sample) => sample.language === language)
  const plain = (word: string) => word.replace(/[’ʼ]/gu, "'").replace(/[‐‑]/gu, '-')
  const distinct = [...new Set(own.flatMap(({ output }) => words(output).map(plain)))]
  // Mixed, so that all turns are of the same kind; the same each time.
  return distinct
    .map((word, i) => [(i * 7919) % distinct.length, word] as const)
    .sort(([a], [b]) => a - b)
    .map(([, word]) => word)
}

function run<T>(what: string, file: string): T {
  const script = fileURLToPath(new URL('./spelling-engine.mjs', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, what, file], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${what} ${file} failed: ${stderr}`)
  return JSON.parse(stdout) as T
}

const nativeInstalled = spawnSync('hunspell', ['--version']).status === 0

/** CPU time of `hunspell -l`; NaN where it is not installed. */
function native({ aff, words: all }: Dictionary): Cost {
  if (!nativeInstalled) return { load: Number.NaN, word: Number.NaN }
  const timed = (input: string) => {
    const script =
      'import resource,subprocess,sys;r=subprocess.run(sys.argv[1:],stdin=sys.stdin,stdout=subprocess.DEVNULL);u=resource.getrusage(resource.RUSAGE_CHILDREN);print(u.ru_utime+u.ru_stime);sys.exit(r.returncode)'
    const command = ['hunspell', '-i', 'utf-8', '-d', aff.replace(/\.aff$/, ''), '-l']
    const { status, stdout } = spawnSync('python3', ['-c', script, ...command], { input, encoding: 'utf8' })
    return status === 0 ? Number(stdout) * 1000 : Number.NaN
  }
  const load = timed('')
  return { load, word: ((timed(`${all.join('\n')}\n`) - load) * 1000) / all.length }
}
