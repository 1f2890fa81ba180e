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

const RUNS = 5

interface Run {
  load: { cpu: number; wall: number }
  megabytes: [before: number, resident: number]
  cold: number
  first: number
}

/**
 * Our speller, hunspell-asm and Debian's `hunspell -l` (one word a line, its fastest form) on the distinct words of real responses:
 * medians of five, in processes of their own, in CPU time, engine after engine. The native time for a word is the slope between no
 * words and all of them.
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
  const [before, resident] = run('ours', '-', languages).megabytes
  lines.push(
    '',
    `Resident with ${languages.join(', ')} loaded: ${resident.toFixed(0)} MB, of which ${before.toFixed(0)} MB before.`,
  )
  return lines
}

function row(language: string, file: string): string {
  const all = distinctWords(language)
  writeFileSync(file, `${all.join('\n')}\n`)
  const runs = Array.from({ length: RUNS }, () => ({
    ours: run('ours', file, [language]),
    asm: run('hunspell-asm', file, [language]),
    native: native(language, all),
  }))
  const middle = (of: (run: (typeof runs)[number]) => number) => median(runs.map(of))
  const ours = middle((each) => each.ours.first)
  const asm = middle((each) => each.asm.first)
  const nativeWord = middle((each) => each.native.word)
  const loads = [
    middle((each) => each.ours.load.cpu),
    middle((each) => each.asm.load.cpu),
    middle((each) => each.native.load),
  ]
  const cells = [
    `${language}, ${all.length} words`,
    ...loads.map((ms) => ms.toFixed(0)),
    ...[ours, asm, nativeWord].map((us) => us.toFixed(1)),
    `${(asm / ours).toFixed(1)} ×`,
    `${(nativeWord / ours).toFixed(1)} ×`,
  ]
  return `| ${cells.join(' | ').replaceAll('NaN ×', '–').replaceAll('NaN', '–')} |`
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

function run(engine: string, file: string, languages: readonly string[]): Run {
  const script = fileURLToPath(new URL('./spelling-engine.ts', import.meta.url))
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', script, engine, file, ...languages],
    {
      encoding: 'utf8',
    },
  )
  if (status !== 0) throw new Error(`${engine} failed: ${stderr}`)
  return JSON.parse(stdout) as Run
}

/** CPU time of `hunspell -l`; NaN where it is not installed. */
function native(language: string, all: readonly string[]): { load: number; word: number } {
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
