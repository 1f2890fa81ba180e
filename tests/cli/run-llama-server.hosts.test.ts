import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import type { PreflightResult } from '../../src/generate/penalty-scope.js'
import { preflight } from '../../src/generate/preflight.js'
import { serverGenerator } from '../../src/generate/server-generator.js'
import { startLlamaServer } from '../support/llama-server.js'
import { writeConstantGguf, writeTinyGguf } from '../support/tiny-gguf.js'

// How to get one: tests/generate/llama-server.hosts.test.ts.
const { LLAMA_SERVER_BIN: binary = '' } = process.env
const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'crosslingual-run-'))
afterAll(() => rmSync(folder, { recursive: true }))

test.skipIf(binary === '')('a run against a real llama-server (LLAMA_SERVER_BIN)', { timeout: 300_000 }, async () => {
  const gguf = join(folder, 'noise.gguf')
  writeTinyGguf(gguf, { readable: true })
  const server = await startLlamaServer(binary, gguf, ['-c', '4096', '-np', '2', '-t', '1'])
  try {
    const config = join(folder, 'config.json')
    writeFileSync(
      config,
      JSON.stringify({
        out: 'out',
        prompts: { languages: ['en', 'ru'], size: 3 },
        decoding: { repetitionPenalty: 1.1, maxTokens: 48 },
        // A model of noise repeats nothing, so what its penalty does cannot be seen.
        allowInexact: true,
        models: [{ name: 'noise', server: server.url }],
      }),
    )
    execFileSync(process.execPath, [main, 'run', config], { stdio: 'pipe' })
    const report = readFileSync(join(folder, 'out', 'report.md'), 'utf8')
    expect(report).toMatch(/\| noise \| en \| languageCorrectness \|/)
    const responses = readFileSync(join(folder, 'out', 'responses', 'noise.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
    expect(responses).toHaveLength(6)
    for (const line of responses)
      expect(JSON.parse(line)).toMatchObject({ generation: { completionTokens: 48, finishReason: 'length' } })
    const manifest = JSON.parse(
      readFileSync(join(folder, 'out', 'responses', 'noise.jsonl.manifest.json'), 'utf8'),
    ) as object
    expect(manifest).toMatchObject({ server: { kind: 'llama.cpp', slots: 2 } })
  } finally {
    await server.stop()
  }
})

test.skipIf(binary === '')(
  'the preflight on a real llama-server: the whole context, and its window of 64 (LLAMA_SERVER_BIN)',
  { timeout: 300_000 },
  async () => {
    const gguf = join(folder, 'constant.gguf')
    writeConstantGguf(gguf)
    const server = await startLlamaServer(binary, gguf, ['-c', '4096', '-np', '1', '-t', '1'])
    try {
      const generator = await serverGenerator({ url: server.url })
      expect(await preflight(generator)).toMatchObject({ scope: 'prompt+output' } satisfies Partial<PreflightResult>)
      const windowed = {
        ...generator,
        generate: async (
          content: string,
          { repetitionPenalty, maxTokens }: { repetitionPenalty: number; maxTokens: number },
        ) => {
          const body = {
            messages: [{ role: 'user', content }],
            temperature: 0,
            repeat_penalty: repetitionPenalty,
            max_tokens: maxTokens,
          }
          const { choices } = (await server.post('/v1/chat/completions', body)) as {
            choices: [{ message: { content: string } }]
          }
          return { text: choices[0].message.content, finishReason: 'length' as const }
        },
      }
      expect(await preflight(windowed)).toMatchObject({ scope: 'window' })
    } finally {
      await server.stop()
    }
  },
)
