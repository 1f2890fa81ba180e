import { once } from 'node:events'
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { linearRegression, linearRegressionLine, rSquared } from 'simple-statistics'
import { measure } from './measure.js'

/** `crosslingual score` over ever longer files made of the demo's responses: by one and two workers: time should be linear in lines, memory flat. */
export async function benchFileSize(sizes: readonly number[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'crosslingual-bench-'))
  const lines = ['| lines | workers | seconds | µs a line | peak MB | one ÷ this |', '|---:|---:|---:|---:|---:|---:|']
  const points = new Map<number, [number, number][]>()
  try {
    for (const size of sizes) {
      const path = join(folder, `${size}.jsonl`)
      await generate(path, size)
      let one: number | undefined
      for (const workers of [1, 2]) {
        const out = join(folder, 'scored.jsonl')
        const score = ['score', path, '--format', 'json', '--out', out, '--workers', String(workers)]
        const { seconds, megabytes } = measure(['dist/cli/main.js', ...score])
        one ??= seconds
        points.set(workers, [...(points.get(workers) ?? []), [size, seconds]])
        const perLine = ((seconds / size) * 1e6).toFixed(0)
        const ratio = (one / seconds).toFixed(2)
        lines.push(`| ${size} | ${workers} | ${seconds.toFixed(1)} | ${perLine} | ${megabytes.toFixed(0)} | ${ratio} |`)
      }
    }
    for (const [workers, of] of points) {
      const fit = rSquared(of, linearRegressionLine(linearRegression(of)))
      lines.push('', `R² of a line through seconds by lines, ${workers} worker(s): ${fit.toFixed(4)}`)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return lines
}

/** Each line a demo response with an id and a last word of its own, so that no cache can know the whole. */
async function generate(path: string, size: number): Promise<void> {
  const demo = readFileSync(new URL('../fixtures/language-confusion.jsonl', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
  const samples = demo.map((line) => JSON.parse(line) as { output: string })
  const file = createWriteStream(path)
  for (let i = 0; i < size; i++) {
    const sample = samples[i % samples.length] as { output: string }
    const word = i.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] as string)
    const line = JSON.stringify({ ...sample, id: `${i}`, output: `${sample.output} ${word}` })
    if (!file.write(`${line}\n`)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'close')
}
