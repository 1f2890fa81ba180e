import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { evaluationSetVersion } from '../../src/evalset/index.js'
import { secretKey, startCrosslingual } from '../support/cli.js'
import { count } from '../support/counts.js'
import { modelServer, send } from '../support/model-server.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))
const open: { close(): void }[] = []
afterEach(() => {
  for (const each of open.splice(0)) each.close()
})

const run = (...args: string[]) => startCrosslingual(args)

describe('crosslingual generate', () => {
  test('proves the penalty, writes responses and a manifest, and tells nobody the key', async () => {
    const server = await modelServer({ kind: 'llama.cpp' })
    open.push(server)
    const out = join(folder, 'responses.jsonl')
    const { status, stderr } = await run(
      'generate',
      '--server',
      server.url,
      '--languages',
      'fr',
      '--size',
      '5',
      '--max-tokens',
      '16',
      '--out',
      out,
    ).ended
    expect({ status, stderr }).toEqual({ status: 0, stderr: `5 responses in ${out}\n` })
    const rows = readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(rows).toHaveLength(5)
    expect(rows[0]).toMatchObject({
      language: 'fr',
      model: 'tiny',
      generation: { finishReason: 'length', completionTokens: 16 },
    })
    const manifest = readFileSync(`${out}.manifest.json`, 'utf8')
    expect(JSON.parse(manifest)).toMatchObject({
      model: 'tiny',
      server: { kind: 'llama.cpp', version: 'b1-abc', contextLength: 4096 },
      decoding: { repetitionPenalty: 1.1, maxTokens: 16 },
      penalty: { scope: 'prompt+output' },
      evalset: evaluationSetVersion,
      prompts: 5,
    })
    expect(manifest + readFileSync(out, 'utf8')).not.toContain(secretKey)
  })

  test('its file is what score reads', async () => {
    const { status, stdout } = await run('score', join(folder, 'responses.jsonl'), '--by', 'model,language').ended
    expect(status).toBe(0)
    expect(stdout).toMatch(/tiny +fr +languageCorrectness/)
  })

  test('a server that cannot do it stops the run; --allow-inexact records what it does', async () => {
    const server = await modelServer({ kind: 'sglang', penalty: { scope: 'output' } })
    open.push(server)
    const args = [
      'generate',
      '--server',
      server.url,
      '--languages',
      'fr',
      '--size',
      '2',
      '--out',
      join(folder, 'inexact.jsonl'),
    ]
    const refused = await run(...args).ended
    expect(refused.status).toBe(2)
    expect(refused.stderr).toMatch(/acts on the output alone/)
    expect((await run(...args, '--allow-inexact').ended).status).toBe(0)
    expect(JSON.parse(readFileSync(join(folder, 'inexact.jsonl.manifest.json'), 'utf8'))).toMatchObject({
      penalty: { scope: 'output' },
    })
  })

  test.each([
    [['--out', 'x.jsonl'], /--server, --gguf: give one of them/],
    [['--server', 'http://127.0.0.1:9', '--wait', '0', '--out', 'x.jsonl'], /no server is ready after \d+ s/],
    [['--server', 'localhost', '--out', 'x.jsonl'], /must be an http\(s\) URL/],
    [['--server', 'http://127.0.0.1:9', '--penalty', '0', '--out', 'x.jsonl'], /Give a number above 0/],
    [['--server', 'http://127.0.0.1:9'], /--out <file>' not specified/],
  ])('%j is an error that says the mend', async (args, message) => {
    const { status, stderr } = await run('generate', ...args).ended
    expect(status).toBe(2)
    expect(stderr).toMatch(message)
  })

  const KILLS = count(3, 10)
  test(`killed at ${KILLS} moments of 300 prompts and started again, it ends up with the file of an uninterrupted run`, {
    timeout: 120_000,
  }, async () => {
    const answers = new Map<string, number>()
    const server = await modelServer({
      kind: 'vllm',
      intercept: ({ body, response }) => {
        const { content } = (body.messages as [{ content: string }])[0]
        answers.set(content, (answers.get(content) ?? 0) + 1)
        const text = `answer to ${content}`
        const answer = {
          choices: [{ finish_reason: 'stop', message: { content: text } }],
          usage: { prompt_tokens: 9, completion_tokens: 9 },
        }
        setTimeout(() => send(response, answer), 20 + (content.length % 7) * 10)
        return true
      },
    })
    open.push(server)
    const args = (out: string) => [
      'generate',
      '--server',
      server.url,
      '--languages',
      'en,fr,pt',
      '--size',
      '100',
      '--decoding',
      'greedy',
      '--concurrency',
      '8',
      '--out',
      out,
    ]
    const whole = join(folder, 'whole.jsonl')
    expect((await run(...args(whole)).ended).status).toBe(0)
    answers.clear()

    const out = join(folder, 'killed.jsonl')
    let kills = 0
    while (kills < KILLS) {
      const { child, ended } = run(...args(out))
      const had = sizeOf(out)
      // Not before it has written something: a moment of the run, and not of its start.
      while (child.exitCode === null && sizeOf(out) <= had) await sleep(2)
      await sleep((kills * 37) % 90)
      child.kill('SIGKILL')
      await ended
      kills += 1
    }
    const { status, stderr } = await run(...args(out)).ended
    expect(status).toBe(0)
    expect(stderr).toMatch(/300 responses in .*, \d+ of them from before/)
    expect(readFileSync(out, 'utf8')).toBe(readFileSync(whole, 'utf8'))
    // Only what was under way at a kill was asked for again.
    expect([...answers.values()].reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(300 + KILLS * 8)
  })
})

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0
}
