import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chatServer, completion, sendJson } from '../support/chat-server.js'
import { count } from '../support/counts.js'

const program = fileURLToPath(new URL('../support/judge-with-cache.mjs', import.meta.url))
const COUNT = count(80, 500)
const CONCURRENCY = 8

let folder: string
/** How often each sample's answer went out whole. */
let answered: Map<string, number>
let server: Awaited<ReturnType<typeof chatServer>>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
  answered = new Map()
  server = await chatServer(({ prompt, response }) => {
    const sample = /sample-\d+/.exec(prompt)?.[0] ?? ''
    response.once('finish', () => answered.set(sample, (answered.get(sample) ?? 0) + 1))
    // Not at once: there must be calls under way when the program is killed.
    setTimeout(() => sendJson(response, completion(String(Number(sample.slice(7)) % 2))), 5)
  })
})
afterEach(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

function start() {
  const cache = join(folder, 'cache')
  const child = spawn(process.execPath, [program, server.url, cache, `${COUNT}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let stdout = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  const done = new Promise<{ signal: NodeJS.Signals | null; stdout: string }>((resolve) =>
    child.once('close', (_, signal) => resolve({ signal, stdout })),
  )
  return { child, done }
}

async function finished() {
  const { signal, stdout } = await start().done
  expect(signal).toBeNull()
  return JSON.parse(stdout) as {
    scored: number
    mean: number
    usage: { calls: number; cacheHits: number; failures: number }
  }
}

function files(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

describe('judging through the disk cache', () => {
  test(`kill -9 in the middle of ${COUNT} calls, and start again: no finished call is repeated`, async () => {
    const first = start()
    await until(() => answered.size >= COUNT * 0.4)
    first.child.kill('SIGKILL')
    expect((await first.done).signal).toBe('SIGKILL')
    const before = answered.size
    expect(before).toBeLessThan(COUNT)

    const { scored, mean, usage } = await finished()
    expect([scored, mean, usage.failures]).toEqual([COUNT, 0.5, 0])
    expect(usage.calls + usage.cacheHits).toBe(COUNT)
    expect(answered.size).toBe(COUNT)
    // Only what was under way at the kill, sent by the server and not yet in the cache, may have gone out twice.
    const repeated = [...answered.values()].reduce((sum, times) => sum + times - 1, 0)
    expect(repeated).toBeLessThanOrEqual(CONCURRENCY)
    expect(usage.cacheHits).toBeGreaterThanOrEqual(before - CONCURRENCY)

    // And a third run asks nothing.
    const total = repeated + COUNT
    expect((await finished()).usage).toMatchObject({ calls: 0, cacheHits: COUNT })
    expect([...answered.values()].reduce((sum, times) => sum + times, 0)).toBe(total)
  }, 120_000)

  test('two programs at once share a folder, and both finish with the right scores', async () => {
    const results = await Promise.all([finished(), finished()])
    for (const { scored, mean, usage } of results) expect([scored, mean, usage.failures]).toEqual([COUNT, 0.5, 0])
  }, 120_000)

  test('a damaged entry is a miss; the folder is its owner’s alone', async () => {
    await finished()
    const cache = join(folder, 'cache')
    expect(statSync(cache).mode & 0o777).toBe(0o700)
    const contents = files(join(cache, 'content-v2')).slice(0, 20)
    expect(contents.length).toBeGreaterThan(0)
    for (const path of contents) writeFileSync(path, '{"text":"0","finishReason":"stop"')
    const { scored, mean, usage } = await finished()
    expect([scored, mean, usage.failures]).toEqual([COUNT, 0.5, 0])
    expect(usage.calls).toBeGreaterThan(0)
    expect((await finished()).usage).toMatchObject({ calls: 0, cacheHits: COUNT }) // and it has been mended
  }, 120_000)
})

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5))
}
