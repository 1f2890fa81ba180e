import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const generated = fileURLToPath(new URL('../../fixtures/generated/gemma-3-270m.jsonl', import.meta.url))

/** Lines of every kind: responses of a small model, made distinct, some without id; lines that hold no sample; samples whose scores fail. */
export function mixedLines(count: number): string[] {
  const responses = readFileSync(generated, 'utf8').trimEnd().split('\n')
  return Array.from({ length: count }, (_, i) => {
    const row = JSON.parse(responses[i % responses.length] as string) as Record<string, unknown>
    if (i % 17 === 3) return '{"output": nonsense'
    if (i % 23 === 5) return '{"output":"x","language":7}'
    if (i % 29 === 7) return ''
    if (i % 31 === 9)
      return JSON.stringify({ ...row, id: `${i}`, generation: { error: 'truncated', message: 'cut off' } })
    const id = i % 5 === 0 ? {} : { id: `${i}` }
    return JSON.stringify({ ...row, id: undefined, ...id, output: `${row.output} ${'abcdefghij'[i % 10]}${i}` })
  })
}

export function writeLines(path: string, lines: readonly string[]): string {
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''))
  return path
}
