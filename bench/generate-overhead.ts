import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Prompt } from '../src/core/prompt.js'
import { generate, serverGenerator } from '../src/generate/index.js'
import { median } from './measure.js'

const COUNT = 5000

/** Responses a second through the adapter, journal on disk included, from an endpoint that answers at once, 64 at a time: median of three runs. */
export async function benchGenerateOverhead(): Promise<string[]> {
  const server = fork(new URL('./instant-server.mjs', import.meta.url))
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const [port] = (await once(server, 'message')) as [number]
    const generator = await serverGenerator({ url: `http://127.0.0.1:${port}`, concurrency: 64 })
    const rates: number[] = []
    for (let run = 0; run < 4; run++) {
      const prompts = Array.from(
        { length: COUNT },
        (_, i): Prompt => ({ id: `${i}`, input: `prompt ${i}`, language: 'en' }),
      )
      const start = performance.now()
      let count = 0
      for await (const { output } of generate(prompts, { generator, out: join(folder, `${run}.jsonl`) }))
        if (output !== '') count += 1
      if (count !== COUNT) throw new Error(`${count} of ${COUNT} prompts were answered`)
      rates.push(COUNT / ((performance.now() - start) / 1000))
    }
    return [
      '| generation, at once | responses a second |',
      '|---|---:|',
      `| serverGenerator, 64 at a time | ${Math.round(median(rates.slice(1)))} |`,
    ]
  } finally {
    server.kill()
    rmSync(folder, { recursive: true })
  }
}
