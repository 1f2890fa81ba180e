import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { evaluate, relevanceJudge, type Sample, type Scorer, sixCriteriaJudge } from '../src/index.js'
import { openaiClient } from '../src/llm/openai.js'
import { median } from './measure.js'

const COUNT = 5000

/** Judged samples a second against an endpoint that answers at once: median of three runs. */
export async function benchJudgeOverhead(): Promise<string[]> {
  const server = fork(new URL('./instant-server.mjs', import.meta.url))
  try {
    const [port] = (await once(server, 'message')) as [number]
    const client = () => openaiClient({ model: 'instant', baseURL: `http://127.0.0.1:${port}/v1`, concurrency: 64 })
    const judges: Record<string, () => readonly Scorer[]> = {
      relevanceJudge: () => [relevanceJudge({ client: client() })],
      'sixCriteriaJudge, six scores': () => sixCriteriaJudge({ client: client() }).scorers,
    }
    const lines = ['| judge, at once | judged samples a second |', '|---|---:|']
    for (const [name, make] of Object.entries(judges)) {
      await run(make()) // warm
      const rates: number[] = []
      for (let i = 0; i < 3; i++) rates.push(await run(make()))
      lines.push(`| ${name} | ${Math.round(median(rates))} |`)
    }
    return lines
  } finally {
    server.kill()
  }
}

async function run(scorers: readonly Scorer[]): Promise<number> {
  const start = performance.now()
  const report = await evaluate(samples(), { scorers, wrongLanguage: 'include', concurrency: 64 })
  for (const { scored } of Object.values(report.groups[0]?.metrics ?? {})) {
    if (scored !== COUNT) throw new Error(`${scored} of ${COUNT} samples were scored`)
  }
  return COUNT / ((performance.now() - start) / 1000)
}

function* samples(): Generator<Sample> {
  const demo = readFileSync(new URL('../fixtures/language-confusion.jsonl', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
  const responses = demo.map((line) => JSON.parse(line) as Sample)
  for (let i = 0; i < COUNT; i++) {
    const { input = '', output = '' } = responses[i % responses.length] ?? {}
    yield { id: `${i}`, input, output: `${output} ${i}` }
  }
}
