import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { words } from '../src/text/words.js'
import { demoSamples } from '../tests/support/demo.js'
import { dictionaryPaths } from '../tests/support/dictionaries.js'
import { hasShared, sharedResponses } from '../tests/support/shared.js'
import { median } from './measure.js'

const RUNS = 3

interface Cost {
  load: number
  word: number
}

/**
 * Our speller, hunspell-asm and Debian's `hunspell -l` (one word a line, its fastest form) on the distinct words of real responses:
 * medians of three. Loading is CPU time in a new process; a word, the median of turns that the first two take in one process, and for
 * the native one the slope of CPU time between no words and all of them.
 */
export function benchSpellingEngines(): string[] {
  const languages = ['en', 'fr', 'pt', 'ru', 'de'].filter((language) => dictionaryPaths(language))
  const lines = [
    '| | load, ms: ours | hunspell-asm | native | µs a word: ours | hunspell-asm | native | ratio to asm | to native |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|',
  ]
  const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
  try {
    for (const language of languages) lines.push(row(language, join(folder, `${language}.txt`)))
  } finally {
    rmSync(folder, { recursive: true })
  }
  const { before, after } = run<{ before: number; after: number }>('memory', ...languages)
  lines.push(
    '',
    `Resident with ${languages.join(', ')} loaded: ${after.toFixed(0)} MB, of which ${before.toFixed(0)} MB before.`,
  )
  return lines
}

function row(language: string, file: string): string {
  const all = distinctWords(language)
  writeFileSync(file, `${all.join('\n')}\n`)
  const runs = Array.from({ length: RUNS }, () => [
    ...run<[Cost, Cost]>('speed', language, file),
    native(language, all),
  ])
  const engines = [0, 1, 2].map((i) => ({
    load: median(runs.map((costs) => costs[i]?.load ?? Number.NaN)),
    word: median(runs.map((costs) => costs[i]?.word ?? Number.NaN)),
  }))
  const ours = engines[0]?.word ?? Number.NaN
  const cells = [
    `${language}, ${all.length} words`,
    ...engines.map(({ load }) => load.toFixed(0)),
    ...engines.map(({ word }) => word.toFixed(1)),
    ...engines.slice(1).map(({ word }) => `${(word / ours).toFixed(1)} ×`),
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
  // Mixed, so that both halves are of the same kind; the same each time.
  return distinct
    .map((word, i) => [(i * 7919) % distinct.length, word] as const)
    .sort(([a], [b]) => a - b)
    .map(([, word]) => word)
}

function run<T>(...args: readonly string[]): T {
  const script = fileURLToPath(new URL('./spelling-engine.ts', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script, ...args], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${args.join(' ')} failed: ${stderr}`)
  return JSON.parse(stdout) as T
}

/** CPU time of `hunspell -l`; NaN where it is not installed. */
function native(language: string, all: readonly string[]): Cost {
  const dictionary = dictionaryPaths(language)?.aff.replace(/\.aff$/, '') ?? ''
  const timed = (input: string) => {
    const script =
      'import resource,subprocess,sys;r=subprocess.run(sys.argv[1:],stdin=sys.stdin,stdout=subprocess.DEVNULL);u=resource.getrusage(resource.RUSAGE_CHILDREN);print(u.ru_utime+u.ru_stime);sys.exit(r.returncode)'
    const { status, stdout } = spawnSync('python3', ['-c', script, 'hunspell', '-i', 'utf-8', '-d', dictionary, '-l'], {
      input,
      encoding: 'utf8',
    })
    return status === 0 ? Number(stdout) * 1000 : Number.NaN
  }
  const load = timed('')
  return { load, word: ((timed(`${all.join('\n')}\n`) - load) * 1000) / all.length }
}
