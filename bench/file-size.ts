import { once } from 'node:events'
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measure } from './measure.js'

/** `crosslingual score` over ever longer files made of the demo's responses: time should be linear in lines, memory flat. */
export async function benchFileSize(sizes: readonly number[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'crosslingual-bench-'))
  const lines = ['| lines | seconds | µs a line | peak MB |', '|---:|---:|---:|---:|']
  try {
    for (const size of sizes) {
      const path = join(folder, `${size}.jsonl`)
      await generate(path, size)
      const { seconds, megabytes } = measure(['dist/cli/main.js', 'score', path, '--format', 'json'])
      lines.push(
        `| ${size} | ${seconds.toFixed(1)} | ${((seconds / size) * 1e6).toFixed(0)} | ${megabytes.toFixed(0)} |`,
      )
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
