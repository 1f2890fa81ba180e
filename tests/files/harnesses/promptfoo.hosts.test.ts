import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSamples } from '../../../src/files/index.js'
import { chatServer, completion, sendJson } from '../../support/chat-server.js'
import { answerOf, HARNESS_ROWS, type HarnessRow, MODELS } from '../../support/harness-rows.js'
import { installed, NotInstalled, run } from '../../support/packed.js'
import { withoutHost } from '../../support/without-host.js'

/** The native part of promptfoo's data base, which is left out with its other optional dependencies: 300 MB instead of 1,400. */
const LIBSQL = `@libsql/${process.platform}-${process.arch}${{ linux: '-gnu', win32: '-msvc' }[process.platform as string] ?? ''}`

test('what promptfoo itself writes is read as it is', async ({ skip }) => {
  let project: string
  try {
    project = await installed({ promptfoo: '0.121.20', [LIBSQL]: '0.5.29' }, ['--omit=optional'])
  } catch (error) {
    if (error instanceof NotInstalled) return withoutHost(skip, error.message)
    throw error
  }
  const server = await chatServer(({ body, response }) => {
    const { model, messages } = body as { model: string; messages: unknown[] }
    const usage = { prompt_tokens: 10, completion_tokens: 1, total_tokens: 11 }
    sendJson(response, { ...completion(answerOf(model, JSON.stringify(messages))), model, created: 1, usage })
  })
  const prompts = HARNESS_ROWS.filter(({ model }) => model === MODELS[0])
  const config = {
    prompts: ['{{question}}'],
    providers: MODELS.map((model) => ({
      id: `openai:chat:${model}`,
      label: model,
      config: { apiBaseUrl: server.url, apiKey: 'none' },
    })),
    tests: prompts.map(({ id, language, input }) => ({ vars: { id, language, question: input } })),
  }
  const files = ['output.json', 'output.jsonl', 'output.csv']
  try {
    writeFileSync(join(project, 'promptfooconfig.json'), JSON.stringify(config))
    const args = ['promptfoo', 'eval', '-c', 'promptfooconfig.json', ...files.flatMap((file) => ['-o', file])]
    const env = {
      PATH: process.env.PATH,
      HOME: project,
      PROMPTFOO_CONFIG_DIR: join(project, '.promptfoo'),
      PROMPTFOO_DISABLE_TELEMETRY: '1',
      PROMPTFOO_DISABLE_UPDATE: '1',
      PROMPTFOO_DISABLE_REMOTE_GENERATION: '1',
    }
    const { status, stdout, stderr } = await run('npx', args, { cwd: project, env })
    expect(status, stdout + stderr).toBe(0)
  } finally {
    server.close()
  }
  for (const file of files) {
    const rows: HarnessRow[] = []
    for await (const { id, model, language, input, output } of readSamples<HarnessRow>(join(project, file))) {
      rows.push({ id, model, language, input, output })
    }
    const place = ({ model, id }: HarnessRow) => `${model} ${id}`
    const sorted = (all: readonly HarnessRow[]) => all.toSorted((a, b) => place(a).localeCompare(place(b)))
    expect(sorted(rows), file).toEqual(sorted(HARNESS_ROWS))
  }
}, 400_000)
