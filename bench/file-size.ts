import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { linearRegression, linearRegressionLine, rSquared } from 'simple-statistics'
import { inFolder, writeDemoFile } from './demo-file.js'
import { measure, median } from './measure.js'

/**
 * `crosslingual score` over ever longer files, by one worker and more, which take turns: time should be linear in lines, memory flat. Medians: of
 * five runs up to 10,000 lines, of three up to 200,000.
 */
export function benchFileSize(sizes: readonly number[]): Promise<string[]> {
  const all = Array.from({ length: availableParallelism() }, (_, i) => i + 1)
  const points = new Map<number, [lines: number, seconds: number][]>(all.map((workers) => [workers, []]))
  const lines = ['| lines | workers | seconds | µs a line | peak MB | one ÷ this |', '|---:|---:|---:|---:|---:|---:|']
  return inFolder(async (folder) => {
    for (const size of sizes) {
      const path = await writeDemoFile(folder, size)
      const rounds = Array.from({ length: roundsFor(size) }, () => all.map((workers) => score(path, folder, workers)))
      const medians = all.map((_, i) => {
        const runs = rounds.map((round) => round[i] as (typeof round)[number])
        return { seconds: median(runs.map((run) => run.seconds)), megabytes: median(runs.map((run) => run.megabytes)) }
      })
      for (const [i, { seconds, megabytes }] of medians.entries()) {
        const workers = i + 1
        points.get(workers)?.push([size, seconds])
        const ratio = ((medians[0]?.seconds ?? Number.NaN) / seconds).toFixed(2)
        const cells = [
          size,
          workers,
          seconds.toFixed(1),
          ((seconds / size) * 1e6).toFixed(0),
          megabytes.toFixed(0),
          ratio,
        ]
        lines.push(`| ${cells.join(' | ')} |`)
      }
    }
    const fits = [...points].map(([workers, of]) => {
      const fit = rSquared(of, linearRegressionLine(linearRegression(of)))
      return `${fit.toFixed(5)} (${workers} worker${workers === 1 ? '' : 's'})`
    })
    return [...lines, '', `R² of a line through seconds by lines: ${fits.join(', ')}.`]
  })
}

/** The line filter, from standard input: its memory should not grow with the lines. */
export function benchLineFilter(sizes: readonly number[]): Promise<string[]> {
  const lines = ['| `score - --format jsonl`, lines | seconds | peak MB |', '|---:|---:|---:|']
  return inFolder(async (folder) => {
    for (const size of sizes) {
      const input = await writeDemoFile(folder, size)
      const { seconds, megabytes } = measure(['dist/cli/main.js', 'score', '-', '--format', 'jsonl'], { input })
      lines.push(`| ${size} | ${seconds.toFixed(1)} | ${megabytes.toFixed(0)} |`)
    }
    return lines
  })
}

function roundsFor(size: number): number {
  if (size <= 10_000) return 5
  return size <= 200_000 ? 3 : 1
}

function score(path: string, folder: string, workers: number) {
  const options = ['--format', 'json', '--out', join(folder, 'scored.jsonl'), '--workers', `${workers}`]
  return measure(['dist/cli/main.js', 'score', path, ...options])
}
