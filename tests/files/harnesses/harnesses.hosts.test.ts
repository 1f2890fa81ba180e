import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { readSamples } from '../../../src/files/index.js'
import { chatServer, completion, sendJson } from '../../support/chat-server.js'
import { answerOf, HARNESS_ROWS, type HarnessRow } from '../../support/harness-rows.js'
import { run } from '../../support/packed.js'
import { withoutHost } from '../../support/without-host.js'

/** Where `pip install --target` put pandas, pyarrow, polars, DuckDB, datasets, inspect_ai and lm_eval. */
const PACKAGES = process.env.PYTHON_HARNESSES
const SCRIPT = fileURLToPath(new URL('../../support/harnesses.py', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'crosslingual-harnesses-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('what the tools themselves write is read as it is', async ({ skip }) => {
  if (PACKAGES === undefined) {
    return withoutHost(skip, 'PYTHON_HARNESSES is not set: see CONTRIBUTING.md')
  }
  writeFileSync(join(folder, 'rows.jsonl'), HARNESS_ROWS.map((row) => `${JSON.stringify(row)}\n`).join(''))
  const server = await chatServer(({ body, response }) => {
    const { model, messages } = body as { model: string; messages: { content: unknown }[] }
    const usage = { prompt_tokens: 10, completion_tokens: 1, total_tokens: 11 }
    sendJson(response, { ...completion(answerOf(model, JSON.stringify(messages))), model, created: 1, usage })
  })
  try {
    const env = { ...process.env, PYTHONPATH: PACKAGES, HOME: folder }
    const ran = await run('python3', [SCRIPT, folder, server.url], { cwd: folder, env })
    expect(ran.status, ran.stderr).toBe(0)
  } finally {
    server.close()
  }
  const files = readdirSync(folder).filter((name) => /^(?:pandas|pyarrow|polars|duckdb|datasets)/.test(name))
  expect(files.length).toBeGreaterThan(25)
  for (const name of files) expect(await rowsOf(join(folder, name)), name).toEqual(sorted(HARNESS_ROWS))
  for (const name of ['inspect-json', 'inspect-eval']) {
    const found: HarnessRow[] = []
    for (const file of readdirSync(join(folder, name))) found.push(...(await rowsOf(join(folder, name, file))))
    const whole = HARNESS_ROWS.map((row) => ({ ...row, model: `openai-api/loopback/${row.model}` }))
    expect(sorted(found), name).toEqual(sorted(whole))
  }
  const acme = HARNESS_ROWS.map((row) => ({ ...row, model: `acme/${row.model}` }))
  expect(await rowsOf(join(folder, 'lm-eval'))).toEqual(sorted(acme))
}, 400_000)

async function rowsOf(path: string): Promise<HarnessRow[]> {
  const rows: HarnessRow[] = []
  for await (const { id, model, language, input, output } of readSamples<HarnessRow>(path)) {
    rows.push({ id, model, language, input, output })
  }
  return sorted(rows)
}

function sorted(rows: readonly HarnessRow[]): HarnessRow[] {
  return rows.toSorted((a, b) => (a.model + a.id).localeCompare(b.model + b.id))
}
